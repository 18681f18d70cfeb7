import { count, seconds, whole } from "./format.js";
import { Inbox } from "./inbox.js";
import { listen } from "./listening.js";
import { drawGrid, fillGrid, numbers } from "./sheet_grid.js";
import { saveSheet, takeSheet } from "./sheet_files.js";
import { brokenOff, cellSide, emptySheet, missing, moved, taken } from "./sheet_store.js";
import { onDrop, onPick } from "./bringing.js";

const ABOVE = 19.5; // rem of the page above the cells; below them stand the readings
const READING = 2.9;
const LEAST = 2.75; // rem a side of a cell, what a thumb can hit
const MOST = 9.5;
const ASIDE = 17; // rem for the chosen cell, where it stands beside the sheet

/**
 * The sheet: cells appear as they are drawn; one is chosen, enlarged and named.
 * Its `dataset` tells tests where it stands: state, cells, missing, chosen.
 */
export class SheetView {
  constructor(element, props, trigger) {
    this.trigger = trigger;
    this.view = element.querySelector(".sheet");
    this.table = element.querySelector("table");
    this.props = props;
    this.sheet = emptySheet();
    this.layout = "";
    this.chosen = [0, 0];
    this.texts = [];
    this.inbox = new Inbox();
    this.due = 0;
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  /** While pictures are decoded, messages wait and are then taken together: no lag builds up. */
  receive(text) {
    if (!text) return;
    this.texts.push(text);
    this.inbox.add(() => this.take());
  }

  async take() {
    const texts = this.texts.splice(0);
    if (!texts.length) return;
    const before = this.sheet;
    this.sheet = await taken(before, texts);
    if (this.sheet.run !== before.run) this.chosen = this.wished() ?? [0, 0];
    if (this.sheet.state === "finished" && before.state !== "finished") this.arrive();
    this.show();
  }

  arrive() {
    this.find(".live").textContent = `The sheet is finished. ${this.sheet.sentence ?? ""}`;
  }

  /** A link carries the chosen cell. */
  wished() {
    const place = globalThis.unfog?.place[this.props.slug]?.cell;
    return Array.isArray(place) && place.length === 2 && place.every(Number.isInteger) ? place : null;
  }

  show() {
    if (!this.due) this.due = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.due = 0;
    if (!this.view.clientWidth) return;
    const { sheet, table } = this;
    const layout = JSON.stringify([sheet.rows, sheet.columns, sheet.keys, sheet.readings]);
    if (layout !== this.layout) drawGrid(table, sheet);
    this.layout = layout;
    this.fit();
    fillGrid(table, sheet);
    this.writeSum();
    this.writeChosen();
    this.askForPace();
    const left = missing(sheet);
    Object.assign(this.view.dataset, { state: sheet.state, cells: sheet.keys.flat().length - left, missing: left });
  }

  /** A plan without seconds: let the machine be timed, once. */
  askForPace() {
    if (this.asked || this.sheet.state !== "planned" || this.sheet.cost?.seconds !== null) return;
    this.asked = true;
    this.trigger("measure");
  }

  /** Make the cells as large as the window allows, with the chosen one beside them if it fits. */
  fit() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const below = this.sheet.readings.filter(({ along }) => along === "columns").length;
    const height = Math.max(22 * rem, innerHeight - (ABOVE + READING * below) * rem);
    const size = { rows: this.sheet.rows.values.length, columns: this.sheet.columns.values.length };
    const heads = this.table.querySelector("tbody th")?.offsetWidth ?? 0;
    const measures = 6.5 * rem * this.sheet.readings.filter(({ along }) => along === "rows").length;
    const room = this.view.clientWidth - heads - measures - 4 * size.columns - 8;
    const side = (width) => cellSide({ ...size, width, height: height - 4 * size.rows }, LEAST * rem, MOST * rem);
    const beside = room - (ASIDE + 1.75) * rem;
    const fits = beside > 0 && side(beside) * size.columns <= beside && side(beside) > 0.7 * side(room);
    this.view.classList.toggle("beside", fits);
    this.table.style.setProperty("--cell", `${side(fits ? beside : room)}px`);
  }

  writeSum() {
    const { sheet } = this;
    const drawn = sheet.keys.flat().length - missing(sheet);
    this.find(".sum").replaceChildren(...summary(sheet, missing(sheet)));
    const bar = this.find("progress");
    bar.hidden = sheet.state !== "running";
    bar.max = Math.max(1, sheet.keys.flat().length);
    bar.value = drawn;
    this.find(".words").textContent = sheet.state === "finished" ? unbroken(sheet.sentence ?? "") : "";
  }

  writeChosen() {
    const { keys } = this.sheet;
    const y = Math.min(this.chosen[0], keys.length - 1);
    const x = Math.min(this.chosen[1], (keys[y]?.length ?? 0) - 1);
    for (const button of this.table.querySelectorAll("button[data-key]")) {
      const on = Number(button.dataset.row) === y && Number(button.dataset.column) === x;
      button.setAttribute("aria-pressed", on);
      button.tabIndex = on ? 0 : -1;
    }
    const cell = this.sheet.cells.get(keys[y]?.[x]);
    this.view.dataset.chosen = cell ? cell.key : "";
    writeDetail(this.find(".chosen"), cell, this.table.querySelector('[aria-pressed="true"]')?.dataset.place);
  }

