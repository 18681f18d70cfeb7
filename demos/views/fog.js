import { Camera } from "./camera.js";
import { onDrop, onPick } from "./bringing.js";
import { drawSchedules, sentence } from "./fog_plot.js";
import { LAST_T, fromRgba, gaussian, levels, mixInto } from "./fogging.js";
import { number } from "./format.js";
import { drawSquare, openPicture } from "./picture_file.js";
import { floats, unpack } from "./unpack.js";

const SIZE = 96;
const NOISE_SEED = 7;
const SWEEP_MS = 5000;

/**
 * The fog: x_t = √ᾱ_t · x_0 + √(1-ᾱ_t) · ε, drawn while t is dragged, without any request.
 * Its `dataset` tells tests where it stands: t, schedule, source.
 */
export class Fog {
  constructor(element, props, server) {
    this.fog = element.querySelector(".fog");
    this.props = props;
    this.server = server;
    this.camera = new Camera();
    this.epsilon = gaussian(SIZE * SIZE * 3, NOISE_SEED);
    this.x_0 = new Float32Array(SIZE * SIZE * 3);
    this.image = new ImageData(SIZE, SIZE);
    this.schedules = new Map();
    for (const [name, blob] of unpack(props.value).blobs) this.schedules.set(name, floats(blob));
    this.schedule = "scaled_linear";
    this.t = Number(this.find("input[type=range]").value);
    this.written = null; // the t that was last written into the link
    this.playing = false;
    this.due = 0;
    this.before = 0;
  }

  find(selector) {
    return this.fog.querySelector(selector);
  }

  context(panel) {
    return this.find(`[data-panel="${panel}"] canvas`).getContext("2d", { willReadFrequently: true });
  }

  ask() {
    if (!this.due) this.due = requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.due = 0;
    if (!this.fog.clientWidth) return this.rest();
    this.recall();
    this.sweep(now);
    if (this.camera.isOn) this.takePicture(...this.camera.frame());
    const level = levels(this.schedules.get(this.schedule)[this.t]);
    mixInto(this.image.data, this.x_0, this.epsilon, level.keep, level.fog);
    this.context("x_t").putImageData(this.image, 0, 0);
    this.write(level);
    drawSchedules(this.find(".schedule svg"), this.schedules, this.schedule, this.t);
    if (this.playing || this.camera.isOn) this.ask();
  }

  sweep(now) {
    if (!this.playing) return;
    const elapsed = this.before ? now - this.before : 0;
    this.t = Math.min(LAST_T, this.t + Math.round((LAST_T * elapsed) / SWEEP_MS));
    this.playing = this.t < LAST_T;
    this.before = this.playing ? now : 0;
  }

  /** Out of sight nothing moves, and no camera looks. */
  rest() {
    this.playing = false;
    this.stopCamera();
  }

  takePicture(source, width, height) {
    const context = this.context("x_0");
    drawSquare(context, source, width, height);
    this.x_0 = fromRgba(context.getImageData(0, 0, SIZE, SIZE).data);
  }

  write({ keep, fog: share, snr, sigma }) {
    const { t, fog } = this;
    const words = sentence(t, snr);
    const facts = { t: String(t), keep: keep.toFixed(2), sigma: number(sigma), snr: number(snr) };
    for (const [name, text] of Object.entries(facts)) {
      this.find(`[data-fact="${name}"]`).textContent = text;
    }
    this.find(".keep").textContent = keep.toFixed(2);
    this.find(".fogged").textContent = share.toFixed(2);
    this.find(".place").textContent = `t = ${t}`;
    this.find(".words").textContent = words;
    this.find('[data-panel="x_t"] canvas').setAttribute("aria-label", `The picture in fog. ${words}`);
    this.find(".play").setAttribute("aria-label", this.playing ? "Pause" : "Play");
    const slider = this.find("input[type=range]");
    slider.value = t;
    slider.style.setProperty("--fill", `${(100 * t) / LAST_T}%`);
    fog.classList.toggle("playing", this.playing);
    Object.assign(fog.dataset, { t, schedule: this.schedule });
  }

