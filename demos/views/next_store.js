import { Distribution } from "./distribution.js";
import { piecesOf } from "./spelling.js";
import { found, grown, idsTo, rootNode } from "./text_tree.js";

const KEPT = 40; // distributions in memory: of a large vocabulary each weighs a megabyte

/** What the page knows of one prompt: its tokens, the tree behind it, and distributions. */
export class NextStore {
  constructor() {
    Object.assign(this, { model: "", prompt: "", seed: 0, context: [], cut: 0, limit: 0, templated: false });
    this.root = null;
    this.told = 0; // distributions of a server, which name their tokens each for itself
    this.pieces = new Map(); // model -> (id) => bytes
    this.distributions = new Map(); // node -> Distribution
  }

  get piece() {
    return this.pieces.get(this.model);
  }

  /** @returns {string[]} models of which the page has all tokens already */
  get vocabularies() {
    return [...this.pieces.keys()];
  }

  distributionAt(node) {
    return this.distributions.get(node);
  }

  /** Take a distribution and what stands before it; returns its node. */
  seen({ header, blobs }) {
    if (blobs.has("lengths")) this.pieces.set(header.model, piecesOf(blobs.get("lengths"), blobs.get("bytes")));
    const isOther = header.model !== this.model || header.prompt !== this.prompt;
    if (header.fresh || isOther || !this.root) this.root = rootNode();
    if (header.fresh || isOther || header.seed !== this.seed) this.distributions.clear();
    const { model, prompt, seed, cut, limit, templated } = header;
    Object.assign(this, { model, prompt, seed, cut, limit, templated });
    const context = contextOf(header, blobs);
    const node = this.wayTo(header.continuation, context);
    const behind = header.continuation.length;
    if (!behind || (!header.ids && behind <= context.length)) this.context = context.slice(0, context.length - behind);
    const [logits, draws] = [new Float32Array(blobs.get("logits").bytes.buffer), doubles(blobs.get("draws"))];
    const ids = header.ids ?? null;
    const places = ids ? context.map(({ id }) => ids.indexOf(id)).filter((place) => place >= 0) : context.map(({ id }) => id);
    this.distributions.delete(node);
    this.distributions.set(node, Object.assign(new Distribution(logits, places, draws, header.untold), this.naming(header)));
    for (const old of [...this.distributions.keys()].slice(0, -KEPT)) this.distributions.delete(old);
    return node;
  }

  /** How the rows of a distribution are called: by all ids of a model, or by those a server told. */
  naming({ ids, told: pieces, model }) {
    if (!ids) return { names: model, piece: this.pieces.get(model), idOf: (index) => index, indexOf: (id) => id };
    const told = pieces.map(unhex);
    const names = `told ${(this.told += 1)}`;
    return { names, piece: (index) => told[index], idOf: (index) => ids[index], indexOf: (id) => ids.indexOf(id) };
  }

  /** The node behind these ids; what is new there came from a link, or from a server's answer. */
  wayTo(ids, context) {
    const known = found(this.root, ids);
    if (known) return known;
    const told = context.slice(Math.max(0, context.length - ids.length));
    return ids.reduce((node, id, index) => {
      const { piece, surprise } = told[index - ids.length + told.length] ?? { piece: this.piece(id), surprise: NaN };
      return grown(node, { id, piece, how: "linked", told: { surprise } });
    }, this.root);
  }

  /** Tokens that were written behind `node`, one after the other; returns the last. */
  written(node, tokens) {
    return tokens.reduce((parent, { id, piece, special, ...told }) => {
      const child = grown(parent, { id, piece: unhex(piece), how: "drawn", told });
      parent.draws = Math.max(1, parent.draws);
      return Object.assign(child, { special });
    }, node);
  }

  /** @returns {object} what the server must be told to go on from `node` */
  orderAt(node) {
    return { prompt: this.prompt, model: this.model, continuation: idsTo(node), vocabularies: this.vocabularies };
  }
}

function contextOf({ special, ids_read: ids }, blobs) {
  const piece = piecesOf(blobs.get("context_lengths"), blobs.get("context_bytes"));
  const surprise = new Float32Array(blobs.get("surprise").bytes.buffer);
  return ids.map((id, index) => ({ id, piece: piece(index), surprise: surprise[index], special: special[index] }));
}

function doubles({ bytes }) {
  return new Float64Array(bytes.buffer);
}

/** @returns {Uint8Array} the bytes of "206920" */
export function unhex(text) {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => parseInt(text.slice(2 * index, 2 * index + 2), 16));
}
