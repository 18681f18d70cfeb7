import { percent, whole } from "./format.js";
import { spell } from "./spelling.js";

const MOST = 24; // parts that are drawn one by one
const THIN = 0.004; // of the line, under which nothing can be seen
const WORTH_A_NAME = 38; // pixels
const WORTH_A_NOTE = 0.09; // of the line

/**
 * The parts of the line from 0 to 1, the likeliest first, as far as they can be seen.
 * @returns {{parts: Array<{id: number, lower: number, chance: number}>, rest: number, others: number}}
 */
export function partsOf(kept, chances) {
  const parts = [];
  let lower = 0;
  for (const id of kept) {
    const chance = chances[id];
    if (parts.length === MOST || chance < THIN) break;
    parts.push({ id, lower, chance });
    lower += chance;
  }
  return { parts, rest: Math.max(0, 1 - lower), others: kept.length - parts.length };
}

/** Draw one line; `hit` is the token that a random number fell on. */
export function drawLine(box, { kept, chances, piece, hit = -1 }) {
  const { parts, rest, others } = partsOf(kept, chances);
  const width = box.clientWidth;
  const nodes = parts.map(({ id, lower, chance }) => segment(lower, chance, id === hit, chance * width < WORTH_A_NAME ? null : piece(id)));
  if (others > 0 && rest > WORTH_A_NOTE) {
    nodes.push(Object.assign(document.createElement("em"), { textContent: restWords(others, rest) }));
  }
  box.replaceChildren(...nodes);
}

function restWords(others, rest) {
  return `${whole(others)} others, ${percent(rest)}`;
}

function segment(lower, chance, isHit, piece) {
  const node = document.createElement("b");
  node.style.left = `${100 * lower}%`;
  node.style.width = `${100 * chance}%`;
  node.classList.toggle("hit", isHit);
  if (piece) spell(node, piece);
  return node;
}

/** Marks under the line: one random number with its value, or a hundred. */
export function drawMarks(box, draws) {
  if (draws.length !== 1) {
    box.replaceChildren(...Array.from(draws, (u) => mark("", u)));
    return;
  }
  if (box.children.length !== 2 || !box.querySelector(".u")) {
    box.replaceChildren(mark("u", 0), Object.assign(document.createElement("span"), { className: "number" }));
    box.firstElementChild.getBoundingClientRect(); // the way of the mark begins at 0
  }
  const [line, number] = box.children;
  line.style.left = `${100 * draws[0]}%`;
  number.style.left = `${Math.min(97, Math.max(3, 100 * draws[0]))}%`;
  number.textContent = draws[0].toFixed(4);
}

function mark(name, u) {
  const node = Object.assign(document.createElement("i"), { className: name });
  node.style.left = `${100 * u}%`;
  return node;
}
