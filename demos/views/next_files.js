import { hex, joined, textOf } from "./spelling.js";
import { pathTo } from "./text_tree.js";

const MIME = { csv: "text/csv", json: "application/json", txt: "text/plain" };

/** Save what the page holds: the text, every branch with its numbers, or the whole distribution. */
export function saveNext(what, state) {
  const text = { csv: distributionFile, json: textFile, txt: plainText }[what](state);
  const url = URL.createObjectURL(new Blob([text], { type: MIME[what] }));
  const anchor = Object.assign(document.createElement("a"), { href: url, download: `unfog-next-token.${what}` });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function plainText({ prompt, at }) {
  return prompt + joined(pathTo(at).map(({ piece }) => piece));
}

/** One line for each token of the vocabulary, the likeliest first. */
export function distributionFile({ distribution, settings, pieceOf, idOf }) {
  const { scores, after } = distribution.under(settings);
  const lines = [...distribution.ranking].map((index) => {
    const piece = pieceOf(index);
    const quotedText = `"${(textOf(piece) ?? hex(piece)).replaceAll('"', '""')}"`;
    const numbers = [distribution.logits[index], scores[index], distribution.before[index], after[index]];
    return [idOf(index), quotedText, ...numbers].join(",");
  });
  return ["id,token,logit,scaled,probability_before,probability_after", ...lines].join("\n");
}

/** The settings, and every branch that was tried. */
export function textFile({ model, prompt, seed, settings, root }) {
  return JSON.stringify({ model, prompt, seed, settings, branches: branchesOf(root) }, null, 1);
}

function branchesOf(node) {
  return node.children.map((child) => ({
    id: child.id,
    token: textOf(child.piece) ?? hex(child.piece),
    how: child.how,
    ...child.told,
    next: branchesOf(child),
  }));
}
