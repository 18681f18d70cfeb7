import { shownIds, tally } from "./distribution.js";
import { number, whole } from "./format.js";
import { drawLine, drawMarks } from "./next_lines.js";
import { drawRows } from "./next_rows.js";
import { lineWords, sampleWords, shapeWords } from "./next_words.js";
import { textOf } from "./spelling.js";

const ROWS = 10;
const SAMPLE = 100;

/** What can be done now: before a prompt is read, while an answer is awaited, and once it is there. */
export function showState(view, { state, tokens, canUndo, sampling }) {
  const isEmpty = state === "empty";
  const find = (selector) => view.querySelector(selector);
  Object.assign(view.dataset, { state, tokens });
  view.classList.toggle("busy", state === "busy");
  view.classList.toggle("sampling", sampling);
  for (const name of ["draw", "best", "write", "hundred"]) find(`.acts .${name}`).disabled = isEmpty;
  find(".acts .undo").disabled = !canUndo;
  find(".hundred").setAttribute("aria-pressed", sampling);
  find(".find input").disabled = isEmpty;
  const others = [...view.querySelectorAll(".on button")];
  for (const button of others) button.hidden = !document.getElementById(`tab-${button.dataset.tab}-button`);
  find(".on").hidden = isEmpty || others.every((button) => button.hidden);
}

/**
 * The line, the table, the numbers and the sentence of one distribution under the controls.
 * @param {object} look distribution, under (what the controls make of it), settings, asked (tokens
 *     that were searched for), sampling (whether a hundred draws are shown), fallen (the last draw)
 */
export function showDistribution(view, { distribution, under, settings, asked, sampling, fallen }) {
  const find = (selector) => view.querySelector(selector);
  const { before, ranking, piece } = distribution;
  const { kept, after, scores, top, shape } = under;
  const draws = distribution.draws.slice(0, SAMPLE);
  const counts = sampling ? tally(kept, after, draws) : null;
  const taken = fallen?.index ?? -1;
  drawLine(find('[data-line="before"] div'), { kept: ranking, chances: before, piece });
  drawLine(find('[data-line="after"] div'), { kept, chances: after, piece, hit: taken });
  drawMarks(find(".marks"), sampling ? draws : fallen?.u === undefined ? [] : [fallen.u]);
  const ids = shownIds(ranking, kept, ROWS, [...asked, ...(taken >= 0 ? [taken] : [])]);
  const { logits, names, untold } = distribution;
  drawRows(find("table"), { ids, before, after, logits, scores, top, piece, names, taken, counts, total: SAMPLE, untold });
  writeFacts(find, distribution.shape, shape, before.length);
  find(".draw-words").textContent = counts ? sampleWords(counts, SAMPLE, kept, after) : lineWords(fallen, under, piece);
  const mass = kept.reduce((sum, id) => sum + before[id], 0);
  find(".words").textContent = shapeWords(settings, distribution.shape, shape, mass, after.length);
  Object.assign(view.dataset, { entropy: shape.entropy.toFixed(6), kept: shape.kept });
}

function writeFacts(find, before, after, size) {
  const small = (textContent) => Object.assign(document.createElement("small"), { textContent });
  for (const name of ["entropy", "perplexity", "choices"]) {
    find(`[data-fact="${name}"]`).replaceChildren(small(`${number(before[name])} → `), number(after[name]));
  }
  find('[data-fact="kept"]').replaceChildren(whole(after.kept), small(` of ${whole(size)}`));
}

/** @returns {number} the place of the token that is called `query`, or holds it, by rank; -1 where none does */
export function placeOf({ ranking, piece }, query) {
  const texts = (index) => textOf(piece(index)) ?? "";
  const wanted = [(text) => text === ` ${query}`, (text) => text === query, (text) => text.includes(query)];
  const places = wanted.map((fits) => ranking.findIndex((index) => fits(texts(index))));
  return places.find((place) => place >= 0) ?? -1;
}
