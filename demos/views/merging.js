import { styled } from "./elements.js";
import { save } from "./film_files.js";
import { number, whole } from "./format.js";
import { listen } from "./listening.js";
import { MergingText } from "./merging_text.js";
import { advance, playhead, pressedIn, seek, toggle } from "./playhead.js";
import { linePath, scale, svg } from "./plot.js";
import { fromHex } from "./token_chips.js";
import { letters, plainly } from "./token_letters.js";
import { unpack } from "./unpack.js";

const BYTES = 256;
const SLOW_MS = 700; // the first merges, to be read one by one
const SLOW = 8;
const CALM = 4;

/** A tokenizer learns: the text, the pairs that stand together most often, the way to fewer tokens. */
class Merging {
  constructor(element, props, server) {
    this.view = element.querySelector(".merging");
    this.props = props;
    this.server = server;
    this.plot = this.view.querySelector(".plot svg");
    this.slider = this.view.querySelector(".time input");
    this.head = playhead();
    this.run = null;
    this.due = 0;
    this.before = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.slider.addEventListener("input", () => this.show(seek(this.head, Number(this.slider.value))));
    this.view.querySelector(".play").addEventListener("click", () => this.show(toggle(this.head)));
    this.view.querySelector(".use").addEventListener("click", () => this.use());
    this.view.addEventListener("keydown", (event) => {
      const moved = pressedIn(this.head, event);
      if (moved) this.show(moved);
    });
  }

  receive(text) {
    if (!text) return;
    const { header } = unpack(text);
    this.run = header;
    this.text = new MergingText(header.pieces, header.merges);
    this.head = { ...playhead(header.merges.length), playing: header.merges.length > 0 && !this.calm.matches };
    const place = globalThis.unfog?.place[this.props.slug];
    if (Number.isFinite(place?.merge)) this.head = seek(this.head, place.merge);
    this.show();
  }

  show(head = this.head) {
    this.head = head;
    if (!this.due) this.due = requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.due = 0;
    if (!this.view.clientWidth || !this.run) return;
    const elapsed = this.before ? now - this.before : 0;
    this.head = advance(this.head, this.calm.matches ? elapsed / CALM : elapsed, this.pace());
    this.before = this.head.playing ? now : 0;
    this.drawText();
    this.drawDecision();
    this.drawCurve();
    this.writeControls();
    if (this.head.playing) this.show();
  }

  /** The first merges can be read; then the film takes about eight seconds. */
  pace() {
    const { position, last } = this.head;
    return position < SLOW ? SLOW_MS : Math.min(SLOW_MS, Math.max(16, 8000 / Math.max(1, last)));
  }

  drawText() {
    const { position } = this.head;
    const pieces = this.text.goTo(position);
    const [left, right] = this.run.merges[position - 1] ?? [];
    const made = left && left + right;
    this.view.querySelector(".text").replaceChildren(...pieces.flat().map((code) => {
      const chip = styled("span", code === made ? "chip new" : "chip");
      chip.append(...letters(fromHex(code)));
      return chip;
    }), ...(this.run.is_whole ? [] : [styled("span", "rest", "…")]));
  }

  drawDecision() {
    const { position } = this.head;
    const merge = this.run.merges[position - 1];
    const title = this.view.querySelector(".decision");
    if (merge) {
      title.replaceChildren(`Merge ${whole(position)}: `, token(merge[0]), " + ", token(merge[1]), " → ", token(merge[0] + merge[1]));
    } else {
      title.textContent = this.run.merges.length ? "No merge yet: every byte is a token. Which pair will be first?" : "No pair occurs twice: nothing can be learned from this text.";
    }
    const rivals = (merge ?? this.run.merges[0])?.[4] ?? [];
    const most = rivals[0]?.[2] ?? 1;
    this.view.querySelector(".rivals").replaceChildren(...rivals.map(([left, right, count], rank) => {
      const row = styled("li", merge && rank === 0 ? "won" : "");
      const name = styled("span", "pair");
      name.append(token(left), " ", token(right));
      const bar = styled("i");
      bar.style.setProperty("--part", `${(100 * count) / most}%`);
      row.append(name, bar, styled("b", "", whole(count)));
      return row;
    }));
  }

  drawCurve() {
    const { clientWidth: width, clientHeight: height } = this.plot;
    const { merges, bytes } = this.run;
    const counts = [bytes, ...merges.map(([, , , tokens]) => tokens)];
    const x = scale([0, Math.max(1, merges.length)], [4, width - 4]);
    const y = scale([0, bytes], [height - 2, 8]);
    const at = this.head.position;
    this.plot.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.plot.setAttribute("aria-label", `Tokens in the text: ${bytes} before the first merge, ${counts.at(-1)} after ${merges.length}`);
    this.plot.replaceChildren(
      svg("line", { class: "axis", x1: 0, x2: width, y1: y(0), y2: y(0) }),
      svg("path", { class: "line", d: linePath(counts, x, y) }),
      svg("line", { class: "marker", x1: x(at), x2: x(at), y1: 4, y2: y(0) }),
      svg("circle", { class: "dot", cx: x(at), cy: y(counts[at]), r: 5 }),
    );
  }

  writeControls() {
    const { position, last, playing } = this.head;
    const { merges, bytes, settings } = this.run;
    const tokens = position ? merges[position - 1][3] : bytes;
    const facts = { vocabulary: whole(BYTES + position), tokens: whole(tokens), bytes: number(bytes / Math.max(1, tokens)) };
    for (const [name, text] of Object.entries(facts)) {
      this.view.querySelector(`[data-fact="${name}"]`).textContent = text;
    }
    this.slider.max = Math.max(1, last);
    this.slider.value = position;
    this.slider.disabled = !last;
    this.slider.style.setProperty("--fill", `${(100 * position) / Math.max(1, last)}%`);
    this.slider.setAttribute("aria-valuetext", `merge ${position} of ${last}`);
    this.view.querySelector(".place").textContent = `${position} / ${last}`;
    this.view.querySelector(".play").setAttribute("aria-label", playing ? "Pause" : "Play");
    this.view.querySelector(".use").disabled = !last;
    this.view.classList.toggle("playing", playing);
    Object.assign(this.view.dataset, { position, merges: last, tokens });
    const places = globalThis.unfog?.place;
    if (places && !playing && settings) places[this.props.slug] = { ...places[this.props.slug], merge: position };
  }

  /** Go to the comparison, with this tokenizer first. */
  use() {
    const state = { mode: this.props.compare, tokenizers: this.props.beside };
    unfog.open(this.props.slug, new URLSearchParams(state));
  }

  async download() {
    if (!this.run) return;
    const text = await this.server.tokenizer_file(this.run.settings);
    save(new TextEncoder().encode(text), "application/json", "tokenizer.json");
  }
}

function token(code) {
  const piece = styled("span", "token");
  piece.append(...letters(fromHex(code)));
  piece.setAttribute("aria-label", plainly(fromHex(code)));
  return piece;
}

export function mount(element, props, trigger, watch, server) {
  const view = new Merging(element, props, server);
  watch("value", () => view.receive(props.value));
  view.receive(props.value);
  new ResizeObserver(() => view.show()).observe(view.view);
  listen(element, "unfog:download", ({ detail }) => {
    if (detail.slug === props.slug && detail.what === "tokenizer") view.download();
  });
}
