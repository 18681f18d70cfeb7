import { number } from "./format.js";
import { Inbox } from "./inbox.js";
import { advance, playhead, pressedIn, seek, toggle } from "./playhead.js";
import { svg } from "./plot.js";
import { drawDistances, drawPlane, look } from "./race_plots.js";
import { distanceAt, leader, looksBy, priceOf, verdict } from "./race_words.js";
import { floats, picture, unpack } from "./unpack.js";

const CALM = 4; // how much slower a race runs for those who want less motion
const GOAL = "goal";

/** The race: everybody has spent the same number of evaluations, wherever the playhead stands. */
export class Race {
  constructor(race, props) {
    this.race = race;
    this.props = props;
    this.state = { lanes: [], paths: [], reference: null, each: 1 };
    this.pictures = new Map(); // "picture:2" or "frame:2:5" -> ImageBitmap
    this.head = playhead();
    this.inbox = new Inbox();
    this.due = 0;
    this.before = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  find(selector) {
    return this.race.querySelector(selector);
  }

  receive(text) {
    if (text) this.inbox.add(() => this.take(text));
  }

  async take(text) {
    const { header, blobs } = unpack(text);
    const paths = header.lanes.map((_, index) => blobs.get(`path:${index}`)).filter(Boolean).map(pairs);
    const reference = blobs.has("path:reference") ? pairs(blobs.get("path:reference")) : null;
    const [first] = header.lanes;
    const shown = await opened(blobs, first ? this.pictures : new Map());
    const last = Math.max(0, ...header.lanes.filter((lane) => lane.distance).map((lane) => lane.looks));
    this.pictures = shown;
    this.state = { ...header, goalCost: header.reference, paths, reference, each: first ? first.cost / first.looks : 1 };
    this.head = { ...this.head, last, position: last, playing: false };
    this.race.dataset.state = header.finished ? "finished" : first ? "running" : "empty";
    this.show();
    if (header.finished) this.start();
  }

  /** Once all have arrived, the race is run before everybody's eyes, unless they want no motion. */
  start() {
    if (!this.calm.matches) this.show(toggle({ ...this.head, position: this.head.last, playing: false }));
  }

  show(head = this.head) {
    this.head = head;
    if (!this.due) this.due = requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.due = 0;
    if (!this.race.clientWidth) return;
    const elapsed = this.before ? now - this.before : 0;
    this.head = advance(this.head, this.calm.matches ? elapsed / CALM : elapsed);
    this.before = this.head.playing ? now : 0;
    const { state, head } = this;
    drawDistances(this.find(".distances"), state, head.position);
    drawPlane(this.find(".plane"), state, head.position);
    this.drawLanes();
    this.write();
    if (head.playing) this.show();
  }

  write() {
    const { state, head } = this;
    const slider = this.find("input[type=range]");
    const spent = head.position * state.each;
    slider.max = head.last || 20;
    slider.value = head.position;
    slider.disabled = !head.last;
    slider.style.setProperty("--fill", `${(100 * head.position) / (head.last || 20)}%`);
    slider.setAttribute("aria-valuetext", `${spent} evaluations spent`);
    this.find(".place").textContent = head.last ? `${spent} evaluations` : "–";
    this.find(".play").disabled = !head.last;
    this.find(".play").setAttribute("aria-label", head.playing ? "Pause" : "Play");
    this.find(".words").textContent = state.finished ? verdict(state.lanes) : "";
    this.race.classList.toggle("playing", head.playing);
    this.race.dataset.position = head.position;
    this.race.dataset.lanes = state.lanes.filter((lane) => lane.distance).length;
    if (!state.explained) return;
    const share = Math.round(100 * (state.explained[0] + state.explained[1]));
    this.find(".explained").textContent = `two principal components of the latents hold ${share} % of all movement`;
  }

  drawLanes() {
    const { state, head } = this;
    const list = this.find(".lanes");
    const cards = [...state.lanes.map((lane, index) => ({ lane, index })), { lane: null, index: GOAL }];
    if (!state.lanes.length) return list.replaceChildren();
    if (list.children.length !== cards.length) list.replaceChildren(...cards.map(({ index }) => card(index)));
    const first = leader(state.lanes, head.position);
    cards.forEach(({ lane, index }, place) => {
      const item = list.children[place];
      item.classList.toggle("first", index === first);
      if (lane) this.fillLane(item, lane, index);
      else this.fillGoal(item);
    });
  }

  fillLane(item, lane, index) {
    const looks = looksBy(lane, this.head.position);
    const distance = distanceAt(lane, looks);
    const name = looks >= lane.looks ? `picture:${index}` : `frame:${index}:${looks - 1}`;
    paint(item.querySelector("canvas"), this.pictures.get(name));
    item.querySelector("b").textContent = lane.name;
    item.querySelector("strong").textContent = lane.distance ? number(distance) : "–";
    const [price, cost] = item.querySelectorAll("span");
    price.textContent = priceOf(lane);
    cost.textContent = `${lane.cost} evaluations`;
    item.querySelector("canvas").setAttribute("aria-label", `${lane.name}, distance ${number(distance)}`);
  }

  fillGoal(item) {
    const { goalCost } = this.state;
    paint(item.querySelector("canvas"), this.pictures.get(GOAL));
    item.querySelector("b").textContent = "Reference";
    item.querySelector("strong").textContent = "0";
    const [price, cost] = item.querySelectorAll("span");
    price.textContent = goalCost ? `DDIM, ${goalCost.steps} steps` : "";
    cost.textContent = goalCost ? `${goalCost.nfe} evaluations` : "";
    item.querySelector("canvas").setAttribute("aria-label", "The reference");
  }

  pressed(event) {
    const head = this.head.last ? pressedIn(this.head, event) : null;
    if (!head) return;
    event.preventDefault();
    this.show(head);
  }

  listen() {
    const slider = this.find("input[type=range]");
    slider.addEventListener("input", () => this.show(seek(this.head, Number(slider.value))));
    this.find(".play").addEventListener("click", () => this.show(toggle(this.head)));
    this.race.addEventListener("keydown", (event) => this.pressed(event));
    new ResizeObserver(() => this.show()).observe(this.race);
  }
}

/** The pictures of a message; those that are known by name and size are not decoded again. */
async function opened(blobs, known) {
  const shown = new Map();
  const wanted = [...blobs].filter(([, { type }]) => type.startsWith("image/"));
  await Promise.all(
    wanted.map(async ([name, blob]) => {
      const before = known.get(name);
      const same = before?.bytes.length === blob.bytes.length && before.bytes.every((byte, k) => byte === blob.bytes[k]);
      shown.set(name, same ? before : { bytes: blob.bytes, bitmap: await picture(blob) });
    }),
  );
  return shown;
}

function pairs(blob) {
  const values = floats(blob);
  return Array.from({ length: values.length / 2 }, (_, index) => [values[2 * index], values[2 * index + 1]]);
}

function card(index) {
  const item = document.createElement("li");
  const key = svg("svg", { class: "key", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  if (index === GOAL) key.append(svg("path", { d: "M3 5H97", style: "--colour: var(--uf-line)" }));
  else key.append(svg("path", { d: "M3 5H97", ...look(index) }));
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  const parts = ["b", "strong", "span", "span"].map((tag) => document.createElement(tag));
  item.append(canvas, key, ...parts);
  return item;
}

function paint(canvas, shown) {
  if (canvas.shown === shown) return;
  canvas.shown = shown;
  canvas.width = shown?.bitmap.width ?? 1;
  canvas.height = shown?.bitmap.height ?? 1;
  if (shown) canvas.getContext("2d").drawImage(shown.bitmap, 0, 0);
}

export function mount(element, props, trigger, watch) {
  const race = new Race(element.querySelector(".race"), props);
  race.listen();
  watch("value", () => race.receive(props.value));
  race.receive(props.value);
  race.show();
}
