import { Duel } from "./gan_duel.js";
import { saveGame } from "./gan_files.js";
import { listenFor } from "./gan_hands.js";
import { Pad } from "./gan_pad.js";
import { look, reachOf, remeasure } from "./gan_paint.js";
import { mark, sameRound, showBoard, showCurve, showNames, showScore, showSteps, showTime, write } from "./gan_show.js";
import { Timeline } from "./gan_timeline.js";
import { Turns } from "./gan_turns.js";
import { count } from "./format.js";
import { orderAtBegin } from "./listening.js";
import { seek } from "./playhead.js";
import { unpack } from "./unpack.js";

const CALM_PACE = 4; // how much slower a film plays for those who want less motion

/**
 * The arena: shows a game while it is trained, then rewinds, plays and compares it without any
 * request; on its plane one draws data and plays the two roles. Its `dataset` tells tests where it
 * stands: state, run, round, frames, kept, duel, drawn.
 */
export class Arena {
  constructor(element, props, server) {
    this.arena = element.querySelector(".arena");
    this.props = props;
    this.server = server;
    this.data = "ring";
    this.time = new Timeline();
    this.kept = null; // game A, when two are compared
    this.wished = null; // the round that a link asks for
    this.next = {}; // what the deck wants to be played
    this.shown = new Set(["real", "forged", "verdict"]);
    this.width = 0; // of the arena; none while its tab is hidden
    this.due = 0;
    this.before = 0;
    this.curves = new Turns((name) => this.drawCurve(name), () => this.show());
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    const canvas = this.find('[data-board="b"] canvas');
    this.duel = new Duel(this.find(".duel"), canvas, () => this.leaveDuel());
    this.pad = new Pad(canvas, () => this.drew());
  }

  find(selector) {
    return this.arena.querySelector(selector);
  }

  show() {
    if (!this.due) this.due = requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.due = 0;
    if (!this.width) return;
    const elapsed = this.before ? now - this.before : 0;
    this.time.pass(this.calm.matches ? elapsed / CALM_PACE : elapsed);
    this.before = this.time.head.playing ? now : 0;
    if (!this.colours) this.measure();
    const { colours } = this;
    if (this.duel.isOn) this.duel.paint(colours);
    else this.drawGame(now, colours);
    this.write();
    this.remember();
    if (this.time.head.playing) this.show();
  }

  /** Sizes and colours are asked for when they may have changed, not in every frame. */
  measure() {
    remeasure(this.arena.querySelectorAll("canvas"));
    this.colours = look(this.arena);
  }

  resized(width) {
    this.width = width;
    this.changed();
  }

  changed() {
    this.colours = null;
    this.show();
  }

  drawGame(now, colours) {
    const { kept, shown, time: { game, head, reach } } = this;
    const { frame, step, moves } = this.time.moment(now, this.calm.matches);
    if (this.pad.isOn) this.pad.paint(colours);
    else showBoard(this.find('[data-board="b"]'), game, head.position, { frame, step, shown, colours, reach });
    if (kept) {
      const still = { shown, colours, reach: this.keptReach };
      showBoard(this.find('[data-board="a"]'), kept, sameRound(kept, game, head.position), still);
      showNames(this.arena, kept, game, head.position);
    }
    showScore(this.arena, game, head.position);
    this.curves.follow(game, now);
    showSteps(this.arena, game, step);
    if (moves) this.show();
  }

  drawCurve(name) {
    const { arena, colours, duel, kept, time: { game, head }, width } = this;
    if (width && colours && !duel.isOn) showCurve(arena, name, kept ? [game, kept] : [game], head.position, colours);
  }

  write() {
    const { arena, time, duel, kept, pad } = this;
    const { game, head, isEmpty } = time;
    showTime(this.find(".time"), game, head);
    arena.classList.toggle("playing", head.playing);
    for (const name of ["keep", "detective", "criminal"]) this.find(`.${name}`).disabled = isEmpty || pad.isOn;
    this.find('[data-layer="optimum"]').disabled = !isEmpty && !game.frames.some(({ optimal }) => optimal);
    const told = { "data-state": game.state, "data-run": game.run, "data-frames": game.frames.length };
    const asked = { "data-kept": kept?.run ?? "", "data-duel": duel.kind, "data-drawn": pad.points.length };
    mark(arena, { ...told, ...asked, "data-round": time.frame?.round ?? "" });
  }

  /** A link carries the round and the drawing; one that was opened wants them back. */
  remember() {
    const places = globalThis.unfog?.place;
    if (!places) return;
    const { slug } = this.props;
    const place = places[slug] ?? {};
    if (Number.isFinite(place.round) && place.round !== this.written) this.wished = place.round;
    if (place.drawing && place.drawing !== this.drawing) this.pad.load(place.drawing);
    this.drawing = this.pad.points;
    this.written = this.wished ?? this.time.frame?.round ?? 0;
    places[slug] = { ...place, round: this.written, ...(this.drawing.length ? { drawing: this.drawing } : {}) };
  }

