import { save, toBase64 } from "./film_files.js";
import { numbers, reads } from "./sheet_grid.js";
import { textIn, withText } from "./png_text.js";

const KEYWORD = "unfog-sheet";
const CELL = 160;
const GAP = 6;
const HEAD = 44;
const LINE = 28;
const SIDE_HEAD = 240;
const LARGE = '700 18px "IBM Plex Sans", sans-serif';
const SMALL = '400 14px "IBM Plex Sans", sans-serif';
const INK = "#1c1d21";
const SOFT = "#5d626b";
const MAX_FILE = 32_000_000;

/** Save a finished sheet as one PNG with its settings inside, or as one page that needs nothing. */
export async function saveSheet(what, sheet) {
  if (!sheet.keys.flat().some((key) => sheet.cells.has(key))) throw new Error("There is no sheet to save yet: draw one first.");
  if (what === "png") save(await sheetPng(sheet), "image/png", "unfog-sheet.png");
  else save(new TextEncoder().encode(await sheetPage(sheet)), "text/html", "unfog-sheet.html");
}

/**
 * @param {File} file a PNG that was saved here
 * @returns {Promise<URLSearchParams>} the controls' values, by their names
 * @throws {Error} with a sentence for the visitor
 */
export async function takeSheet(file) {
  if (file.size > MAX_FILE) throw new Error(`${file.name} is larger than 32 MB: choose a sheet that was saved here.`);
  const text = textIn(new Uint8Array(await file.arrayBuffer()), KEYWORD);
  if (text === null) throw new Error(`${file.name} has no sheet inside: choose a PNG that was saved here and not edited since.`);
  return new URLSearchParams(text);
}

async function sheetPng(sheet) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const below = sheet.readings.filter(({ along }) => along === "columns");
  const left = headWidth(context, sheet);
  const foot = HEAD + sheet.keys.length * (CELL + GAP);
  canvas.width = left + sheet.columns.values.length * (CELL + GAP);
  canvas.height = foot + below.length * LINE + HEAD;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const write = writer(context);
  write(`${sheet.columns.label} →`, GAP, 18, left - GAP, SMALL);
  if (sheet.rows.label) write(`${sheet.rows.label} ↓`, GAP, 36, left - GAP, SMALL);
  sheet.columns.values.forEach((value, x) => write(value, left + x * (CELL + GAP), 30, CELL));
  sheet.rows.values.forEach((value, y) => {
    if (sheet.rows.label) write(value, GAP, HEAD + y * (CELL + GAP) + CELL / 2, left - 2 * GAP);
  });
  sheet.keys.forEach((line, y) => line.forEach((key, x) => {
    const place = [left + x * (CELL + GAP), HEAD + y * (CELL + GAP)];
    const cell = sheet.cells.get(key);
    if (cell) context.drawImage(cell.bitmap, ...place, CELL, CELL);
  }));
  below.forEach((reading, line) => {
    const y = foot + (line + 0.8) * LINE;
    write(reading.label, GAP, y, left - 2 * GAP, SMALL);
    reading.values.forEach((value, x) => write(reads(reading, value), left + x * (CELL + GAP), y, CELL));
  });
  write(sheet.caption ?? "", GAP, canvas.height - 14, canvas.width - 2 * GAP, SMALL);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return withText(new Uint8Array(await blob.arrayBuffer()), KEYWORD, sheet.settings);
}

/** How much room the heads of the rows take: as much as the longest needs, up to SIDE_HEAD. */
function headWidth(context, { columns, rows, readings }) {
  const widths = [[SMALL, [`${columns.label} →`, `${rows.label} ↓`, ...readings.map(({ label }) => label)]], [LARGE, rows.values]]
    .flatMap(([style, texts]) => texts.map((text) => {
      context.font = style;
      return context.measureText(text).width;
    }));
  return Math.min(SIDE_HEAD, Math.ceil(Math.max(...widths)) + 3 * GAP);
}

function writer(context) {
  return (text, x, y, room, style = LARGE) => {
    context.font = style;
    context.fillStyle = style === SMALL ? SOFT : INK;
    context.fillText(fitted(context, text, room), x, y);
  };
}

/** `text`, cut where it has no room. */
function fitted(context, text, room) {
  let shown = text;
  while (shown && context.measureText(shown).width > room) shown = shown.slice(0, -1);
  return shown === text ? text : `${shown.slice(0, -1)}…`;
}

const STYLE = `body { font: 16px/1.5 "IBM Plex Sans", system-ui, sans-serif; color: ${INK}; margin: 2rem; }
table { border-collapse: separate; border-spacing: 4px; } th { text-align: left; max-width: 14rem; }
img { display: block; width: ${CELL}px; height: ${CELL}px; } td, th { vertical-align: middle; }
p, pre { max-width: 60rem; white-space: pre-wrap; overflow-wrap: anywhere; color: ${SOFT}; }`;

async function sheetPage(sheet) {
  const page = document.implementation.createHTMLDocument(sheet.caption ?? "Sheet");
  const make = (tag, text = "", ...children) => {
    const node = Object.assign(page.createElement(tag), { textContent: text });
    node.append(...children);
    return node;
  };
  const encoding = Object.assign(make("meta"), { httpEquiv: "Content-Type", content: "text/html; charset=utf-8" });
  page.head.append(encoding, make("style", STYLE));
  const { rows, columns, readings } = sheet;
  const corner = make("td", [columns.label && `${columns.label} →`, rows.label && `${rows.label} ↓`].filter(Boolean).join(" "));
  const table = make("table", "", make("tr", "", corner, ...columns.values.map((value) => make("th", value))));
  for (const [y, line] of sheet.keys.entries()) {
    const pictures = await Promise.all(line.map((key) => pictured(sheet.cells.get(key), make)));
    const name = rows.values[y] ?? "";
    table.append(make("tr", "", make("th", name), ...pictures.map((picture) => make("td", "", picture))));
  }
  for (const reading of readings.filter(({ along }) => along === "columns")) {
    const values = reading.values.map((value) => make("td", reads(reading, value)));
    table.append(make("tr", "", make("th", reading.label), ...values));
  }
  page.body.append(make("h1", sheet.caption ?? "Sheet"), make("p", sheet.sentence ?? ""), table);
  for (const reading of readings.filter(({ along }) => along === "rows")) {
    const values = reading.values.map((value, y) => `${rows.values[y]}: ${reads(reading, value)}`);
    page.body.append(make("p", `${reading.label}: ${values.join(" · ")}`));
  }
  const settings = [...new URLSearchParams(sheet.settings)].map(([name, value]) => `${name}: ${value}`);
  page.body.append(make("h2", "Settings"), make("pre", settings.join("\n")));
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

async function pictured(cell, make) {
  if (!cell) return make("span", "–");
  const data = await toBase64(new Blob([cell.file.bytes]));
  const words = `${numbers(cell)} · SHA-256 ${cell.sha256}`;
  return Object.assign(make("img"), { src: `data:${cell.file.type};base64,${data}`, alt: words, title: words });
}
