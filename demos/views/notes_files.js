import { save } from "./film_files.js";
import { coloured } from "./notes_paint.js";
import { withText } from "./png_text.js";

const KEYWORD = "unfog";
const SCALE = 8; // of a pixel in the file
const COLUMNS = 6;
const NUMBERS = [
  "round", "won", "d_loss", "g_loss", "d_real", "d_fake", "modes", "variety", "shares", "forged_verdicts",
];

/** Save the forgeries that are seen, the settings inside the file, or the numbers of the training. */
export async function saveTraining(what, training, frame) {
  if (!frame) return;
  const { settings } = training.plan;
  const name = `unfog-gan-${settings.data}-seed-${settings.seed}`;
  if (what === "json") {
    save(new TextEncoder().encode(numbersOf(training)), "application/json", `${name}.json`);
    return;
  }
  const blob = await sheetOf(frame.forged, training.plan).convertToBlob({ type: "image/png" });
  const told = JSON.stringify({ ...settings, round: frame.round });
  const file = withText(new Uint8Array(await blob.arrayBuffer()), KEYWORD, told);
  save(file, "image/png", `${name}-round-${frame.round}.png`);
}

/** @returns {string} the settings, and the numbers of every moment */
export function numbersOf({ plan, frames, stopped }) {
  const rounds = frames.map((frame) => Object.fromEntries(NUMBERS.map((name) => [name, frame[name] ?? null])));
  const { settings, kinds, perfect } = plan;
  return JSON.stringify({ settings, kinds, perfect, stopped, rounds }, null, 1);
}

function sheetOf(pictures, { side, channels }) {
  const small = new OffscreenCanvas(side * COLUMNS, side * Math.ceil(pictures.length / COLUMNS));
  const context = small.getContext("2d");
  pictures.forEach((bytes, index) => {
    const picture = new ImageData(coloured(bytes, channels), side, side);
    context.putImageData(picture, side * (index % COLUMNS), side * Math.floor(index / COLUMNS));
  });
  const sheet = new OffscreenCanvas(SCALE * small.width, SCALE * small.height);
  const large = sheet.getContext("2d");
  large.imageSmoothingEnabled = false;
  large.drawImage(small, 0, 0, sheet.width, sheet.height);
  return sheet;
}
