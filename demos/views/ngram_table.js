import { percent, whole } from "./format.js";
import { backedOff, contextOf, counted, visible } from "./ngram_words.js";

/** Fill the table of the counts that were used for one unit. */
export function writeTable(section, run, index) {
  const find = (selector) => section.querySelector(selector);
  const step = run.steps[index];
  const written = [...run.prompt, ...run.steps.slice(0, index).map((each) => each.text)];
  const context = contextOf(written, run.n);
  const used = Math.max(...step.used);
  find(".context").replaceChildren(...chips(context, used));
  const titles = run.sources.map((source) => source.title);
  find(".counted").textContent = counted(step.totals, step.kinds, titles);
  find(".backed").textContent = backedOff(context, used);
  find("tbody").replaceChildren(...step.options.map((option, row) => rowOf(option, row === step.drawn)));
  const others = step.kinds - step.options.length;
  find(".others").textContent = others > 0 ? `and ${whole(others)} other${others === 1 ? "" : "s"}` : "";
  find(".draw").textContent = drawn(step);
}

function chips(context, used) {
  if (!context.length) return ["nothing: what is frequent, wherever it stands"];
  return context.map((text, index) => {
    const chip = document.createElement(index < context.length - used ? "s" : "b");
    chip.textContent = visible(text.length > 1 ? text.trimStart() || text : text);
    return chip;
  });
}

function rowOf(option, isDrawn) {
  const row = document.createElement("tr");
  if (isDrawn) row.className = "drawn";
  const name = cell("th", visible(option.text));
  name.scope = "row";
  if (isDrawn) name.setAttribute("aria-label", `${option.text}, drawn`);
  const bar = cell("td", "");
  bar.className = "bar";
  const fill = document.createElement("i");
  fill.style.width = `${100 * option.chance}%`;
  const mark = document.createElement("u");
  mark.style.left = `${100 * option.share}%`;
  const line = document.createElement("div");
  line.append(fill, mark);
  bar.append(line);
  row.append(name, cell("td", option.counts.map(whole).join(" + ")), bar, cell("td", chanceWords(option.chance)));
  return row;
}

/** @returns {string} a chance as per cent; one that is small but there is not called nothing */
export function chanceWords(chance) {
  return chance > 0 && chance < 0.0005 ? "< 0.1 %" : percent(chance);
}

function cell(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

function drawn({ u, lower, chance }) {
  const [from, to] = [lower, lower + chance].map((each) => each.toFixed(3));
  return `Chance said ${u.toFixed(3)}: between ${from} and ${to} lies the marked one.`;
}
