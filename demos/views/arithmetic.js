import { drawStrip, columnsOf, fillNames } from "./dimension_strip.js";
import { percent } from "./format.js";
import { listen } from "./listening.js";
import { fillRanking, rowsOf } from "./ranking.js";
import { roving, turnOn } from "./roving.js";
import { floats, unpack } from "./unpack.js";
import { saveNumbers, savePicture } from "./vector_files.js";
import { VectorPicture } from "./vector_picture.js";
import { sceneOf, tripled } from "./vector_scene.js";

const EMPTY = "A sum of words, and the words that lie nearest to it.";

/** The answer to an expression: its picture, its ranking, its coordinates. Asks nothing itself. */
export class Arithmetic {
  constructor(view, props) {
    this.view = view;
    this.props = props;
    this.seen = null;
    this.centre = "words";
    this.sorted = false;
    this.picture = new VectorPicture(this.find("svg.vectors"));
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  receive(text) {
    const { header, blobs } = text ? unpack(text) : { header: { state: "empty" } };
    if (header.state !== "answered") {
      this.view.dataset.state = this.seen ? "asking" : "empty";
      if (!this.seen) this.find(".equation").textContent = header.sum ? `${header.sum.replaceAll(" - ", " − ")} ≈ ?` : EMPTY;
      return;
    }
    this.seen = { ...header, planes: planesOf(header, blobs), moved: movedOf(header, blobs) };
    this.view.dataset.state = "answered";
    this.view.dataset.answer = header.answer ?? "";
    const place = globalThis.unfog?.place[this.props.slug];
    if (place && "solid" in place) this.picture.solid = Boolean(place.solid);
    this.centre = this.seen.planes[place?.centre] ? place.centre : this.seen.planes.words ? "words" : "zero";
    this.show();
  }

  show() {
    this.writeEquation();
    this.writeAnswers();
    this.showPicture();
    this.showStrip();
  }

  writeEquation() {
    const { sum, answer } = this.seen;
    const parts = sum.split(/( [+−] )/).map((part, index) => {
      const node = document.createElement("span");
      node.textContent = part;
      if (index % 2) node.className = "sign";
      return node;
    });
    const answered = Object.assign(document.createElement("b"), { textContent: answer ?? "nothing" });
    this.find(".equation").replaceChildren(...parts, sign(answer ? " ≈ " : " = "), answered);
  }

  writeAnswers() {
    const { ranked, inputs, leaves_out: leavesOut, by, would, guess } = this.seen;
    fillRanking(this.find(".answers table"), rowsOf(ranked, inputs, leavesOut), by);
    this.find(".would").textContent = would;
    this.find(".guess").textContent = guess;
  }

  showPicture() {
    const plane = this.seen.planes[this.centre];
    const { solid } = this.picture;
    for (const name of ["words", "zero"]) this.find(`[data-centre="${name}"]`).hidden = !this.seen.planes[name];
    this.find(".centre").hidden = !(this.seen.planes.words && this.seen.planes.zero);
    turnOn([...this.find(".centre").children], this.find(`[data-centre="${this.centre}"]`));
    turnOn([...this.find(".solid").children], this.find(`[data-solid="${solid ? "on" : ""}"]`));
    this.find("svg.vectors").classList.toggle("solid", solid);
    this.picture.take(plane ? sceneOf(plane, solid) : { dots: [], arrows: [] });
    this.writeKept(plane, solid);
  }

  writeKept(plane, solid) {
    const kept = this.find(".kept");
    const caption = this.find(".board figcaption");
    kept.replaceChildren();
    caption.textContent = "";
    if (!plane) return;
    const share = Object.assign(document.createElement("b"), { textContent: percent(plane.kept[solid ? 2 : 1]) });
    kept.append(solid ? "three axes keep " : "this plane keeps ", share, " of these vectors");
    const hint = solid ? "Drag to turn it." : "Names can be dragged.";
    const hollow = "Hollow dots lie mostly in front of the plane or behind it.";
    const all = `Together with the neighbours it is ${percent(plane.kept_all[solid ? 2 : 1])}.`;
    caption.textContent = `To scale. ${all} ${solid ? "" : hollow} ${hint}`;
  }

  showStrip() {
    const { moved } = this.seen;
    this.find(".strip").hidden = !moved;
    if (!moved) return;
    fillNames(this.find(".rows ul"), moved.names);
    this.find(".moved").textContent = moved.sentence;
    this.find(".rows canvas").setAttribute("aria-label", moved.sentence);
    this.drawStrip();
  }

  drawStrip() {
    const { moved } = this.seen;
    this.find(".sort").setAttribute("aria-pressed", this.sorted);
    const columns = columnsOf(moved.values.length / moved.names.length, this.sorted && moved.order);
    drawStrip(this.find(".rows canvas"), moved, columns);
  }

  /** Remember in links which picture is looked at. */
  keep(part) {
    const places = globalThis.unfog?.place;
    if (places) places[this.props.slug] = { ...places[this.props.slug], ...part };
    if (this.seen) this.showPicture();
  }

  download(what) {
    if (!this.seen) return;
    const { settings, sum, answer, ranked, inputs } = this.seen;
    const shown = this.view.offsetParent !== null;
    if (what === "json" && shown) saveNumbers("sum", settings, { sum, answer, ranked, inputs });
    if (what === "svg" && shown) savePicture("sum", settings, this.find("svg.vectors"));
  }

  listen() {
    listen(this.view, "unfog:download", ({ detail }) => {
      if (detail.slug === this.props.slug) this.download(detail.what);
    });
    roving(this.find(".centre"), ({ dataset }) => this.keep({ centre: (this.centre = dataset.centre) }));
    roving(this.find(".solid"), ({ dataset }) => {
      this.picture.solid = Boolean(dataset.solid);
      this.keep({ solid: this.picture.solid });
    });
    this.find(".sort").addEventListener("click", () => {
      this.sorted = !this.sorted;
      this.drawStrip();
    });
    listen(this.view, "unfog:ended", ({ detail }) => {
      if (detail.slug === this.props.slug && this.seen) this.view.dataset.state = "answered";
    });
    new ResizeObserver(() => this.seen?.moved && this.drawStrip()).observe(this.find(".strip"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.seen?.moved && this.drawStrip());
  }
}

function sign(text) {
  return Object.assign(document.createElement("span"), { className: "sign", textContent: text });
}

function planesOf(header, blobs) {
  return Object.fromEntries(header.planes.map((plane) => {
    const at = tripled(floats(blobs.get(`at:${plane.centre}`)));
    const stands = tripled(floats(blobs.get(`kept:${plane.centre}`)));
    return [plane.centre, { ...plane, at, stands }];
  }));
}

function movedOf(header, blobs) {
  if (!header.moved) return null;
  return { ...header.moved, values: floats(blobs.get("moved")), order: [...floats(blobs.get("order"))] };
}

export function mount(element, props, trigger, watch) {
  const arithmetic = new Arithmetic(element.querySelector(".arithmetic"), props);
  arithmetic.listen();
  watch("value", () => arithmetic.receive(props.value));
  arithmetic.receive(props.value);
}
