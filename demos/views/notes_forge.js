import { paintPicture, verdictWords } from "./notes_paint.js";
import { blank, channels, filled, hexAt, lined, replaced, undone } from "./notes_easel.js";
import { SIDE, Stages, asked } from "./notes_stages.js";
import { pieces } from "./notes_store.js";
import { roving, turnOn } from "./roving.js";
import { unpack } from "./unpack.js";

const FIRST_STAGE = 2;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * You are the criminal: a note of 16 × 16 pixels and the verdict of a detective that does not learn.
 * The verdict follows every stroke, one question at a time. Its `dataset` tells tests: verdict, says.
 */
export class Forge {
  constructor(element, props, server) {
    this.forge = element.querySelector(".forge");
    this.server = server;
    this.palette = JSON.parse(props.palette);
    this.colour = this.palette[0];
    this.tool = "pen";
    this.easel = blank(SIDE, channels(props.paper));
    this.paper = channels(props.paper);
    this.stroke = null; // the last pixel of the stroke that is being painted
    this.cursor = [8, 8];
    this.asking = false;
    this.stale = false; // painted on since the last question
    this.opened = false;
    this.stages = new Stages(this.find(".stages"), server, () => this.judge());
    this.stages.stage = FIRST_STAGE;
  }

  find(selector) {
    return this.forge.querySelector(selector);
  }

  async seen() {
    if (this.opened || !this.forge.clientWidth) return;
    this.opened = true;
    this.say("Waking the detective: the first time this takes a few seconds.");
    const problem = await this.stages.open();
    this.say(problem);
    if (problem) this.opened = false;
    else this.judge();
  }

  show() {
    paintPicture(this.find(".sheet"), this.easel.pixels, SIDE, 3);
    paintPicture(this.find(".small"), this.easel.pixels, SIDE, 3);
    this.find(".undo").disabled = !this.easel.past.length;
    this.find(".cursor").style.translate = this.cursor.map((place) => `${100 * place}%`).join(" ");
  }

  /** Ask for the verdict; while one is on its way, the next question waits for it. */
  async judge() {
    this.stale = true;
    if (this.asking || !this.stages.rounds.length) return;
    this.asking = true;
    while (this.stale) {
      this.stale = false;
      const pixels = btoa(String.fromCharCode(...this.easel.pixels));
      this.told(await asked(this.server.judge, { stage: this.stages.stage, pixels }));
    }
    this.asking = false;
  }

  told({ error, verdict, kind }) {
    this.say(error ?? "");
    if (error) return;
    const { says, text } = verdictWords(verdict);
    this.find('[data-fact="verdict"]').textContent = text;
    this.find(".like").textContent = likeness(kind);
    this.find(".judged").dataset.says = says;
    this.find(".meter").style.setProperty("--part", `${100 * verdict}%`);
    this.find(".judged").classList.toggle("fooled", says === "real");
    Object.assign(this.forge.dataset, { verdict, says });
  }

  say(text) {
    this.find(".say").textContent = text;
  }

  put(pixels) {
    this.easel = replaced(this.easel, pixels);
    this.show();
    this.judge();
  }

  cell(event) {
    const box = this.find(".sheet").getBoundingClientRect();
    const place = (at, start, size) => Math.min(SIDE - 1, Math.max(0, Math.floor(((at - start) / size) * SIDE)));
    return [place(event.clientX, box.left, box.width), place(event.clientY, box.top, box.height)];
  }

  begin(event) {
    const cell = this.cell(event);
    this.cursor = cell;
    if (this.tool === "pick") return this.pick(hexAt(this.easel.pixels, SIDE, cell));
    if (this.tool === "fill") return this.put(filled(this.easel.pixels, SIDE, cell, channels(this.colour)));
    this.stroke = cell;
    event.target.setPointerCapture(event.pointerId);
    return this.put(lined(this.easel.pixels, SIDE, cell, cell, channels(this.colour)));
  }

  draw(event) {
    if (!this.stroke) return;
    const cell = this.cell(event);
    const pixels = lined(this.easel.pixels, SIDE, this.stroke, cell, channels(this.colour));
    this.stroke = this.cursor = cell;
    this.easel = { ...this.easel, pixels };
    this.show();
    this.judge();
  }

  pressed(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "z") this.undo();
    else if (event.key in MOVES) {
      const [dx, dy] = MOVES[event.key];
      const inside = (place) => Math.min(SIDE - 1, Math.max(0, place));
      this.cursor = [inside(this.cursor[0] + dx), inside(this.cursor[1] + dy)];
      this.show();
    } else if (event.key === " ") {
      this.put(lined(this.easel.pixels, SIDE, this.cursor, this.cursor, channels(this.colour)));
    } else return;
    event.preventDefault();
  }

  undo() {
    this.easel = undone(this.easel);
    this.show();
    this.judge();
  }

  pick(colour) {
    this.colour = colour;
    this.find("input[type=color]").value = colour;
    turnOn(this.swatches, this.swatches.find((swatch) => swatch.dataset.colour === colour));
    if (this.tool === "pick") this.choose("pen");
  }

  choose(tool) {
    this.tool = tool;
    turnOn([...this.find(".tools").children], this.find(`[data-tool="${tool}"]`));
  }

  async takeForgery() {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const answer = await asked(this.server.forge, { stage: this.stages.stage, seed });
    if (answer.error) return this.say(answer.error);
    return this.put(pieces(unpack(answer.packed).blobs.get("forged").bytes, 3 * SIDE * SIDE)[0]);
  }

  listen() {
    const sheet = this.find(".sheet");
    sheet.addEventListener("pointerdown", (event) => this.begin(event));
    sheet.addEventListener("pointermove", (event) => this.draw(event));
    for (const end of ["pointerup", "pointercancel"]) {
      sheet.addEventListener(end, () => (this.stroke = null));
    }
    this.find(".board").addEventListener("keydown", (event) => this.pressed(event));
    this.find(".undo").addEventListener("click", () => this.undo());
    this.find(".blank").addEventListener("click", () => this.put(blank(SIDE, this.paper).pixels));
    this.find(".forgery").addEventListener("click", () => this.takeForgery());
    roving(this.find(".tools"), ({ dataset }) => this.choose(dataset.tool));
    const own = this.find("input[type=color]");
    own.addEventListener("input", () => this.pick(own.value));
    this.swatches = this.palette.map(swatch);
    this.find(".palette").replaceChildren(...this.swatches);
    roving(this.find(".palette"), ({ dataset }) => this.pick(dataset.colour));
    new ResizeObserver(() => this.seen()).observe(this.forge);
    this.choose("pen");
    this.pick(this.colour);
  }
}

function swatch(colour) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.dataset.colour = colour;
  button.style.background = colour;
  button.setAttribute("aria-label", `Colour ${colour}`);
  return button;
}

/** @returns {string} what a clerk would take the note for */
export function likeness(kind) {
  return kind ? `A clerk would take it for a ${kind}.` : "A clerk would not know what it is.";
}

export function mount(element, props, trigger, watch, server) {
  const forge = new Forge(element, props, server);
  forge.listen();
  forge.show();
  forge.seen();
}
