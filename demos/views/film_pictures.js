import { count, number, percent, seconds } from "./format.js";

const THUMBS = 21;
const THUMB_PX = 30;
const SLEEPING_NOISE = 32;

/** Draw `bitmap` into a canvas at its own size; the page scales it. */
export function paint(canvas, bitmap, smooth) {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  canvas.classList.toggle("blocks", !smooth);
  canvas.classList.remove("blank");
}

/** Empty a canvas and mark its place. */
export function blank(canvas) {
  canvas.width = 1;
  canvas.height = 1;
  canvas.classList.add("blank");
}

/** Fill a canvas with grey Gaussian noise: where every run begins. */
export function sleeping(canvas, random = Math.random) {
  canvas.width = SLEEPING_NOISE;
  canvas.height = SLEEPING_NOISE;
  canvas.classList.remove("blank");
  canvas.classList.add("blocks");
  const context = canvas.getContext("2d");
  const image = context.createImageData(SLEEPING_NOISE, SLEEPING_NOISE);
  for (let index = 0; index < image.data.length; index++) {
    const bell = random() + random() + random() + random() - 2;
    image.data[index] = index % 4 === 3 ? 255 : 128 + 90 * bell;
  }
  context.putImageData(image, 0, 0);
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

/** @returns {{x_t: string, x_0: string, noise: string, final: string}} the line under each picture */
export function captions(run, position) {
  const step = run.steps[position];
  if (!run.total) {
    return {
      x_t: "pure noise, where every run begins",
      x_0: "nothing yet: press Unfog",
      noise: "nothing yet",
      final: "",
    };
  }
  const final = run.finished
    ? `${count(run.total, "step")}, ${count(run.finished.nfe, "evaluation")}, ${seconds(run.finished.seconds)}`
    : "not there yet";
  if (position >= run.total) {
    const size = run.finished?.upscaled ? "64 × 64 pixels, enlarged four times by the upscaler" : "as the model draws it";
    return { x_t: "the finished picture", x_0: size, noise: "nothing left to take away", final };
  }
  return {
    x_t: `step ${position} of ${run.total}`,
    x_0: step?.change == null ? "the first guess, from pure noise" : `changed by ${percent(step.change)} in this step`,
    noise: mixture(run.guidance_scale),
    final,
  };
}

/** @returns {string} the caption of x_0 while it is compared with the finished picture */
export function stopCaption(run, position) {
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
