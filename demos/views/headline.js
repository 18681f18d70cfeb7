/** Write a headline of pieces: "b" is the point of it, "sign" stands back, "text" is the rest. */
export function writeHeadline(node, pieces) {
  node.replaceChildren(...pieces.map(([kind, text]) => {
    const piece = document.createElement(kind === "b" ? "b" : "span");
    return Object.assign(piece, { className: kind, textContent: text });
  }));
}
