import { pick } from "./distribution.js";
import { percent, whole } from "./format.js";
import { orderAtBegin } from "./listening.js";
import { saveNext } from "./next_files.js";
import { handle } from "./next_hands.js";
import { placeOf, showDistribution, showState } from "./next_show.js";
import { NextStore } from "./next_store.js";
import { drawBranches, drawText } from "./next_text.js";
import { cutWords } from "./next_words.js";
import { joined, quoted } from "./spelling.js";
import { endOf, grown, idsTo, pathTo } from "./text_tree.js";
import { unpack } from "./unpack.js";

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
    const wait = isFresh ? 0 : (this.shownUntil ?? 0) - performance.now();
    if (wait <= 0) this.settle(node); // at once: the end of the run may be the next event
    else setTimeout(() => this.settle(node), wait);
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
    if (this.isRunning) return; // what is being written grows where it began
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

  takeLikeliest() {
    if (this.isReady) this.take(this.under().kept[0], "likeliest");
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
    this.drawState();
    if (!this.at) return;
    const { store, at } = this;
    drawText(this.find(".text"), { context: store.context, at, go: (node) => this.look(node) });
    drawBranches(this.find(".others"), { root: store.root, at, go: (node) => this.to(node) });
    this.find(".cut").textContent = cutWords(store);
    if (this.distribution && this.settings) this.drawDistribution();
  }

  /** Where the last draw here fell; after a choice by hand there is no random number. */
  fallenAt() {
    if (this.fallen) return this.fallen;
    const child = this.at.children.at(-1);
    if (!child) return null;
    return { index: this.distribution.indexOf(child.id), u: child.told.u, lower: child.told.lower };
  }

  drawState() {
    const { view, at, isReady, sampling } = this;
    const state = !at ? "empty" : isReady ? "ready" : "busy";
    showState(view, { state, tokens: at ? idsTo(at).length : 0, canUndo: Boolean(at?.parent), sampling });
  }

  drawDistribution() {
    const { view, distribution, settings, asked, sampling } = this;
    showDistribution(view, { distribution, under: this.under(), settings, asked, sampling, fallen: this.fallenAt() });
  }

  /** Show a token that is searched for, with its place among the others. */
  search(query) {
    const said = this.find(".find span");
    if (!query || !this.distribution) return (said.textContent = "");
    const place = placeOf(this.distribution, query);
    if (place < 0) return (said.textContent = `No token holds “${query}”: it is written in pieces.`);
    const index = this.distribution.ranking[place];
    this.asked = [...this.asked.filter((other) => other !== index), index].slice(-4);
    said.textContent = `number ${whole(place + 1)} of ${whole(this.distribution.before.length)}`;
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

  /** The end of a run, whole or not: what was written stays. */
  finish() {
    this.isRunning = false;
    if (this.at && !this.distribution) this.to(this.at);
    this.show();
  }
}

export function mount(element, props, trigger, watch) {
  const next = new NextToken(element, props, trigger);
  orderAtBegin(element, props, () => next.order());
  handle(next);
  watch("value", () => next.receive(props.value));
  next.receive(props.value);
  next.show();
}
