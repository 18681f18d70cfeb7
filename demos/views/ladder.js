import { difference, enoughSteps } from "./difference.js";
import { count, percent, seconds } from "./format.js";
import { Inbox } from "./inbox.js";
import { picture, unpack } from "./unpack.js";

const COMPARED = 64; // pixels a side in which pictures are compared
const SAME = 0.03;

/** The step ladder: pictures appear as they are drawn; a click compares one with the longest. */
export class Ladder {
  constructor(element) {
    this.ladder = element.querySelector(".ladder");
    this.list = element.querySelector(".rungs");
    this.rungs = [];
    this.counts = [];
    this.chosen = null;
    this.inbox = new Inbox();
  }

  receive(text) {
    if (text) this.inbox.add(() => this.take(text));
  }

  async take(text) {
    const { header, blobs } = unpack(text);
    this.counts = header.counts;
    this.rungs = await Promise.all(header.rungs.map((rung) => opened(rung, blobs)));
    for (const rung of this.rungs) rung.distance = difference(rung.pixels, this.rungs.at(-1).pixels);
    if (!this.rungs.some((rung) => rung.steps === this.chosen)) this.chosen = this.rungs[0]?.steps ?? null;
    this.show();
  }

  show() {
    const rung = (steps) => this.rungs.find((known) => known.steps === steps);
    const left = rung(this.chosen);
    this.list.replaceChildren(...this.counts.map((steps) => this.card(steps, rung(steps))));
    this.enlarge("chosen", left, left && `${percent(left.distance)} away from the longest run`);
    this.enlarge("longest", this.rungs.at(-1), "the longest run so far");
    this.ladder.querySelector(".words").textContent = conclusion(this.rungs, this.counts);
    this.ladder.dataset.rungs = this.rungs.length;
  }

  choose(steps) {
    this.chosen = steps;
    this.show();
    this.list.querySelector('[aria-pressed="true"]').focus();
  }

  card(steps, rung) {
    const button = document.createElement("button");
    const cost = rung ? [seconds(rung.seconds), count(rung.nfe, "evaluation")] : ["waiting", ""];
    const bar = document.createElement("i");
    const image = document.createElement("canvas");
    if (rung) {
      paintWhole(image, rung.bitmap);
      bar.style.setProperty("--part", `${Math.min(100, 400 * rung.distance)}%`);
    }
    button.type = "button";
    button.disabled = !rung;
    button.setAttribute("aria-pressed", steps === this.chosen);
    button.setAttribute("aria-label", `${count(steps, "step")}: ${cost.join(", ")}`);
    button.append(image, text("b", steps), ...cost.map((line) => text("span", line)), bar);
    button.addEventListener("click", () => this.choose(steps));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  enlarge(panel, rung, words) {
    const figure = this.ladder.querySelector(`[data-panel="${panel}"]`);
    const canvas = figure.querySelector("canvas");
    canvas.classList.toggle("blank", !rung);
    if (rung) paintWhole(canvas, rung.bitmap);
    figure.querySelector("b").textContent = rung ? count(rung.steps, "step") : "nothing drawn yet";
    figure.querySelector("span").textContent = rung ? words : "press Unfog";
  }
}

/** @returns {string} what the whole ladder shows, "" until it is whole */
export function conclusion(rungs, counts) {
  if (!counts.length) return "The same noise, walked down with few steps and with many.";
  if (rungs.length < counts.length) return "";
  const steps = rungs.map((rung) => rung.steps);
  const enough = enoughSteps(steps, rungs.map((rung) => rung.distance), SAME);
  const bar = "The bar under each picture shows how far it is from the longest run.";
  if (enough === null) return `The picture still changes at the end. ${bar}`;
  const within = `the picture stays within ${percent(SAME)} of the longest run`;
  return `From ${count(enough, "step")} on, ${within}: more steps cost time and change little. ${bar}`;
}

async function opened(rung, blobs) {
  const bitmap = await picture(blobs.get(`picture:${rung.index}`));
  return { ...rung, bitmap, pixels: shrunk(bitmap) };
}

function text(tag, words) {
  return Object.assign(document.createElement(tag), { textContent: words });
}

function paintWhole(canvas, bitmap) {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
}

function shrunk(bitmap) {
  const context = new OffscreenCanvas(COMPARED, COMPARED).getContext("2d");
  context.drawImage(bitmap, 0, 0, COMPARED, COMPARED);
  return context.getImageData(0, 0, COMPARED, COMPARED).data;
}

export function mount(element, props, trigger, watch) {
  const ladder = new Ladder(element);
  watch("value", () => ladder.receive(props.value));
  ladder.receive(props.value);
  ladder.show();
}