  /** A link carries t and the schedule; one that was opened brings its own. */
  recall() {
    const places = globalThis.unfog?.place;
    if (!places) return;
    const kept = places[this.props.slug];
    const moved = Number.isInteger(kept?.t) && kept.t !== this.written;
    if (moved && kept.t >= 0 && kept.t <= LAST_T) this.t = kept.t;
    if (moved && this.schedules.has(kept.schedule)) this.choose(kept.schedule);
    this.written = this.t;
    places[this.props.slug] = { ...kept, t: this.t, schedule: this.schedule };
  }

  say(text, kind = "") {
    this.find(".message").textContent = text;
    this.find(".message").className = `message ${kind}`;
  }

  async takeDrawing() {
    this.stopCamera();
    try {
      const seed = Math.floor(Math.random() * 2 ** 31);
      const { picture, caption } = await this.server.drawing({ seed });
      const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
      this.take(await createImageBitmap(new Blob([bytes])), caption, "drawing");
    } catch (error) {
      console.warn(error);
      this.say("No new drawing came from the server: try again.", "error");
    }
  }

  async takeFile(file) {
    try {
      const bitmap = await openPicture(file);
      this.stopCamera();
      this.take(bitmap, file.name, "file");
    } catch (error) {
      this.say(error.message, "error");
    }
  }

  async takeCamera() {
    if (this.camera.isOn) return this.stopCamera();
    try {
      await this.camera.start();
    } catch (error) {
      return this.say(`The webcam cannot be used (${error.message}): allow it in the browser, or take a file.`, "error");
    }
    this.find('[data-source="webcam"]').setAttribute("aria-pressed", "true");
    this.name("live from your webcam", "webcam");
  }

  stopCamera() {
    this.camera.stop();
    this.find('[data-source="webcam"]').setAttribute("aria-pressed", "false");
  }

  take(bitmap, caption, source) {
    this.takePicture(bitmap, bitmap.width, bitmap.height);
    this.name(caption, source);
  }

  name(caption, source) {
    this.find('[data-panel="x_0"] canvas').setAttribute("aria-label", `The picture: ${caption}`);
    this.find('[data-panel="x_0"] figcaption > span').textContent = caption;
    this.fog.dataset.source = source;
    this.say("");
    this.ask();
  }

  choose(schedule) {
    this.schedule = schedule;
    this.find(`input[value="${schedule}"]`).checked = true;
    this.ask();
  }

  moveTo(t) {
    this.playing = false;
    this.t = t;
    this.before = 0;
    this.ask();
  }

  toggle() {
    this.playing = !this.playing;
    this.before = 0;
    if (this.playing && this.t >= LAST_T) this.t = 0;
    this.ask();
  }

  listen() {
    const slider = this.find("input[type=range]");
    const picker = this.find("input[type=file]");
    slider.addEventListener("input", () => this.moveTo(Number(slider.value)));
    onPick(picker, (file) => this.takeFile(file));
    this.find(".play").addEventListener("click", () => this.toggle());
    this.find('[role="radiogroup"]').addEventListener("change", ({ target }) => this.choose(target.value));
    this.find('[data-source="drawing"]').addEventListener("click", () => this.takeDrawing());
    this.find('[data-source="file"]').addEventListener("click", () => picker.click());
    this.find('[data-source="webcam"]').addEventListener("click", () => this.takeCamera());
    this.fog.addEventListener("keydown", (event) => {
      if (event.key !== " " || event.target.matches("button, input[type=radio]")) return;
      event.preventDefault();
      this.toggle();
    });
    onDrop(this.fog, (file) => this.takeFile(file));
    new ResizeObserver(() => this.ask()).observe(this.fog);
  }

  drawNoise() {
    for (const canvas of this.fog.querySelectorAll(".panels canvas")) canvas.width = canvas.height = SIZE;
    mixInto(this.image.data, this.x_0, this.epsilon, 0, 1 / 3);
    this.context("noise").putImageData(this.image, 0, 0);
  }
}

export function mount(element, props, trigger, watch, server) {
  const fog = new Fog(element, props, server);
  fog.listen();
  fog.drawNoise();
  fog.takeDrawing();
  fog.ask();
}
