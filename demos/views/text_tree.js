/**
 * A text that grows token by token, with every branch that was tried. A node is one token in its
 * place; the root is the prompt.
 * @typedef {object} TextNode
 * @property {TextNode | null} parent
 * @property {TextNode[]} children in the order in which they were tried
 * @property {number} id of the token
 * @property {Uint8Array} piece its bytes
 * @property {"drawn" | "likeliest" | "chosen" | "linked"} how it came here
 * @property {object} told what is known of its choice: u, lower, before, after, surprise, rank
 * @property {number} draws how often a token was drawn to follow it
 */

/** @returns {TextNode} a prompt that nothing follows yet */
export function rootNode() {
  return { parent: null, children: [], id: -1, piece: new Uint8Array(0), how: "linked", told: {}, draws: 0 };
}

/** @returns {TextNode} the token behind `parent`; the same one again is the same node, told anew */
export function grown(parent, { id, piece, how, told }) {
  const known = parent.children.find((child) => child.id === id);
  if (known) return Object.assign(known, { how, told: { ...known.told, ...told } });
  const node = { parent, children: [], id, piece, how, told, draws: 0 };
  parent.children.push(node);
  return node;
}

/** @returns {TextNode[]} the tokens from the first behind the prompt to `node` */
export function pathTo(node) {
  const path = [];
  for (let at = node; at.parent; at = at.parent) path.unshift(at);
  return path;
}

/** @returns {number[]} the ids on that way */
export const idsTo = (node) => pathTo(node).map(({ id }) => id);

/** @returns {TextNode} where the branch through `node` ends, always by its newest child */
export function endOf(node) {
  let end = node;
  while (end.children.length) end = end.children.at(-1);
  return end;
}

/** @returns {TextNode[]} where each branch below `node` ends, the oldest first */
export function leaves(node) {
  return node.children.length ? node.children.flatMap(leaves) : [node];
}

/** @returns {TextNode | null} the node behind `root` with these ids; null where nobody went there */
export function found(root, ids) {
  return ids.reduce((node, id) => node?.children.find((child) => child.id === id) ?? null, root);
}

/** Make `leaf` the newest of its branch: it is what stands behind its ancestors. */
export function raise(leaf) {
  for (let node = leaf; node.parent; node = node.parent) {
    const { children } = node.parent;
    children.push(...children.splice(children.indexOf(node), 1));
  }
}
