import { emptyRun, newest, received, release } from "./film_store.js";
import { saveFilm } from "./film_files.js";
import { count, number, seconds } from "./format.js";
import { Inbox } from "./inbox.js";
import { listen } from "./listening.js";
import { advance, playhead, pressedIn, seek, toggle } from "./playhead.js";

const CALM = 4; // how much slower a film plays for those who want less motion

/**
 * What every view of a run has: it takes the run while it arrives, then plays and scrubs it
 * without any request. A view says in `drawRun` what one position looks like.
 * Its `dataset` tells tests where it stands: state, run, position, frames.
 */
export class Player {
  constructor(film, props, trigger, server) {
    this.film = film;
    this.props = props;
    this.trigger = trigger;
    this.server = server;
    this.run = emptyRun();
    this.head = playhead();
    this.follows = true; // the newest frame, until somebody takes hold
    this.wished = null; // a position that a link or an experiment asks for
    this.written = null; // the position that was last written into the link
    this.packed = "";
    this.waiting = [];
    this.inbox = new Inbox();
    this.due = 0;
    this.before = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  find(selector) {
    return this.film.querySelector(selector);
  }

  show(head = this.head) {
    this.head = head;
    if (!this.due) this.due = requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.due = 0;
    if (!this.film.clientWidth) return;
    this.move(now);
    this.drawRun();
    this.writeFacts();
    this.writeControls();
    this.remember();
    if (this.head.playing) this.show();
  }

  move(now) {
    const elapsed = this.before ? now - this.before : 0;
    this.head = advance(this.head, this.calm.matches ? elapsed / CALM : elapsed);
    this.before = this.head.playing ? now : 0;
  }

  writeFacts() {
    const { run, head } = this;
    const step = run.steps[head.position];
    const done = run.finished && head.position >= run.total;
    const nfe = done ? run.finished.nfe : step?.nfe;
    const facts = {
      timestep: done ? "0" : step ? String(Math.round(step.timestep)) : "–",
      sigma: done ? "0" : number(step?.sigma),
      snr: done ? "∞" : number(step?.snr),
      seconds: seconds(done ? run.finished.seconds : step?.seconds),
      nfe: nfe === undefined ? "so far" : `so far, ${count(nfe, "evaluation")}`,
    };
    for (const [name, text] of Object.entries(facts)) {
      this.find(`[data-fact="${name}"]`).textContent = text;
    }
  }

  writeControls() {
    const { run, head, film } = this;
    const empty = !run.frames.length && !run.picture;
    const slider = this.find(".time input[type=range]");
    slider.max = run.total || 20;
    slider.value = head.position;
    slider.disabled = empty;
    slider.style.setProperty("--fill", `${(100 * head.position) / (run.total || 20)}%`);
    slider.setAttribute("aria-valuetext", `step ${head.position} of ${run.total}`);
    this.find(".place").textContent = run.total ? `${head.position} / ${run.total}` : "–";
    this.find(".play").setAttribute("aria-label", head.playing ? "Pause" : "Play");
    this.find(".play").disabled = empty;
    this.find(".loop").setAttribute("aria-pressed", head.loop);
    film.classList.toggle("playing", head.playing);
    film.dataset.state = empty ? (run.run ? run.state : "empty") : run.state;
    film.dataset.run = run.run;
    film.dataset.position = head.position;
    film.dataset.frames = run.frames.filter(Boolean).length;
  }

  /** A link carries the position; one that was opened, or an experiment, wants to go there. */
  remember() {
    const places = globalThis.unfog?.place;
    if (!places) return;
    const kept = places[this.props.slug];
    if (Number.isFinite(kept?.step) && kept.step !== this.written) {
      this.wished = kept.step;
      this.recall(kept);
    }
    this.written = this.wished ?? this.head.position;
    places[this.props.slug] = { ...kept, step: this.written, ...this.place() };
  }

  /** Take what else a link keeps; `place()` says what that is. */
  recall() {}

  place() {
    return {};
  }

  /** While pictures are decoded, messages wait and are then taken together: no lag builds up. */
  receive(text) {
    if (!text) return;
    this.waiting.push(text);
    this.inbox.add(() => this.take());
  }

  async take() {
    const texts = this.waiting.splice(0);
    if (!texts.length) return;
    const before = this.run;
    this.run = await received(before, texts);
    this.packed = texts.at(-1);
    this.notice("");
    if (this.run.run !== before.run) this.begin(before);
    this.remember();
    const last = Math.max(0, newest(this.run));
    this.head = { ...this.head, last, position: this.follows ? last : this.head.position };
    if (this.run.state === "finished" && before.state !== "finished") this.arrive();
    this.show();
  }

  begin(before) {
    release(before);
    this.follows = true;
    this.head = { ...playhead(), loop: this.head.loop };
  }

  arrive() {
    if (this.wished !== null) this.head = seek(this.head, this.wished);
    this.wished = null;
    this.find(".live").textContent = `The picture is finished after ${count(this.run.total, "step")}.`;
  }

  /** The run ended before its last step, by Stop or by an error: what came stays. */
  breakOff() {
    if (this.run.run && this.run.state !== "finished") this.run = { ...this.run, state: "broken" };
    this.wished = null;
    this.show();
  }

  takeHold(head) {
    this.follows = this.run.state === "running" && head.position === newest(this.run);
    this.show(head);
  }

  pointed(event) {
    if (!this.run.frames.length) return;
    const thumb = event.target.closest(".strip canvas");
    const box = this.find(".panels").getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    this.takeHold(seek(this.head, thumb ? Number(thumb.dataset.position) : share * this.run.total));
  }

  pressed(event) {
    const head = this.run.frames.length ? pressedIn(this.head, event) : null;
    if (!head) return;
    event.preventDefault();
    this.takeHold(head);
  }

  download(what) {
    return saveFilm(what, this.run, this.packed, this.server).catch((error) => this.notice(error.message));
  }

  notice(text) {
    this.find(".notice").textContent = text;
  }

  listen() {
    const slider = this.find(".time input[type=range]");
    const mine = ({ detail }) => detail.slug === this.props.slug;
    slider.addEventListener("input", () => this.takeHold(seek(this.head, Number(slider.value))));
    this.find(".play").addEventListener("click", () => this.takeHold(toggle(this.head)));
    this.find(".loop").addEventListener("click", () => this.show({ ...this.head, loop: !this.head.loop }));
    this.film.addEventListener("keydown", (event) => this.pressed(event));
    listen(this.film, "unfog:download", (event) => mine(event) && this.download(event.detail.what));
    listen(this.film, "unfog:ended", (event) => mine(event) && !event.detail.done && this.ended());
    new ResizeObserver(() => this.show()).observe(this.film);
  }

  /** Scrub where the pointer goes down or is drawn over `area`. */
  scrubOn(area) {
    area.addEventListener("pointerdown", (event) => this.pointed(event));
    area.addEventListener("pointermove", (event) => event.buttons && this.pointed(event));
  }

  ended() {
    this.inbox.add(() => this.breakOff());
  }
}