  receive(text) {
    if (!text.startsWith?.("{") && text) this.take(unpack(text));
  }

  take(message) {
    const { run, plan } = message.header;
    if (run !== this.time.game.run && !plan) return; // of a game that was forgotten meanwhile
    if (this.time.receive(message, performance.now())) this.leaveDuel();
    this.pad.isOn = false;
    this.arrangePad();
    if (message.header.state === "finished") this.arrive();
    this.show();
  }

  arrive() {
    const { game } = this.time;
    if (this.wished !== null) this.time.goTo(this.wished);
    this.wished = null;
    this.find(".live").textContent = game.stopped || `${count(game.frames.at(-1)?.round ?? 0, "round")} are played.`;
  }

  ended() {
    this.time.breakOff();
    this.wished = null;
    this.show();
  }

  /** What is to be played, in the moment in which Play is pressed. */
  order() {
    this.remember();
    const place = globalThis.unfog?.place?.[this.props.slug] ?? {};
    const { fresh, beside, ...stays } = place;
    if (globalThis.unfog?.place) unfog.place[this.props.slug] = stays;
    const order = { ...this.next, drawing: this.pad.points };
    this.next = {};
    if (beside && !this.time.isEmpty) this.compare(this.time.game);
    else if (fresh) this.compare(null);
    if (fresh || beside || this.time.isEmpty) {
      this.spare = null;
      this.nameKeep();
      return order;
    }
    if (this.time.branches) this.spare = this.time.game;
    this.nameKeep();
    return { ...order, ...this.time.order() };
  }

  /** The tab's downloads are of the arena that is seen. */
  download(what) {
    if (!this.width) return;
    const canvas = this.find('[data-board="b"] canvas');
    saveGame(what, this.time.game, this.time.frame, canvas).catch((error) => console.error(error));
  }

  /** Show game `game` as A beside the one that is played; null shows one game only. */
  compare(game) {
    this.kept = game;
    this.keptReach = game ? Math.max(...game.frames.map((frame) => reachOf([frame]))) : 0;
    this.find('[data-board="a"]').hidden = !game;
    this.arena.classList.toggle("comparing", Boolean(game));
    this.nameKeep();
    this.changed();
  }

  keep() {
    const game = this.kept ? null : this.spare ?? this.time.game;
    this.spare = null;
    this.compare(game);
  }

  nameKeep() {
    const label = this.kept ? "Only one game" : this.spare ? "Compare with before" : "Keep as A";
    write(this.find(".keep"), label);
    mark(this.find(".keep"), { "aria-pressed": Boolean(this.kept) });
  }

  reset() {
    this.time.reset();
    this.leaveDuel();
    this.wants(this.data);
  }

  /** Which data the controls ask for: the plane shows them, or is for drawing. */
  async wants(data) {
    if (data !== this.data) this.time.reset();
    this.data = data;
    this.pad.isOn = data === "drawing" && this.time.isEmpty;
    this.arrangePad();
    if (data === "drawing" || !this.time.isEmpty) return;
    const points = await this.server.shape({ data });
    if (this.data !== data || !this.time.isEmpty) return;
    this.time.game = { ...this.time.game, real: Float32Array.from(points) };
    this.show();
  }

  drew() {
    if (this.pad.isOn && !this.time.isEmpty) this.time.reset();
    this.show();
  }

  arrangePad() {
    this.pad.isOn ||= this.data === "drawing" && this.time.isEmpty;
    this.find(".pencil").hidden = !this.pad.isOn;
    this.find(".acts.game").hidden = this.pad.isOn;
    this.arena.dataset.drawing = this.pad.isOn ? "on" : "";
    this.show();
  }

  enterDuel(kind) {
    if (this.duel.kind === kind) return this.leaveDuel();
    this.compare(null);
    this.time.takeHold(seek(this.time.head, this.time.head.position));
    this.duel.begin(kind, this.time.game, this.time.frame, () => this.show());
    this.arrangeDuel();
  }

  leaveDuel() {
    if (!this.duel.isOn) return;
    this.duel.end();
    this.arrangeDuel();
  }

  arrangeDuel() {
    const { kind, isOn } = this.duel;
    this.find(".side").hidden = isOn;
    this.find(".duel").hidden = !isOn;
    for (const name of ["detective", "criminal"]) {
      this.find(`.acts .${name}`).setAttribute("aria-pressed", kind === name);
    }
    this.changed();
  }

  takeHold(head) {
    this.time.takeHold(head);
    this.show();
  }
}

export function mount(element, props, trigger, watch, server) {
  const arena = new Arena(element, props, server);
  orderAtBegin(element, props, () => arena.order());
  listenFor(arena);
  watch("value", () => arena.receive(props.value));
  arena.receive(props.value);
  arena.wants(arena.data);
}
