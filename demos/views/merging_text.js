/** A text while merges are made in it: pieces of tokens, each token the hex code of its bytes. */

/** @returns {string[][]} every byte a token */
export function apart(pieces) {
  return pieces.map((piece) => piece.match(/../g) ?? []);
}

/** @returns {string[]} a piece with `left` `right` joined wherever they are neighbours, from the left */
export function joinedIn(piece, left, right) {
  if (!piece.includes(left) || !piece.includes(right)) return piece;
  const joined = [];
  for (let at = 0; at < piece.length; at++) {
    const fits = piece[at] === left && piece[at + 1] === right;
    joined.push(fits ? left + right : piece[at]);
    if (fits) at += 1;
  }
  return joined.length === piece.length ? piece : joined;
}

/** Walks through the merges of a text in both directions. */
export class MergingText {
  constructor(pieces, merges) {
    this.start = apart(pieces);
    this.merges = merges;
    this.goTo(0);
  }

  /** @returns {string[][]} the pieces after so many merges */
  goTo(position) {
    if (this.position === undefined || position < this.position) {
      this.position = 0;
      this.pieces = this.start;
    }
    for (; this.position < position; this.position++) {
      const [left, right] = this.merges[this.position];
      this.pieces = this.pieces.map((piece) => joinedIn(piece, left, right));
    }
    return this.pieces;
  }
}
