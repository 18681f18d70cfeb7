import { percent } from "./format.js";
import { bits, joined, quoted, textOf, visible } from "./spelling.js";
import { endOf, leaves, pathTo, raise } from "./text_tree.js";

const DARKEST = 12; // bits at which a token cannot look more surprising
const MOST_BRANCHES = 8;
const HOW = { drawn: "drawn", likeliest: "the likeliest", chosen: "chosen by you", linked: "from a link" };

/** @returns {number} from 0 to 1, how surprising a token looks */
export function depth(surprise) {
  return Number.isFinite(surprise) ? Math.min(1, Math.max(0, surprise / DARKEST)) : 0;
}

/** @returns {string} what is known of a token, for those who point at it or listen */
export function tokenWords(piece, told, how) {
  const parts = [quoted(piece)];
  if (Number.isFinite(told.surprise)) parts.push(bits(told.surprise));
  if (Number.isFinite(told.before)) parts.push(`probability ${percent(told.before)}`);
  if (told.rank) parts.push(`number ${told.rank} of the likeliest`);
  if (how) parts.push(HOW[how]);
  return parts.join(", ");
}

/**
 * Write the text as one button for each token, the tokens behind `at` paler.
 * @param {{context: object[], at: object, go: (node: object) => void}} look
 */
export function drawText(box, { context, at, go }) {
  const before = context.map(({ piece, surprise, special }) => {
    const node = chip(piece, { surprise }, "");
    node.classList.add("prompt");
    node.classList.toggle("special", special);
    return node;
  });
  const path = pathTo(at);
  const ahead = pathTo(endOf(at)).slice(path.length);
  const caret = Object.assign(document.createElement("span"), { className: "caret" });
  caret.setAttribute("aria-hidden", "true");
  const grown = (nodes, isAhead) =>
    nodes.map((node) => {
      const button = chip(node.piece, node.told, node.how);
      button.classList.toggle("ahead", isAhead);
      button.classList.toggle("chosen", node.how === "chosen");
      button.classList.toggle("special", node.special === true);
      button.addEventListener("click", () => go(node));
      return button;
    });
  box.replaceChildren(...before, ...grown(path, false), caret, ...grown(ahead, true));
  reveal(box.parentElement, caret);
}

/** Scroll the sheet, and not the page, so that the caret can be seen. */
function reveal(sheet, caret) {
  const line = caret.offsetHeight * 1.5;
  const [top, bottom] = [caret.offsetTop - line, caret.offsetTop + 2 * line];
  if (top < sheet.scrollTop) sheet.scrollTop = top;
  else if (bottom > sheet.scrollTop + sheet.clientHeight) sheet.scrollTop = bottom - sheet.clientHeight;
}

function chip(piece, told, how) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", tabIndex: -1 }); // the text itself is the tab stop
  const text = textOf(piece);
  if (text === null || text.includes("\n")) {
    for (const run of visible(piece)) {
      const sign = Object.assign(document.createElement(run.sign ? "i" : "span"), { textContent: run.text });
      button.append(sign);
    }
    if (text !== null) button.append("\n".repeat(text.split("\n").length - 1));
  } else {
    button.textContent = text;
  }
  button.style.setProperty("--surprise", depth(told.surprise).toFixed(3));
  const words = tokenWords(piece, told, how);
  button.setAttribute("aria-label", words);
  button.title = words;
  return button;
}

/** Write a button for each other branch, the newest first; none where there is one way only. */
export function drawBranches(box, { root, at, go }) {
  const shown = endOf(at);
  const others = leaves(root).filter((leaf) => leaf !== shown).reverse().slice(0, MOST_BRANCHES);
  const buttons = others.map((leaf) => {
    const text = joined(pathTo(leaf).map(({ piece }) => piece)).trim();
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `…${text}` });
    button.title = text;
    button.addEventListener("click", () => {
      raise(leaf);
      go(leaf);
    });
    return button;
  });
  const label = Object.assign(document.createElement("span"), { textContent: "Other branches:" });
  box.replaceChildren(...(buttons.length ? [label, ...buttons] : []));
}
