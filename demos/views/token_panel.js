import { count, whole } from "./format.js";
import { charactersOf, fromHex, mergesOf, SPECIAL, UNKNOWN } from "./token_chips.js";
import { hex, letters } from "./token_letters.js";
import { drawTree } from "./token_tree.js";

/** What is known about the token that was clicked: its bytes, and the merges that made it. */
export class TokenPanel {
  constructor(panel) {
    this.panel = panel;
    this.title = panel.querySelector("h3");
    this.facts = panel.querySelector(".about");
    this.tree = panel.querySelector(".tree");
    this.merges = panel.querySelector("ol");
    this.words = panel.querySelector(".words");
  }

  clear() {
    this.panel.hidden = true;
  }

  show(lane, token, bytes) {
    this.panel.hidden = false;
    const own = bytes.subarray(token.start, token.end);
    const trees = lane.histories[token.id] ?? [];
    const name = Object.assign(document.createElement("span"), { className: "token" });
    if (token.kind === SPECIAL || !own.length) name.textContent = lane.names[token.id];
    else name.append(...letters(own));
    this.title.replaceChildren(name, ` token ${whole(token.id)} of ${lane.title}`);
    this.facts.textContent = facts(lane, token, bytes);
    this.tree.replaceChildren(...trees.map((tree) => drawTree(tree)));
    this.merges.replaceChildren(...trees.flatMap(mergesOf).map(mergeLine));
    this.words.textContent = this.explained(lane, token, trees);
    this.panel.dataset.merges = this.merges.children.length;
  }

  explained(lane, token, trees) {
    if (token.kind === SPECIAL) return "A special token stands for no text. Programs put it there: where a text begins, where it ends, who speaks.";
    if (token.kind === UNKNOWN) return "Not in the vocabulary, so all that the model is told is “unknown”. Any other unknown text looks the same to it.";
    if (!trees.length) return lane.history;
    if (!this.merges.children.length) return "No merge made it: it was there from the beginning, as all 256 bytes are.";
    return "";
  }
}

function facts(lane, token, bytes) {
  const place = `token ${whole(token.index + 1)} of ${whole(lane.ids.length)}`;
  const own = bytes.subarray(token.start, token.end);
  if (!own.length) return `${place}, added: it holds no byte of the text`;
  const codes = own.length > 24 ? "" : `: ${hex(own)}`;
  const [first, last] = charactersOf(bytes, token.start, token.end);
  const reach = first === last ? `character ${whole(first)}` : `characters ${whole(first)} to ${whole(last)}`;
  return `${place} · ${reach} · ${count(own.length, "byte")} at offset ${whole(token.start)}${codes}`;
}

/** A merge in words: "merge 530: bec + ause → because". */
function mergeLine([made, rank, left, right]) {
  const line = document.createElement("li");
  const part = (code) => {
    const piece = Object.assign(document.createElement("span"), { className: "token" });
    piece.append(...letters(fromHex(code)));
    return piece;
  };
  const title = Object.assign(document.createElement("b"), { textContent: `merge ${whole(rank + 1)}` });
  line.append(title, " ", part(left[0]), " + ", part(right[0]), " → ", part(made));
  return line;
}
