import { count, percent, seconds } from "./format.js";

const THUMBS = 21;
const THUMB_PX = 30;
const SLEEPING_NOISE = 32;
const NO_NOISE = "rgb(128 128 128)";

/** Draw `bitmap` into a canvas at its own size; the page scales it, in blocks or smoothly. */
export function paint(canvas, bitmap, blocks) {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  canvas.classList.toggle("blocks", blocks);
  canvas.classList.remove("blank");
}

/** Empty a canvas and mark its place. */
export function blank(canvas) {
  canvas.width = canvas.height = 1;
  canvas.classList.add("blank");
}

/** Fill a canvas with one colour. */
function plain(canvas, colour) {
  canvas.width = canvas.height = 1;
  canvas.classList.remove("blank");
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
}

/** Fill a canvas with Gaussian noise: where every run begins. */
function sleeping(canvas) {
  canvas.width = canvas.height = SLEEPING_NOISE;
  canvas.classList.remove("blank");
  canvas.classList.add("blocks");
  const context = canvas.getContext("2d");
  const image = context.createImageData(SLEEPING_NOISE, SLEEPING_NOISE);
  const bell = () => Math.random() + Math.random() + Math.random() + Math.random() - 2;
  for (let index = 0; index < image.data.length; index++) {
    image.data[index] = index % 4 === 3 ? 255 : 128 + 90 * bell();
  }
  context.putImageData(image, 0, 0);
}

/** Draw the panels for one position: x_t, predicted x_0, predicted noise, and the last picture. */
export function drawPanels(film, run, position, comparing) {
  const canvas = (panel) => film.querySelector(`[data-panel="${panel}"] canvas`);
  const frame = run.frames[position];
  if (run.picture && position >= run.total) {
    paint(canvas("x_t"), run.raw, true);
    paint(canvas("x_0"), run.picture, false);
    plain(canvas("noise"), NO_NOISE);
  } else if (frame) {
    paint(canvas("x_t"), frame.x_t, true);
    paint(canvas("x_0"), frame.x_0, false);
    paint(canvas("noise"), frame.noise, true);
  } else if (!run.frames.length && !canvas("x_0").classList.contains("blank")) {
    sleeping(canvas("x_t"));
    blank(canvas("x_0"));
    blank(canvas("noise"));
  }
  if (run.picture) paint(canvas("final"), run.picture, false);
  const words = captions(run, position, comparing);
  for (const [panel, [title, line]] of Object.entries(words)) {
    const figure = film.querySelector(`[data-panel="${panel}"]`);
    write(figure.querySelector("b"), title);
    figure.querySelector("span").textContent = line;
    canvas(panel).setAttribute("aria-label", `${title.replace("_", " ")}: ${line}`);
  }
}

/** Write `text` with "x_t" and "x_0" as x with a subscript. */
export function write(node, text) {
  if (node.dataset.text === text) return;
  node.dataset.text = text;
  node.replaceChildren();
  for (const part of text.split(/(x_[t0])/)) {
    if (!/^x_[t0]$/.test(part)) node.append(part);
    else node.append("x", Object.assign(document.createElement("sub"), { textContent: part[2] }));
  }
}

/** @returns {Record<string, [string, string]>} title and line under each panel */
export function captions(run, position, comparing) {
  const step = run.steps[position];
  const finished = run.finished;
  const spent = finished
    ? `${count(run.total, "step")}, ${count(finished.nfe, "evaluation")}, ${seconds(finished.seconds)}`
    : "not there yet";
  const words = {
    x_t: ["x_t, what there is", "pure noise, where every run begins"],
    x_0: ["predicted x_0, what it expects", run.run ? "waiting for the first look" : "nothing yet: press Unfog"],
    noise: ["predicted noise, what it takes away", "nothing yet"],
    final: ["all the steps", spent],
  };
  if (finished && position >= run.total) {
    const { width, height } = run.raw;
    words.x_t = ["x_0, what there is", `${width} × ${height} pixels, as the model draws`];
    words.x_0 = ["the picture", finished.upscaled ? "enlarged four times by the upscaler" : "not enlarged"];
    words.noise[1] = "nothing left to take away";
  } else if (run.total) {
    words.x_t[1] = `step ${position} of ${run.total}`;
    words.x_0[1] = step?.change == null ? "the first guess" : `changed by ${percent(step.change)} in this step`;
    words.noise[1] = mixture(run.guidance_scale);
  }
  if (comparing) words.x_0 = [`stop at step ${position}: this is what you get`, saving(run, position)];
  return words;
}

/** @returns {string} what stopping at `position` saves: the look at it is spent already */
export function saving(run, position) {
  if (position >= run.total) return "nothing is left to save";
  const saved = run.total - position - 1;
  return `saves ${count(saved, "step")} of ${run.total} (${percent(saved / run.total)})`;
}

/** @returns {string} how the two predictions of classifier-free guidance are mixed */
export function mixture(guidance) {
  if (guidance === 0) return "unconditional only: the prompt is ignored";
  if (guidance === 1) return "conditional only: no guidance";
  return `unconditional + ${guidance} × difference`;
}

/** Draw the film strip into `strip`: one canvas for each shown position, made again when their number changes. */
export function drawStrip(strip, run, position) {
  const positions = thumbPositions(run.total || THUMBS - 1, strip.clientWidth);
  if (positions.length !== strip.children.length) {
    strip.replaceChildren(...positions.map(() => document.createElement("canvas")));
  }
  const on = run.total ? nearestThumb(positions, position) : -1;
  positions.forEach((place, index) => {
    const thumb = strip.children[index];
    const bitmap = place >= run.total ? run.picture : run.frames[place]?.x_t;
    thumb.dataset.position = place;
    thumb.classList.toggle("on", index === on);
    if (thumb.shown === bitmap) return;
    thumb.shown = bitmap;
    if (bitmap) paint(thumb, bitmap, false);
    else thumb.width = thumb.height = 1;
  });
}

/** @returns {number[]} which positions have a thumbnail: all of them, or evenly spaced ones */
export function thumbPositions(total, room) {
  const most = Math.max(2, Math.min(THUMBS, Math.floor(room / THUMB_PX)));
  if (total + 1 <= most) return Array.from({ length: total + 1 }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * total) / (most - 1)));
}

/** @returns {number} the index of the thumbnail nearest to `position` */
export function nearestThumb(positions, position) {
  let best = 0;
  positions.forEach((place, index) => {
    if (Math.abs(place - position) < Math.abs(positions[best] - position)) best = index;
  });
  return best;
}
