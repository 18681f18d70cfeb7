import { whole } from "./format.js";
import { around } from "./ngram_words.js";

const REACH = 150;
const TICKS = 60;

/** Show where the reading head stands in the source, and where it stood before. */
export function writeSource(section, run, index) {
  const find = (selector) => section.querySelector(selector);
  const { place } = run.steps[index];
  const source = run.sources[place?.source ?? 0];
  section.classList.toggle("without", !place);
  find(".where").textContent = place ? whereWords(source, place) : missing(run);
  find(".snippet").hidden = find(".rail").hidden = !place;
  if (!place) return;
  const characters = (source.characters ??= [...source.text]);
  find(".snippet").replaceChildren(...parts(around(characters, place, REACH)));
  const places = run.steps.slice(Math.max(0, index - TICKS), index + 1)
    .filter((step) => step.place?.source === place.source)
    .map((step) => step.place.unit / characters.length);
  find(".rail").replaceChildren(...places.map(tick));
}

function whereWords(source, place) {
  const length = (source.characters ??= [...source.text]).length;
  return `In ${source.title}, character ${whole(place.unit + 1)} of ${whole(length)}.`;
}

function missing(run) {
  const titles = run.sources.filter((source) => !source.text).map((source) => source.title);
  return `Of ${titles.join(" and ") || "this text"} only the counts are here and not the book: choose the story or a text of your own, and the place in it stands here.`;
}

function parts(texts) {
  const tags = ["span", "em", "b", "mark", "span"];
  return texts.map((text, index) => {
    return Object.assign(document.createElement(tags[index]), { textContent: text.replace(/\n+/g, " ¶ ") });
  });
}

function tick(share, index, all) {
  const node = document.createElement("i");
  node.style.left = `${100 * share}%`;
  node.style.opacity = index === all.length - 1 ? 1 : 0.12 + (0.4 * index) / all.length;
  if (index === all.length - 1) node.className = "head";
  return node;
}
