/** The tree of merges of a token: the token on top, its bytes at the bottom. */

import { whole } from "./format.js";
import { svg } from "./plot.js";
import { depth, fromHex } from "./token_chips.js";
import { hex, plainly } from "./token_letters.js";

const LEAF = 54; // pixels across for a byte
const LEVEL = 64; // and down for a merge
const BOX = 30;
const LETTER = 9;
const EDGE = 8;

/**
 * @param {Array} tree `[hex, rank, left, right]`; a byte has only the first
 * @returns {{width: number, height: number, nodes: Array<{x, y, tree}>, lines: Array<{from, to}>}}
 */
export function placed(tree) {
  const nodes = [];
  const lines = [];
  let leaves = 0;
  const top = depth(tree);
  function place(part) {
    const [, , left, right] = part;
    const under = left ? [place(left), place(right)] : [];
    const x = left ? (under[0].x + under[1].x) / 2 : LEAF * (leaves++ + 0.5);
    const node = { x, y: LEVEL * (top - depth(part)) + BOX, tree: part };
    nodes.push(node);
    for (const below of under) lines.push({ from: node, to: below });
    return node;
  }
  place(tree);
  return { width: LEAF * leaves, height: LEVEL * top + 2 * BOX + 12, nodes, lines };
}

/** @returns {SVGElement} the drawing of one tree */
export function drawTree(tree) {
  const { width, height, nodes, lines } = placed(tree);
  const wide = Math.max(width, boxWidth(nodes.at(-1).tree) + EDGE);
  const picture = svg("svg", {
    viewBox: `${(width - wide) / 2} 0 ${wide} ${height}`,
    role: "img",
    "aria-label": `How ${plainly(fromHex(tree[0]))} was made; the list beside it tells the same`,
    style: `width: ${wide / 16}rem; height: ${height / 16}rem`,
  });
  for (const { from, to } of lines) {
    const bend = (from.y + BOX / 2 + to.y - BOX / 2) / 2 + 8;
    picture.append(svg("path", { class: "edge", d: `M${from.x} ${from.y + BOX / 2 + 15}V${bend}H${to.x}V${to.y - BOX / 2}` }));
  }
  for (const node of nodes) picture.append(...drawNode(node));
  return picture;
}

function drawNode({ x, y, tree }) {
  const bytes = fromHex(tree[0]);
  const isByte = tree[1] === null;
  const width = boxWidth(tree);
  const name = isByte ? hex(bytes) : `merge ${whole(tree[1] + 1)}`;
  return [
    svg("rect", { class: isByte ? "box byte" : "box", x: x - width / 2, y: y - BOX / 2, width, height: BOX, rx: 6 }),
    svg("text", { class: "name", x, y: y + 5, "text-anchor": "middle" }, plainly(bytes)),
    svg("text", { class: "rank", x, y: y + BOX / 2 + 12, "text-anchor": "middle" }, name),
  ];
}

function boxWidth(tree) {
  return Math.max(34, LETTER * plainly(fromHex(tree[0])).length + 14);
}
