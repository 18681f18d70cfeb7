import { percent, whole } from "./format.js";
import { writeHeadline } from "./headline.js";
import { listen } from "./listening.js";
import { svg } from "./plot.js";
import { unpack } from "./unpack.js";
import { saveNumbers } from "./vector_files.js";

const EMPTY = "Every analogy of a whole set, not one cherry.";
const HEADS = ["category", "", "right", "95 % interval", "with inputs", "questions"];

/**
 * A benchmark of analogies by category, while it runs and after it.
 * @typedef {{right: number, total: number, share: number, low: number, high: number}} Score
 */
export class Analogies {
  constructor(view, props) {
    this.view = view;
    this.props = props;
    this.seen = null;
    this.opened = null;
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  receive(text) {
    const { header } = text ? unpack(text) : { header: { state: "empty" } };
    this.view.dataset.state = header.state;
    if (header.state === "empty") {
      this.find(".equation").textContent = EMPTY;
      return;
    }
    this.seen = header;
    this.show();
  }

  show() {
    const { headline, done, total, state } = this.seen;
    const progress = this.find("progress");
    progress.hidden = state !== "running";
    progress.max = total || 1;
    progress.value = done;
    writeHeadline(this.find(".equation"), headline);
    this.find(".legend").hidden = !this.seen.categories.length;
    this.view.dataset.scored = this.seen.categories.filter(({ excluded }) => excluded).length;
    this.fillTable();
    this.showFailures();
  }

  fillTable() {
    const [thead, tbody] = ["thead", "tbody"].map((tag) => document.createElement(tag));
    const head = document.createElement("tr");
    head.append(...HEADS.map((text, index) => {
      const cell = Object.assign(document.createElement("th"), { textContent: text, scope: "col" });
      if (index > 2) cell.className = "wide";
      return cell;
    }));
    thead.append(head);
    const rows = this.seen.categories.map((category) => this.row(category));
    if (this.seen.sum) rows.push(this.row({ ...this.seen.sum, name: "all together" }, "sum"));
    tbody.append(...rows);
    this.find("table").replaceChildren(thead, tbody);
  }

  row(category, className = "") {
    const line = Object.assign(document.createElement("tr"), { className });
    const title = document.createElement("th");
    title.scope = "row";
    title.append(this.opener(category));
    const { excluded, included } = category;
    line.append(
      title,
      cell("bars", excluded && bars(excluded, included)),
      cell("number", excluded ? share(excluded.share) : "…"),
      cell("number soft wide", excluded ? `${share(excluded.low)} – ${share(excluded.high)}` : ""),
      cell("number soft wide", included ? share(included.share) : ""),
      cell("number soft wide", `${whole(category.covered)} of ${whole(category.asked)}`),
    );
    return line;
  }

  /** The name of a category is a button where it has failures to show. */
  opener({ name, failures }) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    button.disabled = !failures?.length;
    button.setAttribute("aria-expanded", name === this.opened);
    button.addEventListener("click", () => {
      this.opened = this.opened === name ? null : name;
      this.show();
      this.view.querySelector('[aria-expanded="true"]')?.focus();
      if (this.opened) this.find(".failed").scrollIntoView({ block: "nearest" });
    });
    return button;
  }

  showFailures() {
    const category = this.seen.categories.find(({ name }) => name === this.opened);
    const box = this.find(".failed");
    box.hidden = !category?.failures?.length;
    if (box.hidden) return;
    const missed = category.excluded.total - category.excluded.right;
    box.querySelector("h3").textContent = `${category.name}: ${whole(missed)} wrong, ${category.failures.length} of them here`;
    box.querySelector("ul").replaceChildren(...category.failures.map(failure));
  }

  listen() {
    listen(this.view, "unfog:download", ({ detail }) => {
      if (detail.slug !== this.props.slug || detail.what !== "json" || !this.seen?.sum) return;
      const { settings, sum, categories } = this.seen;
      if (this.view.offsetParent !== null) saveNumbers("analogies", settings, { sum, categories });
    });
    listen(this.view, "unfog:ended", ({ detail }) => {
      if (detail.slug === this.props.slug && this.view.dataset.state === "running") this.find("progress").hidden = true;
    });
  }
}

function share(value) {
  return `${Math.round(100 * value)}\u202f%`;
}

function cell(className, content) {
  const node = Object.assign(document.createElement("td"), { className });
  if (content) node.append(content);
  return node;
}

/** Two bars on one scale from 0 to 100 %, the upper one with its interval. */
function bars(excluded, included) {
  const plot = svg("svg", { viewBox: "0 0 100 32", preserveAspectRatio: "none", role: "img" });
  plot.setAttribute("aria-label", `${percent(excluded.share)}; with the inputs ${percent(included.share)}`);
  const bar = (kind, y, height, share) => svg("rect", { class: kind, x: 0, y, width: 100 * share, height });
  const line = (x1, x2, y1, y2) => svg("line", { class: "interval", x1, x2, y1, y2, "vector-effect": "non-scaling-stroke" });
  const [low, high] = [100 * excluded.low, 100 * excluded.high];
  plot.append(
    bar("track", 5, 22, 1),
    bar("out", 5, 14, excluded.share),
    bar("in", 21, 6, included.share),
    line(low, high, 12, 12), line(low, low, 8, 16), line(high, high, 8, 16),
  );
  return plot;
}

function failure({ a, b, c, expected, answered, place, unrestricted }) {
  const item = document.createElement("li");
  const wrong = Object.assign(document.createElement("b"), { textContent: answered });
  const small = Object.assign(document.createElement("small"), {
    textContent: `expected ${expected}, at place ${whole(place)}; with the inputs: ${unrestricted}`,
  });
  item.append(`${b} − ${a} + ${c} ≈ `, wrong, small);
  return item;
}

export function mount(element, props, trigger, watch) {
  const analogies = new Analogies(element.querySelector(".analogies"), props);
  analogies.listen();
  watch("value", () => analogies.receive(props.value));
  analogies.receive(props.value);
}
