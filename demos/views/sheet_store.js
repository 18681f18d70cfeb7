import { picture, unpack } from "./unpack.js";

/**
 * A sheet as the page knows it. A cell that was drawn once is kept by its key, which stands for
 * everything that decides its picture: a sheet that grows asks for the new cells only.
 * @typedef {object} Sheet
 * @property {string} run its name; "" before the first run
 * @property {"empty" | "planned" | "running" | "finished" | "broken"} state
 * @property {{label: string, values: string[]}} rows
 * @property {{label: string, values: string[]}} columns
 * @property {string[][]} keys of the cells, row by row
 * @property {Map<string, object>} cells what is drawn: numbers, settings, `bitmap` and `file`
 * @property {object[]} readings measured along one of the axes
 */

const KEPT = 1024;

/** @returns {Sheet} a sheet without axes */
export function emptySheet() {
  const nothing = { label: "", values: [] };
  return {
    run: "", state: "empty", rows: nothing, columns: nothing, keys: [], cells: new Map(), readings: [],
    cost: null, took: null,
  };
}

/**
 * @param {Sheet} sheet what is known
 * @param {string[]} texts packed messages that came since, in their order
 * @returns {Promise<Sheet>} what is known now; each picture is decoded once
 */
export async function taken(sheet, texts) {
  let next = sheet;
  const arrived = new Map();
  for (const text of texts) {
    const { header, blobs } = unpack(text);
    next = follow(next, header);
    for (const cell of header.cells) arrived.set(cell.key, { ...cell, file: blobs.get(`cell:${cell.key}`) });
  }
  const fresh = [...arrived.values()].filter(({ key }) => !next.cells.has(key));
  const drawn = await Promise.all(fresh.map(async (cell) => ({ ...cell, bitmap: await picture(cell.file) })));
  return { ...next, cells: kept(next, drawn) };
}

/**
 * The layout of the newest message. A plan that comes during a run waits for its end, and one of
 * the cells that are there takes no reading away.
 */
export function follow(sheet, { blobs, cells, ...plan }) {
  if (plan.state !== "planned") return { ...sheet, ...plan, planned: plan.state === "running" ? sheet.planned : null };
  if (sheet.state === "running") return { ...sheet, planned: plan };
  if (sheet.state === "finished" && String(plan.keys) === String(sheet.keys)) return sheet;
  return { ...sheet, ...plan, run: sheet.run, planned: null };
}

/** A run that ended before its last cell: what is drawn stays. */
export function brokenOff(sheet) {
  if (sheet.state !== "running") return sheet;
  return { ...sheet, ...(sheet.planned ?? {}), state: "broken", planned: null };
}

function kept(sheet, drawn) {
  const cells = new Map(sheet.cells);
  for (const cell of drawn) cells.set(cell.key, cell);
  const shown = new Set(sheet.keys.flat());
  for (const [key, cell] of cells) {
    if (cells.size <= KEPT) break;
    if (shown.has(key)) continue;
    cell.bitmap.close();
    cells.delete(key);
  }
  return cells;
}

/** @returns {number} how many cells of the layout are still to be drawn */
export function missing(sheet) {
  return sheet.keys.flat().filter((key) => !sheet.cells.has(key)).length;
}

/**
 * How large a cell may be, so that the sheet fits the window beside the chosen cell.
 * @param {{rows: number, columns: number, width: number, height: number}} room in pixels, without heads
 * @returns {number} pixels a side
 */
export function cellSide({ rows, columns, width, height }, least = 44, most = 152) {
  const side = Math.floor(Math.min(width / Math.max(1, columns), height / Math.max(1, rows)));
  return Math.max(least, Math.min(most, side));
}

/** Where an arrow key leads in a sheet: `[row, column]`, or null for another key. */
export function moved([row, column], key, rows, columns) {
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  if (key === "Home") return [row, 0];
  if (key === "End") return [row, columns - 1];
  if (!Object.hasOwn(steps, key)) return null;
  const inside = (place, last) => Math.min(last, Math.max(0, place));
  const [down, right] = steps[key];
  return [inside(row + down, rows - 1), inside(column + right, columns - 1)];
}
