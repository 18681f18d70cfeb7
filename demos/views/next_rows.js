import { number, percent, whole } from "./format.js";
import { quoted, spell } from "./spelling.js";

const NOTHING = 1e-12; // what is left of a sum that should be 0
const SCALES = [0.05, 0.1, 0.2, 0.5, 1];

/** @returns {number} the probability at the end of the bars: a round one, so that it seldom changes */
export function endOfScale(ids, before, after) {
  const most = Math.max(...ids.map((id) => Math.max(before[id], after[id])));
  return SCALES.find((scale) => scale >= most) ?? 1;
}

/** @returns {{before: number, after: number, count: number}} what all tokens but `ids` have together */
export function othersThan(ids, before, after, untold, size = before.length) {
  const left = (chances) => Math.max(0, 1 - untold - ids.reduce((sum, id) => sum + chances[id], 0));
  return {
    before: left(before) + untold,
    after: Math.max(0, 1 - ids.reduce((sum, id) => sum + after[id], 0)),
    count: size - ids.length,
  };
}

/** @returns {string} a score as it is written: three digits, or the sign of what was removed */
export function score(value) {
  return value === -Infinity ? "−∞" : value.toFixed(2).replace("-", "−");
}

/** @returns {string} a probability: per cent, with more digits where it is small */
export function chance(value) {
  if (value < NOTHING) return "0";
  if (value < 0.0001) return `${(100 * value).toExponential(0).replace("-", "−")} %`;
  return value < 0.00995 ? `${(100 * value).toFixed(2)} %` : percent(value);
}

/**
 * Write the table: one row for each of `ids`, and one for all the others.
 * @param {object} look ids, before, after, logits, scores, top, piece, `names` (another text where
 *     ids are called otherwise), taken (an id or -1),
 *     counts (Map or null), total (draws behind counts), untold, size (of the vocabulary)
 */
export function drawRows(table, look) {
  const [body] = table.tBodies;
  const scale = endOfScale(look.ids, look.before, look.after);
  write(table.tHead.querySelector("small"), `${100 * scale} %`);
  while (body.rows.length > look.ids.length) body.lastElementChild.remove();
  while (body.rows.length < look.ids.length) body.append(emptyRow());
  look.ids.forEach((id, index) => fillRow(body.rows[index], id, scale, look));
  if (!table.tFoot.rows.length) table.tFoot.append(emptyRow("td"));
  fillOthers(table.tFoot.rows[0], scale, look);
}

function emptyRow(first = "button") {
  const row = document.createElement("tr");
  const cells = Array.from({ length: 7 }, () => document.createElement("td"));
  if (first === "button") cells[0].append(Object.assign(document.createElement("button"), { type: "button" }));
  const bar = Object.assign(document.createElement("span"), { className: "bar" });
  bar.append(...["i", "b", "u"].map((tag) => document.createElement(tag)));
  cells[1].append(bar);
  for (const cell of cells.slice(2, 5)) cell.className = "detail";
  cells[5].className = "prior";
  row.append(...cells);
  return row;
}

function fillRow(row, id, scale, look) {
  const { before, after, logits, scores, top, piece, counts, total } = look;
  const [button] = row.cells[0].children;
  if (row.dataset.id !== String(id) || row.dataset.names !== look.names) spell(button, piece(id));
  Object.assign(row.dataset, { id, names: look.names });
  const told = counts ? `, ${counts.get(id) ?? 0} of ${total} drawn` : "";
  button.setAttribute("aria-label", `Take ${quoted(piece(id))}, ${chance(after[id])}${told}`);
  button.title = "Take this token";
  row.classList.toggle("taken", id === look.taken);
  row.classList.toggle("out", after[id] === 0);
  fillBar(row.cells[1].firstElementChild, before[id] / scale, after[id] / scale, counts && (counts.get(id) ?? 0) / total / scale);
  const texts = [score(logits[id]), score(scores[id]), number(Math.exp(scores[id] - top)).replace("-", "−"), chance(before[id]), chance(after[id])];
  texts.forEach((text, index) => write(row.cells[index + 2], text));
}

function fillOthers(row, scale, look) {
  const others = othersThan(look.ids, look.before, look.after, look.untold, look.size);
  const drawn = look.counts ? [...look.counts].reduce((sum, [id, n]) => sum + (look.ids.includes(id) ? 0 : n), 0) : 0;
  write(row.cells[0], look.untold ? "all others" : `${whole(others.count)} others`);
  fillBar(row.cells[1].firstElementChild, others.before / scale, others.after / scale, look.counts && drawn / look.total / scale);
  ["", "", "", chance(others.before), chance(others.after)].forEach((text, index) => write(row.cells[index + 2], text));
}

function fillBar(bar, before, after, drawn) {
  bar.style.setProperty("--before", Math.min(1, before));
  bar.style.setProperty("--after", Math.min(1, after));
  bar.style.setProperty("--drawn", Math.min(1, drawn || 0));
  bar.lastElementChild.hidden = drawn === null;
  bar.classList.toggle("beyond", Math.max(before, after) > 1.001);
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
