import { pick, shownIds, tally } from "./distribution.js";
import { number, percent, whole } from "./format.js";
import { listen } from "./listening.js";
import { saveNext } from "./next_files.js";
import { drawLine, drawMarks } from "./next_lines.js";
import { drawRows } from "./next_rows.js";
import { NextStore } from "./next_store.js";
import { drawBranches, drawText } from "./next_text.js";
import { drawWords, sampleWords, shapeWords } from "./next_words.js";
import { joined, quoted, textOf } from "./spelling.js";
import { endOf, grown, idsTo, pathTo } from "./text_tree.js";
import { unpack } from "./unpack.js";

const ROWS = 10;
const SAMPLE = 100;
const TEXT_FIELD = { tokenizer: "text", ngrams: "prompt" };
const CALM_MS = 400; // a link sets the seed and then runs: nothing is to be asked in between
const PAUSE_MS = 700; // in which one sees where the random number fell

/**
 * The next token: the whole distribution under the controls, one draw, and the text it makes.
 * Its `dataset` tells tests where it stands: state, tokens, entropy, rest.
 */
export class NextToken {
  constructor(element, props, trigger) {
    Object.assign(this, { props, trigger, view: element.querySelector(".next") });
    this.store = new NextStore();
    this.at = null; // the node whose next token is shown
    this.target = null; // the node that is waited for
    this.settings = null;
    this.sampling = false;
    this.asked = []; // tokens that were searched for
    this.next = null; // what the primary button shall do when it is pressed from here
    this.written = "[]";
    this.due = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  get distribution() {
    return this.at && this.store.distributionAt(this.at);
  }

  show() {
    if (!this.due) this.due = requestAnimationFrame(() => this.draw());
  }

  receive(text) {
    if (!text || text.startsWith("{")) return;
    const message = unpack(text);
    if (message.header.kind === "seen") this.arrive(this.store.seen(message), message.header.fresh);
    else this.at = this.target = this.store.written(this.at, message.header.tokens);
    this.show();
  }

  arrive(node, isFresh) {
    if (isFresh) this.asked = [];
    const isWaiting = this.target && this.target !== node && !isFresh;
    if (isWaiting) return;
    this.target = node;
    const wait = Math.max(0, (this.shownUntil ?? 0) - performance.now());
    setTimeout(() => this.settle(node), isFresh ? 0 : wait);
  }

  settle(node) {
    if (this.target !== node) return;
    this.at = node;
    this.fallen = null;
    this.isTryingAgain = false;
    this.remember();
    this.say();
    this.show();
  }

  /** Go to `node`: at once where its distribution is known, else when it has come. */
  to(node) {
    this.target = node;
    if (this.store.distributionAt(node)) return this.arrive(node, false);
    this.props.value = JSON.stringify(this.store.orderAt(node));
    this.trigger("step");
    this.show();
  }

  /** A step that ended without an answer: its reason stands beside the button. */
  stepped() {
    if (this.target && !this.store.distributionAt(this.target)) this.target = this.at;
    if (this.at && !this.distribution && !this.isRunning && !this.isTryingAgain) {
      this.isTryingAgain = true;
      this.to(this.at);
    }
    this.show();
  }

  /** Look at the distribution from which the token of `node` was taken. */
  look(node) {
    this.shownUntil = 0;
    this.find(".text").focus({ preventScroll: true });
    this.to(node.parent);
  }

  under() {
    const { distribution, settings } = this;
    if (this.known?.distribution !== distribution || this.known.settings !== settings) {
      this.known = { distribution, settings, ...distribution.under(settings) };
    }
    return this.known;
  }

  get isReady() {
    return Boolean(this.distribution && this.settings && this.target === this.at && !this.isRunning);
  }

  drawOne() {
    if (!this.isReady) return;
    const { kept, after } = this.under();
    const u = this.distribution.draws[this.at.draws % this.distribution.draws.length];
    const { id: index, lower } = pick(kept, after, u);
    this.at.draws += 1;
    this.fallen = { u, lower, index };
    this.shownUntil = performance.now() + (this.calm.matches ? 0 : PAUSE_MS);
    this.take(index, "drawn", { u, lower });
  }

  take(index, how, draw = {}) {
    if (!this.isReady) return;
    const { distribution } = this;
    if (how !== "drawn") this.shownUntil = 0;
    const before = distribution.before[index];
    const told = { before, after: this.under().after[index], surprise: -Math.log2(before), ...draw };
    const node = { id: distribution.idOf(index), piece: distribution.piece(index), how };
    this.to(grown(this.at, { ...node, told: { ...told, rank: distribution.ranking.indexOf(index) + 1 } }));
  }

  undo() {
    if (this.isReady && this.at.parent) this.look(this.at);
  }

  forward() {
    const child = this.at?.children.at(-1);
    if (this.isReady && child) this.to(child);
  }

  write() {
    if (!this.isReady) return;
    this.next = { ...this.store.orderAt(this.at), write: true };
    globalThis.unfog?.start(this.props.slug);
  }

  /** A control came to rest: the program beside the view shall do what is shown. */
  settled() {
    if (!this.isReady) return;
    this.props.value = JSON.stringify(this.store.orderAt(this.at));
    this.trigger("settle");
  }

  /** Another seed means other random numbers: those that are held are forgotten. */
  reseed(seed) {
    clearTimeout(this.reseeding);
    this.reseeding = setTimeout(() => {
      if (!this.at || seed === this.store.seed || this.isRunning) return;
      this.store.distributions.clear();
      this.to(this.at);
    }, CALM_MS);
  }

  draw() {
    this.due = 0;
    if (!this.view.clientWidth) return;
    this.writeState();
    if (!this.at) return;
    const { store, at } = this;
    drawText(this.find(".text"), { context: store.context, at, go: (node) => this.look(node) });
    drawBranches(this.find(".others"), { root: store.root, at, go: (node) => this.to(node) });
    this.find(".cut").textContent = cutWords(store);
    if (this.distribution && this.settings) this.drawDistribution();
  }

  writeState() {
    const { view, at, isReady } = this;
    const state = !at ? "empty" : isReady ? "ready" : "busy";
    Object.assign(view.dataset, { state, tokens: at ? idsTo(at).length : 0 });
    view.classList.toggle("busy", state === "busy");
    view.classList.toggle("sampling", this.sampling);
    for (const name of ["draw", "best", "write"]) this.find(`.acts .${name}`).disabled = state === "empty";
    this.find(".undo").disabled = !at?.parent;
    this.find(".hundred").disabled = state === "empty";
    this.find(".hundred").setAttribute("aria-pressed", this.sampling);
    this.find(".find input").disabled = state === "empty";
    for (const button of this.view.querySelectorAll(".on button")) {
      button.hidden = !document.getElementById(`tab-${button.dataset.tab}-button`);
    }
    this.find(".on").hidden = state === "empty" || !this.find(".on button:not([hidden])");
  }

  drawDistribution() {
    const { distribution, settings, sampling } = this;
    const under = this.under();
    const { kept, after, scores, top, shape } = under;
    const { piece } = distribution;
    const draws = distribution.draws.slice(0, SAMPLE);
    const counts = sampling ? tally(kept, after, draws) : null;
    const fallen = this.fallenAt();
    const taken = fallen?.index ?? -1;
    const ids = shownIds(distribution.ranking, kept, ROWS, [...this.asked, ...(taken >= 0 ? [taken] : [])]);
    drawLine(this.find('[data-line="before"] div'), { kept: distribution.ranking, chances: distribution.before, piece });
    drawLine(this.find('[data-line="after"] div'), { kept, chances: after, piece, hit: taken });
    drawMarks(this.find(".marks"), sampling ? draws : fallen?.u === undefined ? [] : [fallen.u]);
    const look = { ids, before: distribution.before, after, logits: distribution.logits, scores, top, piece };
    drawRows(this.find("table"), { ...look, names: distribution.names, taken, counts, total: SAMPLE, untold: distribution.untold });
    this.writeFacts(distribution.shape, shape, distribution.before.length);
    this.find(".draw-words").textContent = this.lineWords(fallen, counts, kept, after);
    const mass = kept.reduce((sum, id) => sum + distribution.before[id], 0);
    this.find(".words").textContent = shapeWords(settings, distribution.shape, shape, mass, after.length);
    Object.assign(this.view.dataset, { entropy: shape.entropy.toFixed(6), kept: shape.kept });
  }

  /** Where the last draw here fell; after a choice by hand there is no random number. */
  fallenAt() {
    if (this.fallen) return this.fallen;
    const child = this.at.children.at(-1);
    if (!child) return null;
    return { index: this.distribution.indexOf(child.id), u: child.told.u, lower: child.told.lower };
  }

  lineWords(fallen, counts, kept, after) {
    if (counts) return sampleWords(counts, SAMPLE, kept, after);
    if (fallen && fallen.u === undefined) return `${quoted(this.distribution.piece(fallen.index))} comes next in this text; no random number is known for it.`;
    if (!fallen) return "A random number u, even between 0 and 1, chooses the token above it.";
    const { id, lower } = pick(kept, after, fallen.u);
    return `${drawWords(fallen.u, lower, after[id], this.distribution.piece(id))}.`;
  }

  writeFacts(before, after, size) {
    const pairs = {
      entropy: [number(before.entropy), number(after.entropy)],
      perplexity: [number(before.perplexity), number(after.perplexity)],
      choices: [number(before.choices), number(after.choices)],
      kept: [whole(after.kept), `of ${whole(size)}`],
    };
    for (const [name, [first, second]] of Object.entries(pairs)) {
      const fact = this.find(`[data-fact="${name}"]`);
      const small = Object.assign(document.createElement("small"), { textContent: name === "kept" ? ` ${second}` : `${first} → ` });
      fact.replaceChildren(...(name === "kept" ? [first, small] : [small, second]));
    }
  }

  /** Show a token that is searched for, with its place among the others. */
  search(query) {
    const said = this.find(".find span");
    if (!query || !this.distribution) return (said.textContent = "");
    const { ranking, piece, before } = this.distribution;
    const texts = (index) => textOf(piece(index)) ?? "";
    const wanted = [(text) => text === ` ${query}`, (text) => text === query, (text) => text.includes(query)];
    const place = wanted.map((fits) => ranking.findIndex((index) => fits(texts(index)))).find((index) => index >= 0);
    if (place === undefined) return (said.textContent = `No token holds “${query}”: it is written in pieces.`);
    this.asked = [...this.asked.filter((index) => index !== ranking[place]), ranking[place]].slice(-4);
    said.textContent = `number ${whole(place + 1)} of ${whole(before.length)}`;
    this.show();
  }

  /** Open the text in another tab: what it is cut into, or how counts of it would go on. */
  passOn(tab) {
    if (!tab || !this.at) return;
    const text = this.store.prompt + joined(pathTo(endOf(this.at)).map(({ piece }) => piece));
    globalThis.unfog?.open(tab, new URLSearchParams({ [TEXT_FIELD[tab]]: text }));
  }

  say() {
    const child = this.at.parent ? `${quoted(this.at.piece)} was added. ` : "";
    const [best] = this.distribution.ranking;
    const likeliest = `${quoted(this.distribution.piece(best))}, ${percent(this.distribution.before[best])}`;
    this.find(".live").textContent = `${child}The likeliest next token is ${likeliest}.`;
  }

  /** A link carries the tokens that were chosen. */
  remember() {
    const places = globalThis.unfog?.place;
    if (!places) return;
    const continuation = idsTo(this.at);
    this.written = JSON.stringify(continuation);
    places[this.props.slug] = { ...places[this.props.slug], continuation };
  }

  /** What is to be done in the moment in which the primary button is pressed. */
  order() {
    const order = this.next;
    this.next = null;
    this.shownUntil = 0;
    if (order) return order;
    const wished = globalThis.unfog?.place?.[this.props.slug]?.continuation ?? [];
    const isWished = Array.isArray(wished) && JSON.stringify(wished) !== this.written;
    return { continuation: isWished ? wished : [], vocabularies: this.store.vocabularies };
  }

  download(what) {
    if (!this.distribution || !this.settings) return;
    const { store, at, distribution, settings } = this;
    const told = { model: store.model, prompt: store.prompt, seed: store.seed, root: store.root };
    saveNext(what, { ...told, at: endOf(at), distribution, settings, pieceOf: distribution.piece, idOf: distribution.idOf });
  }

  pressed(event) {
    const acts = { Enter: () => this.drawOne(), Backspace: () => this.undo(), ArrowLeft: () => this.undo(), ArrowRight: () => this.forward() };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  }

  listen() {
    const acts = {
      draw: () => this.drawOne(),
      best: () => this.isReady && this.take(this.under().kept[0], "likeliest"),
      write: () => this.write(),
      undo: () => this.undo(),
      hundred: () => this.show((this.sampling = !this.sampling)),
    };
    for (const [name, act] of Object.entries(acts)) this.find(`.acts .${name}`).addEventListener("click", act);
    this.find(".text").addEventListener("keydown", (event) => this.pressed(event));
    this.find("tbody").addEventListener("click", ({ target }) => {
      const row = target.closest("button")?.closest("tr");
      if (row) this.take(Number(row.dataset.id), "chosen");
    });
    this.find(".on").addEventListener("click", ({ target }) => this.passOn(target.dataset.tab));
    const field = this.find(".find input");
    this.find(".find").addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("change", () => this.search(field.value.trim()));
    new ResizeObserver(() => this.show()).observe(this.view);
    this.listenToPage();
  }

  listenToPage() {
    const { view } = this;
    const mine = (act) => ({ detail }) => detail.slug === this.props.slug && act(detail);
    listen(view, "unfog:knobs", mine(({ settings }) => this.show((this.settings = settings))));
    listen(view, "unfog:settled", mine(() => this.settled()));
    listen(view, "unfog:seed", mine(({ seed }) => this.reseed(seed)));
    listen(view, "unfog:stepped", mine(() => this.stepped()));
    listen(view, "unfog:download", mine(({ what }) => this.download(what)));
    listen(view, "unfog:started", mine(() => this.show((this.isRunning = true))));
    listen(view, "unfog:ended", mine(() => this.finish()));
    globalThis.unfog?.tell("asked", { slug: this.props.slug });
  }

  /** The end of a run, whole or not: what was written stays. */
  finish() {
    this.isRunning = false;
    if (this.at && !this.distribution) this.to(this.at);
    this.show();
  }
}

function cutWords({ cut, limit, templated }) {
  if (cut) return `The first ${whole(cut)} tokens are not read: this model reads ${whole(limit)} at most.`;
  return templated ? "The prompt stands in the model's chat template, as it was trained." : "";
}

/** The primary button's click is caught before Gradio reads the values: then it is what to do. */
export function mount(element, props, trigger, watch) {
  const next = new NextToken(element, props, trigger);
  const catchRun = (event) => {
    if (!element.isConnected) return removeEventListener("click", catchRun, true);
    if (event.target.closest(`#${props.slug}-run`)) props.value = JSON.stringify(next.order());
  };
  addEventListener("click", catchRun, true);
  next.listen();
  watch("value", () => next.receive(props.value));
  next.receive(props.value);
  next.show();
}
