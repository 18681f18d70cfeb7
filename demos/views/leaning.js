import { percent } from "./format.js";
import { decimals } from "./ranking.js";
import { roving, turnOn } from "./roving.js";
import { floats, unpack } from "./unpack.js";

const EMPTY = "Words along an axis that two words span, such as he and she.";
const ENDS = 14; // words shown at each end
const ALL = 2 * ENDS + 4;

/**
 * @param {ArrayLike<number>} projection one for each word, by which they are ranked
 * @returns {Array<number | null>} the words from one end to the other, null for those left out
 */
export function shownWords(projection) {
  const order = Array.from(projection, (_, index) => index).sort((a, b) => projection[b] - projection[a]);
  if (order.length <= ALL) return order;
  return [...order.slice(0, ENDS), null, ...order.slice(-ENDS)];
}

/** Words along an axis, before and after what is along it is taken away. */
export class Leaning {
  constructor(view, props) {
    this.view = view;
    this.props = props;
    this.seen = null;
    this.side = "before";
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  receive(text) {
    const { header, blobs } = text ? unpack(text) : { header: { state: "empty" } };
    if (header.state !== "measured") {
      this.view.dataset.state = this.seen ? "asking" : header.state;
      if (!this.seen) this.find(".equation").textContent = EMPTY;
      return;
    }
    this.seen = { ...header, before: { ...header.before, at: floats(blobs.get("before")) } };
    this.seen.after = { ...header.after, at: floats(blobs.get("after")) };
    this.view.dataset.state = "measured";
    const place = globalThis.unfog?.place[this.props.slug];
    this.side = place?.side === "after" ? "after" : "before";
    this.fill();
    this.show();
  }

  /** The rows, in the order of the trained vectors: it stays when the bias is taken away. */
  fill() {
    const { words, pairs, headline, ends, agree, unknown } = this.seen;
    const order = shownWords(this.seen.before.at);
    this.largest = Math.max(0.05, ...[...this.seen.before.at, ...this.seen.after.at].map(Math.abs));
    this.find(".equation").textContent = headline;
    this.find(".left").textContent = `← ${ends[0]}`;
    this.find(".right").textContent = `${ends[1]} →`;
    this.find(".agree").textContent = agree;
    this.find(".unknown").textContent = unknown;
    this.rows = [];
    this.find(".words").replaceChildren(...order.map((index) => {
      const item = document.createElement("li");
      if (index === null) {
        item.className = "gap";
        item.textContent = `… ${words.length - 2 * ENDS} more between them …`;
        return item;
      }
      const [less, more] = ["less", "more"].map((name) => half(name));
      const name = Object.assign(document.createElement("span"), { textContent: words[index] });
      item.append(less, name, more);
      this.rows.push({ index, less, more });
      return item;
    }));
    this.view.dataset.pairs = pairs;
  }

  show() {
    const side = this.seen[this.side];
    turnOn([...this.find(".side").children], this.find(`[data-side="${this.side}"]`));
    this.view.dataset.side = this.side;
    for (const { index, less, more } of this.rows) {
      const value = side.at[index];
      length(more, Math.max(0, value) / this.largest, value > 0 ? decimals(value) : "");
      length(less, Math.max(0, -value) / this.largest, value > 0 ? "" : decimals(value));
    }
    const { before, after } = this.seen;
    this.fact("direct", decimals(before.direct_bias, 3), decimals(after.direct_bias, 3));
    this.fact("echo", decimals(before.echo), decimals(after.echo));
    this.fact("score", percent(before.score), percent(after.score));
  }

  fact(name, before, after) {
    const small = Object.assign(document.createElement("small"), { textContent: this.side === "before" ? ` → ${after}` : ` from ${before}` });
    this.find(`[data-fact="${name}"]`).replaceChildren(this.side === "before" ? before : after, small);
  }

  listen() {
    roving(this.find(".side"), ({ dataset }) => {
      this.side = dataset.side;
      const places = globalThis.unfog?.place;
      if (places) places[this.props.slug] = { ...places[this.props.slug], side: this.side };
      if (this.seen) this.show();
    });
  }
}

function half(name) {
  const node = Object.assign(document.createElement("div"), { className: `half ${name}` });
  node.append(document.createElement("i"), document.createElement("em"));
  return node;
}

function length(node, share, text) {
  const [line, number] = node.children;
  line.style.setProperty("--share", share.toFixed(4));
  line.hidden = !text;
  number.textContent = text;
}

export function mount(element, props, trigger, watch) {
  const leaning = new Leaning(element.querySelector(".leaning"), props);
  leaning.listen();
  watch("value", () => leaning.receive(props.value));
  leaning.receive(props.value);
}
