import { difference, enoughSteps } from "./difference.js";
import { count, percent, seconds } from "./format.js";
import { picture, unpack } from "./unpack.js";

const COMPARED = 64;
const SAME = 0.03;

/** The step ladder: pictures appear as they are drawn; a click compares one with the longest. */
export function mount(element, props, trigger, watch) {
  const ladder = element.querySelector(".ladder");
  const list = ladder.querySelector(".rungs");
  let rungs = [];
  let counts = [];
  let chosen = null;
  let inbox = Promise.resolve();

  async function take(text) {
    if (!text) return;
    const { header, blobs } = unpack(text);
    counts = header.counts;
    rungs = await Promise.all(header.rungs.map((rung) => opened(rung, blobs)));
    const last = rungs.at(-1);
    for (const rung of rungs) rung.distance = difference(rung.pixels, last.pixels);
    if (!rungs.some((rung) => rung.steps === chosen)) chosen = rungs[0]?.steps ?? null;
    show();
  }

  async function opened(rung, blobs) {
    const bitmap = await picture(blobs.get(`picture:${rung.index}`));
    return { ...rung, bitmap, pixels: shrunk(bitmap) };
  }

  function show() {
    list.replaceChildren(...counts.map((steps) => card(steps, rungs.find((rung) => rung.steps === steps))));
    const left = rungs.find((rung) => rung.steps === chosen);
    enlarge("chosen", left, left && `${percent(left.distance)} away from the longest run`);
    enlarge("longest", rungs.at(-1), "the longest run so far");
    ladder.querySelector(".words").textContent = sentence();
    ladder.dataset.rungs = rungs.length;
  }

  function card(steps, rung) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.disabled = !rung;
    button.setAttribute("aria-pressed", steps === chosen);
    button.addEventListener("click", () => {
      chosen = steps;
      show();
      list.querySelector('[aria-pressed="true"]').focus();
    });
    const canvas = document.createElement("canvas");
    if (rung) paintWhole(canvas, rung.bitmap);
    const title = document.createElement("b");
    title.textContent = steps;
    const cost = rung ? [seconds(rung.seconds), count(rung.nfe, "evaluation")] : ["waiting", ""];
    const bar = document.createElement("i");
    if (rung) bar.style.setProperty("--part", `${Math.min(100, 400 * rung.distance)}%`);
    button.append(canvas, title, ...cost.map(line), bar);
    button.setAttribute("aria-label", `${count(steps, "step")}: ${cost.join(", ")}`);
    item.append(button);
    return item;
  }

  function enlarge(panel, rung, words) {
    const figure = ladder.querySelector(`[data-panel="${panel}"]`);
    const canvas = figure.querySelector("canvas");
    canvas.classList.toggle("blank", !rung);
    if (rung) paintWhole(canvas, rung.bitmap);
    figure.querySelector("b").textContent = rung ? count(rung.steps, "step") : "nothing drawn yet";
    figure.querySelector("span").textContent = rung ? words : "press Unfog";
  }

  function sentence() {
    if (!counts.length || rungs.length < counts.length) return "";
    const steps = rungs.map((rung) => rung.steps);
    const enough = enoughSteps(steps, rungs.map((rung) => rung.distance), SAME);
    const bar = "The bar under each picture shows how far it is from the longest run.";
    if (enough === null) return `The picture still changes at the end. ${bar}`;
    return `From ${count(enough, "step")} on, the picture stays within ${percent(SAME)} of the longest run: more steps cost time and change little. ${bar}`;
  }

  const queue = () => {
    const text = props.value;
    inbox = inbox.then(() => take(text)).catch((error) => console.error(error));
  };
  watch("value", queue);
  queue();
  show();
}

function line(text) {
  const node = document.createElement("span");
  node.textContent = text;
  return node;
}

function paintWhole(canvas, bitmap) {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
}

function shrunk(bitmap) {
  const canvas = new OffscreenCanvas(COMPARED, COMPARED);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0, COMPARED, COMPARED);
  return context.getImageData(0, 0, COMPARED, COMPARED).data;
}
