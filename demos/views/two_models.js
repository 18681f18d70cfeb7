import { Distribution, pick } from "./distribution.js";
import { number, percent, whole } from "./format.js";
import { listen, orderAtBegin } from "./listening.js";
import { drawLine, drawMarks } from "./next_lines.js";
import { drawRows } from "./next_rows.js";
import { unhex } from "./next_store.js";
import { joined, piecesOf, quoted, hex } from "./spelling.js";
import { unpack } from "./unpack.js";

const ROWS_OF_TWO = 10;

/** @returns {string} what the counts had to go by */
export function contextWords({ used, seen, context }, kinds) {
  const tokens = `${whole(kinds)} different ${kinds === 1 ? "token" : "tokens"}`;
  if (!used) return `nothing of it is known there: ${tokens}, ${whole(seen)} times in all`;
  return `“${context.trim()}” was followed ${whole(seen)} times, by ${tokens}`;
}

/** Two distributions behind one text, under the same controls; either may choose how it goes on. */
export class TwoModels {
  constructor(element, props, trigger) {
    Object.assign(this, { props, trigger, view: element.querySelector(".two") });
    this.vocabularies = new Map();
    this.models = null; // {counts, transformer}: their distributions and what is said of them
    this.added = []; // tokens that were taken: {piece, from, u}
    this.prompt = "";
    this.settings = null;
    this.isBusy = false;
    this.answers = 0;
    this.due = 0;
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  show() {
    if (!this.due) this.due = requestAnimationFrame(() => this.draw());
  }

  receive(text) {
    if (!text || text.startsWith("{")) return;
    const { header, blobs } = unpack(text);
    if (blobs.has("lengths")) this.vocabularies.set(header.model, piecesOf(blobs.get("lengths"), blobs.get("bytes")));
    if (header.fresh) Object.assign(this, { added: [], prompt: header.text });
    this.models = modelsOf(header, blobs, this.vocabularies.get(header.model));
    this.isBusy = false;
    this.answers += 1;
    this.show();
  }

  get text() {
    return this.prompt + joined(this.added.map(({ piece }) => piece));
  }

  /** The random number of this place, the same for both. */
  get u() {
    return this.models.draws[this.added.length % this.models.draws.length];
  }

  drawFrom(name) {
    if (!this.models || this.isBusy) return;
    const { distribution } = this.models[name];
    const { kept, after } = distribution.under(this.settings);
    this.take(name, pick(kept, after, this.u).id);
  }

  take(name, index) {
    if (!this.models || this.isBusy) return;
    this.added.push({ piece: this.models[name].piece(index), from: name });
    this.ask();
  }

  undo() {
    if (this.isBusy || !this.added.length) return;
    this.added.pop();
    this.ask();
  }

  ask() {
    this.isBusy = true;
    this.props.value = JSON.stringify({ text: this.text, vocabularies: [...this.vocabularies.keys()] });
    this.trigger("step");
    this.show();
  }

  order() {
    return { vocabularies: [...this.vocabularies.keys()] };
  }

  draw() {
    this.due = 0;
    const { view, models, settings, added } = this;
    if (!view.clientWidth) return;
    Object.assign(view.dataset, { state: !models ? "empty" : this.isBusy ? "busy" : "ready", tokens: added.length });
    view.classList.toggle("busy", this.isBusy);
    this.find(".undo").disabled = !added.length;
    if (!models || !settings) return;
    this.find(".text").replaceChildren(this.prompt, ...added.map(({ piece, from }) => token(piece, from)));
    for (const name of ["counts", "transformer"]) this.drawColumn(this.find(`[data-model="${name}"]`), models[name]);
    this.find(".say").textContent = `One random number for both, u = ${this.u.toFixed(4)}: ${this.fallenWords()}`;
  }

  fallenWords() {
    const names = { counts: "the counts say", transformer: "the transformer says" };
    const said = Object.entries(names).map(([name, verb]) => {
      const { distribution, piece } = this.models[name];
      const { kept, after } = distribution.under(this.settings);
      return `${verb} ${quoted(piece(pick(kept, after, this.u).id))}`;
    });
    return `${said.join(", ")}.`;
  }

  drawColumn(box, { distribution, piece, name, words, total }) {
    const { kept, after, scores, top, shape } = distribution.under(this.settings);
    const { id: hit } = pick(kept, after, this.u);
    box.querySelector("h3 b").textContent = name;
    box.querySelector("h3 span").textContent = words;
    drawLine(box.querySelector(".line div"), { kept, chances: after, piece, hit });
    drawMarks(box.querySelector(".marks"), [this.u]);
    const ids = [...new Set([...distribution.ranking.slice(0, ROWS_OF_TWO), hit])].slice(0, ROWS_OF_TWO + 1);
    const look = { ids, before: distribution.before, after, logits: distribution.logits, scores, top, piece };
    drawRows(box.querySelector("table"), { ...look, names: String(this.answers), taken: hit, counts: null, total: 1, untold: distribution.untold, size: total });
    box.querySelector('[data-fact="entropy"]').textContent = number(shape.entropy);
    const small = Object.assign(document.createElement("small"), { textContent: ` of ${whole(total)}` });
    box.querySelector('[data-fact="kept"]').replaceChildren(whole(shape.kept), small);
    box.querySelector(".draw").disabled = this.isBusy;
    box.dataset.share = percent(after[hit]);
  }

  listen() {
    for (const name of ["counts", "transformer"]) {
      const box = this.find(`[data-model="${name}"]`);
      box.querySelector(".draw").addEventListener("click", () => this.drawFrom(name));
      box.querySelector("tbody").addEventListener("click", ({ target }) => {
        const row = target.closest("button")?.closest("tr");
        if (row) this.take(name, Number(row.dataset.id));
      });
    }
    this.find(".undo").addEventListener("click", () => this.undo());
    const mine = (act) => ({ detail }) => detail.slug === this.props.slug && act(detail);
    listen(this.view, "unfog:knobs", mine(({ settings }) => this.show((this.settings = settings))));
    listen(this.view, "unfog:stepped", mine(() => this.show((this.isBusy = false))));
    new ResizeObserver(() => this.show()).observe(this.view);
    globalThis.unfog?.tell("asked", { slug: this.props.slug });
  }
}

/** The two as the page holds them: distributions over their own tokens, and what is said of them. */
export function modelsOf(header, blobs, pieceOf) {
  const draws = new Float64Array(blobs.get("draws").bytes.buffer);
  const read = new Set(header.context_pieces);
  const counted = header.pieces.map(unhex);
  const told = header.ids ? header.told.map(unhex) : null;
  const seen = (pieces) => pieces.flatMap((piece, index) => (read.has(hex(piece).replaceAll(" ", "").toLowerCase()) ? [index] : []));
  const [counts, logits] = ["counts", "logits"].map((name) => new Float32Array(blobs.get(name).bytes.buffer));
  const piece = told ? (index) => told[index] : pieceOf;
  return {
    draws,
    counts: {
      distribution: new Distribution(counts, seen(counted), draws),
      piece: (index) => counted[index],
      name: "n-gram counts",
      words: contextWords(header, counted.length),
      total: told ? counted.length : logits.length,
    },
    transformer: {
      distribution: new Distribution(logits, told ? seen(told) : header.ids_read, draws, header.untold),
      piece,
      name: header.name,
      words: `read all ${whole(header.ids_read.length)} tokens of the text`,
      total: logits.length,
    },
  };
}

function token(piece, from) {
  return Object.assign(document.createElement("b"), { className: from, textContent: joined([piece]) });
}

export function mount(element, props, trigger, watch) {
  const two = new TwoModels(element, props, trigger);
  orderAtBegin(element, props, () => two.order());
  two.listen();
  watch("value", () => two.receive(props.value));
  two.receive(props.value);
  two.show();
}
