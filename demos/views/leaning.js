import { percent } from "./format.js";
import { listen } from "./listening.js";
import { decimals } from "./ranking.js";
import { roving, turnOn } from "./roving.js";
import { floats, unpack } from "./unpack.js";
import { saveNumbers } from "./vector_files.js";

const EMPTY = "Words along an axis that two words span, such as he and she.";
const ENDS = 12; // words shown on each side

/**
 * @param {ArrayLike<number>} projection one for each word
 * @returns {{less: number[], more: number[]}} the words that lean most, on either side
 */
export function leaners(projection) {
  const order = Array.from(projection, (_, index) => index).sort((a, b) => projection[b] - projection[a]);
  const more = order.filter((index) => projection[index] >= 0).slice(0, ENDS);
  const less = order.reverse().filter((index) => projection[index] < 0).slice(0, ENDS);
  return { less, more };
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
      this.view.dataset.state = this.seen ? "asking" : "empty";
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

  /** The rows, as the trained vectors lean: they stay where they are when that is taken away. */
  fill() {
    const { words, pairs, headline, ends, agree, unknown } = this.seen;
    const { at } = this.seen.before;
    const chosen = leaners(at);
    const shown = chosen.less.length + chosen.more.length;
    this.largest = Math.max(0.05, ...[...at, ...this.seen.after.at].map(Math.abs));
    this.find(".equation").textContent = headline;
    this.find(".left").textContent = `← ${ends[0]}`;
    this.find(".right").textContent = `${ends[1]} →`;
    this.find(".agree").textContent = agree;
    this.find(".unknown").textContent = unknown;
    this.find(".between").textContent = words.length > shown ? `${words.length - shown} more words lie between them.` : "";
    this.rows = ["less", "more"].flatMap((name) => {
      const rows = chosen[name].map((index) => wing(words[index], index));
      this.find(`ol.${name}`).replaceChildren(...rows.map(({ item }) => item));
      return rows;
    });
    this.view.dataset.pairs = pairs;
  }

  show() {
    const side = this.seen[this.side];
    turnOn([...this.find(".side").children], this.find(`[data-side="${this.side}"]`));
    this.view.dataset.side = this.side;
    for (const { index, line, number } of this.rows) {
      line.style.setProperty("--share", (Math.abs(side.at[index]) / this.largest).toFixed(4));
      number.textContent = decimals(side.at[index]);
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
    listen(this.view, "unfog:download", ({ detail }) => {
      if (detail.slug !== this.props.slug || detail.what !== "json" || !this.seen) return;
      const { settings, words, before, after } = this.seen;
      const told = words.map((word, index) => ({ word, before: before.at[index], after: after.at[index] }));
      if (this.view.offsetParent !== null) saveNumbers("axis", settings, { words: told });
    });
    roving(this.find(".side"), ({ dataset }) => {
      this.side = dataset.side;
      const places = globalThis.unfog?.place;
      if (places) places[this.props.slug] = { ...places[this.props.slug], side: this.side };
      if (this.seen) this.show();
    });
  }
}

function wing(word, index) {
  const item = document.createElement("li");
  const [line, number, name] = ["i", "em", "span"].map((tag) => document.createElement(tag));
  name.textContent = word;
  item.append(line, number, name);
  return { item, index, line, number };
}

export function mount(element, props, trigger, watch) {
  const leaning = new Leaning(element.querySelector(".leaning"), props);
  leaning.listen();
  watch("value", () => leaning.receive(props.value));
  leaning.receive(props.value);
}
