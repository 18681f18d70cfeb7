import { curveWords, drawCurve } from "./gan_curves.js";
import { look } from "./gan_paint.js";
import { saveTraining } from "./notes_files.js";
import { cardsOf, fillCard, paintPicture } from "./notes_paint.js";
import { CHANNELS, SIDE, asked } from "./notes_stages.js";
import { emptyTraining, pieces, spreadOver, withNews } from "./notes_store.js";
import { count, number } from "./format.js";
import { listen } from "./listening.js";
import { advance, playhead, pressedIn, seek, toggle } from "./playhead.js";
import { unpack } from "./unpack.js";

const STRIP = 12; // pictures of the criminal's progress
const FRAME_MS = 45; // of one frame when the film plays
const CALM_PACE = 4; // how much slower for those who want less motion

/**
 * The game on pictures: shows a training while it runs, then plays and rewinds it without any
 * request. Its `dataset` tells tests where it stands: state, run, round, frames, forger.
 */
export class Notes {
  constructor(element, props, server) {
    this.notes = element.querySelector(".notes");
    this.props = props;
    this.server = server;
    this.training = emptyTraining();
    this.head = playhead();
    this.follows = true; // the newest frame, until somebody takes hold
    this.guest = null; // forgeries of the finished forger, while they are shown
    this.due = 0;
    this.before = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  find(selector) {
    return this.notes.querySelector(selector);
  }

  get frame() {
    return this.training.frames[this.head.position] ?? null;
  }

  show(head = this.head) {
    this.head = head;
    if (!this.due) this.due = requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.due = 0;
    if (!this.notes.clientWidth) return;
    const elapsed = this.before ? now - this.before : 0;
    this.head = advance(this.head, elapsed, this.calm.matches ? CALM_PACE * FRAME_MS : FRAME_MS);
    this.before = this.head.playing ? now : 0;
    const { frame, training } = this;
    if (training.plan) this.drawCards(frame);
    this.drawStrip();
    this.drawCurves();
    this.writeScore(frame);
    this.writeTime(frame);
    if (this.head.playing) this.show();
  }

  drawCards(frame) {
    const { training, guest } = this;
    const { plan, real } = training;
    const shown = guest ?? frame;
    const forged = shown?.forged ?? [];
    const shape = guest ? { side: SIDE, channels: CHANNELS } : plan;
    const realVerdicts = guest ? null : frame?.real_verdicts;
    cardsOf(this.find(".real"), real.length).forEach((card, index) => {
      fillCard(card, real[index], plan, realVerdicts?.[index] ?? null, "A real one");
    });
    cardsOf(this.find(".forged"), plan.forged).forEach((card, index) => {
      const verdict = shown?.forged_verdicts[index] ?? null;
      if (forged[index]) fillCard(card, forged[index], shape, verdict, "A forgery");
      card.classList.toggle("fooled", verdict > 0.5);
    });
    this.find('[data-fact="forger"]').textContent = forgerWords(shown, guest);
  }

  drawStrip() {
    const { training: { frames, plan }, head } = this;
    const places = frames.length > 1 ? spreadOver(frames.length - 1, STRIP) : [];
    const strip = this.find(".strip");
    while (strip.children.length < STRIP) strip.append(this.newThumb());
    const nearest = places.reduce((best, place) => (place <= head.position ? place : best), -1);
    [...strip.children].forEach((item, index) => {
      const place = places[index];
      const frame = frames[place];
      const button = item.firstElementChild;
      button.disabled = !frame;
      button.dataset.place = place ?? "";
      button.setAttribute("aria-pressed", frame !== undefined && place === nearest);
      button.setAttribute("aria-label", frame ? `Round ${frame.round}` : "not there yet");
      button.lastElementChild.textContent = frame ? frame.round.toLocaleString("en") : "–";
      if (frame) paintPicture(button.firstElementChild, frame.forged[0], plan.side, plan.channels);
    });
  }

  newThumb() {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(document.createElement("canvas"), document.createElement("span"));
    button.addEventListener("click", () => this.takeHold(seek(this.head, Number(button.dataset.place))));
    item.append(button);
    return item;
  }

  drawCurves() {
    const { training, frame, head } = this;
    const colours = look(this.notes);
    for (const figure of this.notes.querySelectorAll(".curve")) {
      const name = figure.dataset.curve;
      const words = frame ? curveWords(name, training.frames, head.position) : "–";
      figure.querySelector("span").textContent = words;
      const canvas = figure.querySelector("canvas");
      canvas.setAttribute("aria-label", `${figure.querySelector("b").textContent}: ${words}`);
      drawCurve(canvas, name, [training], frame?.round ?? 0, colours);
    }
  }

  writeScore(frame) {
    const { training: { plan } } = this;
    const covered = this.find('[data-fact="covered"]');
    const of = Object.assign(document.createElement("small"), { textContent: ` of ${plan?.kinds.length ?? 3}` });
    covered.replaceChildren(String(frame?.modes ?? "–"), of);
    this.find('[data-fact="variety"]').textContent = number(frame?.variety);
    this.find('[data-fact="won"]').textContent = frame ? frame.won.join(" : ") : "–";
    const kinds = (plan?.kinds ?? []).map((kind, index) => kindBar(kind, frame?.shares[index] ?? 0));
    this.find(".kinds").replaceChildren(...kinds);
  }

  writeTime(frame) {
    const { notes, training, head, guest } = this;
    const empty = !training.frames.length;
    const slider = this.find(".time input");
    slider.max = Math.max(1, head.last);
    slider.value = head.position;
    slider.disabled = this.find(".play").disabled = empty;
    slider.style.setProperty("--fill", `${(100 * head.position) / Math.max(1, head.last)}%`);
    const last = training.frames.at(-1)?.round;
    const place = frame ? `round ${frame.round} / ${last}` : "–";
    this.find(".place").textContent = place;
    slider.setAttribute("aria-valuetext", place);
    this.find(".play").setAttribute("aria-label", head.playing ? "Pause" : "Play");
    this.find(".finished").hidden = training.plan?.channels === 1;
    this.find(".finished").setAttribute("aria-pressed", guest !== null);
    notes.classList.toggle("playing", head.playing);
    const told = { state: training.state, run: training.run, frames: training.frames.length };
    Object.assign(notes.dataset, told, { round: frame?.round ?? "", forger: guest ? "finished" : "" });
  }

  receive(text) {
    if (!text) return;
    const before = this.training;
    this.training = withNews(before, unpack(text));
    if (this.training.run !== before.run) {
      Object.assign(this, { follows: true, guest: null, head: playhead() });
      this.notice("");
    }
    const last = Math.max(0, this.training.frames.length - 1);
    this.head = { ...this.head, last, position: this.follows ? last : this.head.position };
    if (this.training.stopped) this.notice(this.training.stopped);
    if (this.training.state === "finished" && before.state === "running") this.arrive();
    this.show();
  }

  arrive() {
    const { frame, training } = this;
    const kinds = `${frame.modes} of ${training.plan.kinds.length} kinds`;
    this.find(".live").textContent = `The training ended after ${count(frame.round, "round")}: ${kinds} covered.`;
  }

  takeHold(head) {
    this.guest = null;
    this.follows = head.position === head.last && !head.playing;
    this.show(head);
  }

  async toggleFinished() {
    if (this.guest) this.guest = null;
    else await this.invite();
    this.show();
  }

  async invite() {
    this.notice("Asking the finished forger.");
    const answer = await asked(this.server.finished, { seed: this.frame?.round ?? 0 });
    if (answer.error) return this.notice(answer.error);
    const { header, blobs } = unpack(answer.packed);
    this.guest = { ...header, forged: pieces(blobs.get("forged").bytes, SIDE * SIDE * CHANNELS) };
    this.notice("");
  }

  notice(text) {
    this.find(".notice").textContent = text;
  }

  pressed(event) {
    const head = this.training.frames.length ? pressedIn(this.head, event) : null;
    if (!head) return;
    event.preventDefault();
    this.takeHold(head);
  }

  scrubbed(event, canvas) {
    const { frames } = this.training;
    if (!frames.length) return;
    const box = canvas.getBoundingClientRect();
    const round = ((event.clientX - box.left) / box.width) * frames.at(-1).round;
    const place = frames.findLastIndex((frame) => frame.round <= round);
    this.takeHold(seek(this.head, Math.max(0, place)));
  }

  listen() {
    const slider = this.find(".time input");
    slider.addEventListener("input", () => this.takeHold(seek(this.head, Number(slider.value))));
    this.find(".play").addEventListener("click", () => this.takeHold(toggle(this.head)));
    this.find(".finished").addEventListener("click", () => this.toggleFinished());
    this.notes.addEventListener("keydown", (event) => this.pressed(event));
    for (const canvas of this.notes.querySelectorAll(".curve canvas")) {
      canvas.addEventListener("pointerdown", (event) => this.scrubbed(event, canvas));
      canvas.addEventListener("pointermove", (event) => event.buttons && this.scrubbed(event, canvas));
    }
    listen(this.notes, "unfog:ended", ({ detail }) => detail.slug === this.props.slug && this.ended());
    listen(this.notes, "unfog:download", ({ detail }) => detail.slug === this.props.tab && this.download(detail.what));
    new ResizeObserver(() => this.show()).observe(this.notes);
  }

  /** The tab's downloads are of the arena that is seen, also while one plays there oneself. */
  download(what) {
    const isSeen = this.notes.closest(".uf-pictures").clientWidth > 0;
    if (isSeen) saveTraining(what, this.training, this.frame).catch((error) => console.error(error));
  }

  /** The training ended before its last round, by Stop or by an error: what came stays. */
  ended() {
    if (this.training.state !== "running") return;
    this.training = { ...this.training, state: "broken" };
    this.show();
  }
}

function forgerWords(shown, guest) {
  if (guest) return `by the finished forger, pocket-gan, after ${guest.round.toLocaleString("en")} rounds`;
  return shown ? `after ${count(shown.round, "round")}` : "nothing yet: press Play";
}

function kindBar(kind, share) {
  const item = document.createElement("li");
  const name = Object.assign(document.createElement("b"), { textContent: kind });
  const bar = document.createElement("i");
  bar.style.setProperty("--part", `${100 * share}%`);
  item.append(name, ` ${Math.round(100 * share)} %`, bar);
  return item;
}

export function mount(element, props, trigger, watch, server) {
  const notes = new Notes(element, props, server);
  notes.listen();
  watch("value", () => notes.receive(props.value));
  notes.receive(props.value);
  notes.show();
}
