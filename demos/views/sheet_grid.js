import { make } from "./elements.js";
import { count, number, percent, seconds } from "./format.js";

/** Build the table of a sheet: heads, one button per cell, readings along one of the axes. */
export function drawGrid(table, sheet) {
  const { rows, columns, readings } = sheet;
  const beside = readings.filter(({ along }) => along === "rows");
  const below = readings.filter(({ along }) => along === "columns");
  const head = make("thead", row(corner(rows, columns), ...heads(columns.values), ...beside.map(title)));
  const body = make("tbody", ...rows.values.map((value, y) => {
    const cells = columns.values.map((_, x) => slot(sheet, y, x));
    return row(named("row", value), ...cells, ...beside.map((reading) => measure(reading, y)));
  }));
  const foot = make("tfoot", ...below.map((reading) => {
    return row(named("row", reading.label), ...columns.values.map((_, x) => measure(reading, x)));
  }));
  table.replaceChildren(head, body, foot);
}

/** Draw the cells that the table does not show yet. */
export function fillGrid(table, sheet) {
  for (const button of table.querySelectorAll("button[data-key]")) {
    const cell = sheet.cells.get(button.dataset.key);
    if (!cell || button.dataset.drawn) continue;
    const canvas = button.firstElementChild;
    canvas.width = cell.bitmap.width;
    canvas.height = cell.bitmap.height;
    canvas.getContext("2d").drawImage(cell.bitmap, 0, 0);
    button.dataset.drawn = "yes";
    button.setAttribute("aria-label", `${button.dataset.place}. ${numbers(cell)}`);
  }
}

/** @returns {string} what was measured on one cell, in a line */
export function numbers(cell) {
  const parts = [];
  if (Number.isFinite(cell.agreement)) parts.push(`agreement ${percent(cell.agreement)}`);
  if (Number.isFinite(cell.saturation)) parts.push(`saturation ${percent(cell.saturation)}`);
  parts.push(`${count(cell.nfe, "evaluation")} in ${seconds(cell.seconds)}`);
  return parts.join(" · ");
}

/** @returns {string} the value of a reading in its own unit */
export function reads({ unit }, value) {
  return unit === "share" ? percent(value) : number(value);
}

function corner(rows, columns) {
  const cell = make("td");
  cell.className = "corner";
  if (columns.label) cell.append(make("span", `${columns.label} →`));
  if (rows.label) cell.append(make("span", `${rows.label} ↓`));
  return cell;
}

function heads(values) {
  return values.map((value) => named("col", value));
}

function named(scope, value) {
  const head = make("th");
  const text = make("span", value);
  text.title = value;
  head.scope = scope;
  if (value.length > 8) head.className = "long";
  head.append(text);
  return head;
}

function title(reading) {
  const head = make("th", make("span", reading.label));
  head.scope = "col";
  head.className = "measure";
  return head;
}

function slot(sheet, y, x) {
  const { rows, columns, keys } = sheet;
  const button = make("button", make("canvas"));
  const place = [[columns, x], [rows, y]].filter(([axis]) => axis.label);
  button.type = "button";
  button.tabIndex = -1;
  Object.assign(button.dataset, {
    key: keys[y][x],
    row: y,
    column: x,
    place: place.map(([axis, at]) => `${axis.label} ${axis.values[at]}`).join(", "),
  });
  button.setAttribute("aria-label", `${button.dataset.place}: not drawn yet`);
  return make("td", button);
}

function measure(reading, index) {
  const value = reading.values[index];
  const known = Number.isFinite(value);
  const most = Math.max(reading.unit === "share" ? 0.05 : 0, ...reading.values.filter(Number.isFinite));
  const bar = make("i");
  bar.style.setProperty("--share", known && most > 0 ? Math.max(0, value / most) : 0);
  const cell = make("td", bar, make("span", known ? reads(reading, value) : "–"));
  cell.className = known ? "measure" : "measure unknown";
  return cell;
}

function row(...cells) {
  return make("tr", ...cells);
}
