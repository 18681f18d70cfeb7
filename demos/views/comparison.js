import { columnsOf, drawStrip, fillNames } from "./dimension_strip.js";
import { percent } from "./format.js";
import { listen } from "./listening.js";
import { svg } from "./plot.js";
import { roving, turnOn } from "./roving.js";
import { writeHeadline } from "./headline.js";
import { fillMatrix } from "./similarity_matrix.js";
import { floats, unpack } from "./unpack.js";
import { byWord, saveNumbers, savePicture } from "./vector_files.js";
import { markOf } from "./vector_marks.js";
import { VectorPicture } from "./vector_picture.js";
import { tripled } from "./vector_scene.js";

const EMPTY = "How near words lie to each other, and which does not belong.";
const NAMED = 60; // above so many words only the dots are drawn
const MEASURES = ["cosine", "dot", "euclidean"];

/** Words compared: each with each, on a map, and coordinate by coordinate. */
export class Comparison {
  constructor(view, props) {
    this.view = view;
    this.props = props;
    this.seen = null;
    this.measure = "cosine";
    this.picture = new VectorPicture(this.find("svg.vectors"));
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  receive(text) {
    const { header, blobs } = text ? unpack(text) : { header: { state: "empty" } };
    if (header.state !== "compared") {
      this.view.dataset.state = this.seen ? "asking" : "empty";
      if (!this.seen) this.find(".equation").textContent = EMPTY;
      return;
    }
    this.seen = { ...header, matrices: matricesOf(blobs), at: blobs.has("at") ? tripled(floats(blobs.get("at"))) : null };
    this.seen.values = blobs.has("values") ? floats(blobs.get("values")) : null;
    this.view.dataset.state = "compared";
    this.view.dataset.odd = header.odd ?? "";
    const place = globalThis.unfog?.place[this.props.slug];
    if (MEASURES.includes(place?.measure)) this.measure = place.measure;
    if (place && "solid" in place) this.picture.solid = Boolean(place.solid);
    this.show();
  }

  show() {
    const { unknown, matrices } = this.seen;
    this.find(".unknown").textContent = unknown;
    this.view.classList.toggle("alone", !matrices.cosine);
    this.showMatrix();
    this.showMap();
    this.showStrip();
  }

  showMatrix() {
    writeHeadline(this.find(".equation"), this.seen.headlines[this.measure]);
    turnOn([...this.find(".measure").children], this.find(`[data-measure="${this.measure}"]`));
    const values = this.seen.matrices[this.measure];
    if (!values) return;
    const { words, odd } = this.seen;
    const matrix = { words, values, odd, nearIsSmall: this.measure === "euclidean" };
    fillMatrix(this.find(".matrix table"), matrix, (text) => (this.find(".cell").textContent = text));
    this.find(".odd-one").textContent = this.seen.odd_in_words;
  }

  showMap() {
    const { at, map, odd } = this.seen;
    const { solid } = this.picture;
    turnOn([...this.find(".solid").children], this.find(`[data-solid="${solid ? "on" : ""}"]`));
    this.find("svg.vectors").classList.toggle("solid", solid);
    this.find(".board").hidden = !at;
    if (!at) return;
    const dots = map.words.map((word, index) => ({
      name: map.words.length > NAMED ? "" : word, title: word, at: at[index], group: map.group_of[index],
      kind: word === odd ? "group odd" : "group", rank: 1,
    }));
    this.picture.take({ dots, arrows: [] });
    const share = Object.assign(document.createElement("b"), { textContent: percent(map.kept[solid ? 2 : 1]) });
    this.find(".kept").replaceChildren(solid ? "three axes keep " : "this plane keeps ", share, " of the variance");
    this.find(".legend").replaceChildren(...legend(map.groups));
  }

  showStrip() {
    const { values, words, strip } = this.seen;
    this.find(".strip").hidden = !values;
    if (!values) return;
    fillNames(this.find(".rows ul"), words.slice(0, strip.rows));
    this.find(".moved").textContent = strip.sentence;
    this.find(".rows canvas").setAttribute("aria-label", strip.sentence);
    this.drawStrip();
  }

  drawStrip() {
    const { values, words, strip } = this.seen;
    const names = words.slice(0, strip.rows);
    drawStrip(this.find(".rows canvas"), { names, values }, columnsOf(values.length / names.length));
  }

  keep(part) {
    const places = globalThis.unfog?.place;
    if (places) places[this.props.slug] = { ...places[this.props.slug], ...part };
  }

  download(what) {
    if (!this.seen || this.view.offsetParent === null) return;
    const { settings, words, matrices, map, at } = this.seen;
    if (what === "svg" && at) savePicture("map", settings, this.find("svg.vectors"));
    if (what !== "json") return;
    const tables = Object.entries(matrices).map(([name, values]) => [name, byWord(words, values)]);
    const places = at && map.words.map((word, index) => ({ word, at: at[index] }));
    saveNumbers("words", settings, { words, ...Object.fromEntries(tables), map: places });
  }

  listen() {
    listen(this.view, "unfog:download", ({ detail }) => {
      if (detail.slug === this.props.slug) this.download(detail.what);
    });
    roving(this.find(".measure"), ({ dataset }) => {
      this.measure = dataset.measure;
      this.keep({ measure: this.measure });
      if (this.seen) this.showMatrix();
    });
    roving(this.find(".solid"), ({ dataset }) => {
      this.picture.solid = Boolean(dataset.solid);
      this.keep({ solid: this.picture.solid });
      if (this.seen) this.showMap();
    });
    listen(this.view, "unfog:ended", ({ detail }) => {
      if (detail.slug === this.props.slug && this.seen) this.view.dataset.state = "compared";
    });
    new ResizeObserver(() => this.seen?.values && this.drawStrip()).observe(this.find(".strip"));
  }
}

function matricesOf(blobs) {
  return Object.fromEntries(MEASURES.filter((name) => blobs.has(name)).map((name) => [name, floats(blobs.get(name))]));
}

function legend(groups) {
  if (groups.length < 2) return ["Two words that lie close together here may still be apart in other directions."];
  return groups.map((name, index) => {
    const node = document.createElement("span");
    const mark = svg("svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" });
    mark.append(markOf(index, 0, 0, 6));
    node.append(mark, name || "other");
    return node;
  });
}

export function mount(element, props, trigger, watch) {
  const comparison = new Comparison(element.querySelector(".comparison"), props);
  comparison.listen();
  watch("value", () => comparison.receive(props.value));
  comparison.receive(props.value);
}