  choose(place, focus = false) {
    this.chosen = place;
    const places = globalThis.unfog?.place;
    if (places) places[this.props.slug] = { ...places[this.props.slug], cell: place };
    this.writeChosen();
    if (focus) this.table.querySelector('[aria-pressed="true"]')?.focus();
  }

  pressed(event) {
    const button = event.target.closest("button[data-key]");
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, columns } = this.sheet;
    const here = [Number(button.dataset.row), Number(button.dataset.column)];
    const next = moved(here, event.key, rows.values.length, columns.values.length);
    if (!next) return;
    event.preventDefault();
    this.choose(next, true);
  }

  download(what) {
    if (what === "restore") return this.find("input[type=file]").click();
    if (!["png", "html"].includes(what)) return;
    saveSheet(what, this.sheet).catch((error) => this.notice(error.message));
  }

  async restore(file) {
    try {
      globalThis.unfog.open(this.props.slug, await takeSheet(file));
      this.notice("");
    } catch (error) {
      this.notice(error.message);
    }
  }

  notice(text) {
    this.find(".notice").textContent = text;
  }

  listen() {
    const mine = ({ detail }) => detail.slug === this.props.slug && this.view.clientWidth > 0;
    this.table.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-key]");
      if (button) this.choose([Number(button.dataset.row), Number(button.dataset.column)]);
    });
    this.table.addEventListener("keydown", (event) => this.pressed(event));
    this.find(".open").addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const { searchParams, hash } = new URL(event.currentTarget.href);
      globalThis.unfog.open(searchParams.get("tab"), new URLSearchParams(hash.slice(1)));
    });
    onPick(this.find("input[type=file]"), (file) => this.restore(file));
    onDrop(this.view, (file) => this.restore(file), this.view);
    listen(this.view, "unfog:download", (event) => mine(event) && this.download(event.detail.what));
    listen(this.view, "unfog:ended", ({ detail }) => {
      if (detail.slug === this.props.slug && !detail.done) this.inbox.add(() => this.breakOff());
    });
    new ResizeObserver(() => this.show()).observe(this.view);
  }

  breakOff() {
    this.sheet = brokenOff(this.sheet);
    this.show();
  }
}

/** @returns {Array<Node | string>} what the sheet costs, or what it has cost */
export function summary({ state, keys, cost, took }, left) {
  const cells = keys.flat().length;
  if (!cells) return [];
  const all = bold(count(cells, "cell"));
  if (state === "running") return [bold(`Cell ${cells - left}`), ` of ${cells}`];
  if (state === "broken" && left) return [bold(`${cells - left}`), ` of ${count(cells, "cell")} drawn; the others are still to come`];
  if (!left) {
    if (!took) return [all, ", drawn already"];
    return [all, took.fresh < cells ? `, ${took.fresh} of them new, in ` : " in ", bold(seconds(took.seconds))];
  }
  const parts = [all];
  if (left < cells) parts.push(`, ${count(left, "new one")}`);
  if (cost) {
    if (!cost.nfe) return [...parts, " · drawn before: they only have to be fetched"];
    parts.push(` · ${whole(cost.nfe)} network evaluations`);
    if (cost.words) parts.push(" · ", bold(cost.words), " on this machine");
  }
  return parts;
}

/** Keep per cent signs with their numbers. */
function unbroken(sentence) {
  return sentence.replaceAll(" %", "\u00a0%");
}

function bold(text) {
  return Object.assign(document.createElement("b"), { textContent: text });
}

/** The chosen cell, enlarged, with its numbers and the way to see how it was made. */
function writeDetail(aside, cell, place) {
  const canvas = aside.querySelector("canvas");
  canvas.classList.toggle("blank", !cell);
  aside.querySelector("h3").textContent = place ?? "";
  aside.querySelector(".numbers").textContent = cell ? numbers(cell) : "Not drawn yet.";
  aside.querySelector(".sha").textContent = cell ? `SHA-256 ${cell.sha256.slice(0, 16)}…` : "";
  const open = aside.querySelector(".open");
  open.hidden = !cell;
  if (!cell) return;
  canvas.width = cell.bitmap.width;
  canvas.height = cell.bitmap.height;
  canvas.getContext("2d").drawImage(cell.bitmap, 0, 0);
  canvas.setAttribute("aria-label", place ?? "the chosen cell");
  const { tab, ...values } = cell.link;
  open.href = `?tab=${tab}#${new URLSearchParams(values)}`;
}

export function mount(element, props, trigger, watch) {
  const view = new SheetView(element, props, trigger);
  view.listen();
  watch("value", () => view.receive(props.value));
  view.receive(props.value);
  view.show();
}
