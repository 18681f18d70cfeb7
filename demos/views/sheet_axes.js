import { fromBase64 } from "./film_files.js";
import { drawSquare, openPicture } from "./picture_file.js";
import { onPick } from "./bringing.js";

const PAUSE = 300; // ms without a key before what is typed counts
const SEEDS = 2 ** 31;

/** The two axes of a sheet: what changes, and to which values. What is chosen is one JSON text. */
export class AxesControl {
  constructor(element, props, server) {
    this.box = element.querySelector(".axes");
    this.props = props;
    this.server = server;
    this.kinds = new Map(JSON.parse(props.kinds).map((kind) => [kind.name, kind]));
    this.typed = new Map(); // what stood there for a kind, should it come back
    this.written = "";
    this.timer = 0;
  }

  find(selector) {
    return this.box.querySelector(selector);
  }

  side(name) {
    const box = this.find(`[data-side="${name}"]`);
    return { box, kind: box.querySelector("select"), values: box.querySelector("textarea") };
  }

  /** Fill the choices once: rows may be left out, columns may not. */
  offer() {
    for (const name of ["x", "y"]) {
      const kinds = [...this.kinds.values()].map(({ name: value, label }) => new Option(label, value));
      this.side(name).kind.replaceChildren(...(name === "y" ? [new Option("No rows", "")] : []), ...kinds);
    }
  }

  /** What the control says now. */
  get chosen() {
    const [x, y] = [this.side("x"), this.side("y")];
    return {
      x_axis: x.kind.value, x_values: x.values.value, y_axis: y.kind.value, y_values: y.values.value,
      variation_seed: this.find(".second input").value || "0", image: this.image ?? "",
    };
  }

  /** Take what was set from outside: by a link, an experiment, or a file. */
  take() {
    if (this.props.value === this.written) return;
    const chosen = JSON.parse(this.props.value);
    for (const name of ["x", "y"]) {
      const { kind, values } = this.side(name);
      kind.value = chosen[`${name}_axis`];
      values.value = chosen[`${name}_values`];
    }
    this.find(".second input").value = chosen.variation_seed;
    this.image = chosen.image ?? "";
    this.written = this.props.value;
    this.show();
  }

  /** Write what is chosen where the page reads it. */
  tell() {
    clearTimeout(this.timer);
    const text = JSON.stringify(this.chosen);
    if (text === this.written) return;
    this.written = text;
    this.props.value = text;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), PAUSE);
    this.show();
  }

  show() {
    const chosen = this.chosen;
    const used = [chosen.x_axis, chosen.y_axis];
    for (const name of ["x", "y"]) {
      const { box, kind, values } = this.side(name);
      box.toggleAttribute("data-empty", !kind.value);
      box.dataset.written = this.kinds.get(kind.value)?.written ?? "";
      values.parentElement.classList.toggle("seeds", kind.value === "seed");
      values.style.height = "auto";
      if (values.scrollHeight) values.style.height = `${values.scrollHeight + 2}px`;
    }
    this.box.classList.toggle("varying", used.includes("variation_strength"));
    this.box.classList.toggle("starting", used.includes("strength"));
    this.find(".hint").replaceChildren(...hint(used.map((name) => this.kinds.get(name)?.written)));
    this.showStart(used.includes("strength"));
  }

  async showStart(isNeeded) {
    if (!isNeeded) return;
    if (!this.image) return this.fetchDrawing();
    if (this.image === this.shown) return;
    this.shown = this.image;
    const canvas = this.find(".start canvas");
    const bitmap = await createImageBitmap(new Blob([fromBase64(this.image)]));
    drawSquare(canvas.getContext("2d"), bitmap, bitmap.width, bitmap.height);
    canvas.classList.remove("blank");
  }

  async fetchDrawing() {
    const { picture } = await this.server.drawing({ seed: Math.floor(Math.random() * SEEDS) });
    await this.begin(await createImageBitmap(new Blob([fromBase64(picture)])));
  }

  /** Begin with this picture, made small enough to travel in a link. */
  async begin(bitmap) {
    const canvas = this.find(".start canvas");
    drawSquare(canvas.getContext("2d"), bitmap, bitmap.width, bitmap.height);
    canvas.classList.remove("blank");
    this.image = canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
    this.shown = this.image;
    this.find(".message").textContent = "";
    this.tell();
  }

  choose(name) {
    const { kind, values } = this.side(name);
    const known = this.kinds.get(kind.value);
    values.value = this.typed.get(kind.value) ?? known?.example ?? "";
    this.show();
    this.tell();
  }

  swap() {
    const { x_axis, x_values, y_axis, y_values } = this.chosen;
    if (!y_axis) return;
    Object.assign(this.side("x").kind, { value: y_axis });
    Object.assign(this.side("y").kind, { value: x_axis });
    this.side("x").values.value = y_values;
    this.side("y").values.value = x_values;
    this.show();
    this.tell();
  }

  roll(name) {
    const { values } = this.side(name);
    values.value = rolled(values.value).join(", ");
    this.show();
    this.tell();
  }

  listen() {
    for (const name of ["x", "y"]) {
      const { box, kind, values } = this.side(name);
      kind.addEventListener("change", () => this.choose(name));
      values.addEventListener("input", () => {
        this.typed.set(kind.value, values.value);
        this.later();
      });
      values.addEventListener("change", () => this.tell());
      values.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || box.dataset.written === "line") return;
        event.preventDefault();
        this.tell();
        globalThis.unfog?.start(this.props.slug);
      });
      box.querySelector(".dice").addEventListener("click", () => this.roll(name));
    }
    this.find(".swap").addEventListener("click", () => this.swap());
    this.find(".second input").addEventListener("change", () => this.tell());
    this.find(".start .file").addEventListener("click", () => this.find(".start input").click());
    this.find(".start .drawing").addEventListener("click", () => this.fetchDrawing());
    onPick(this.find(".start input"), (file) => this.bring(file));
    new ResizeObserver(() => this.show()).observe(this.box);
  }

  async bring(file) {
    try {
      await this.begin(await openPicture(file));
    } catch (error) {
      this.find(".message").textContent = error.message;
    }
  }
}

/** @returns {number[]} as many random seeds as `text` seems to name, four at least, sixteen at most */
export function rolled(text, random = Math.random) {
  const range = text.match(/^\s*(\d+)\s*-\s*(\d+)\s*$/);
  const named = range ? Math.abs(range[2] - range[1]) + 1 : text.split(",").filter((entry) => entry.trim()).length;
  return Array.from({ length: Math.min(16, Math.max(4, named)) }, () => Math.floor(random() * SEEDS));
}

/** How values are written, for what is chosen. */
export function hints(written) {
  const found = [];
  if (written.some((kind) => ["whole", "number"].includes(kind))) {
    found.push(["Write ", "1, 2, 7", " or ", "1-5", " or ", "1-9 (+2)", " or ", "0-15 [6]", "."]);
  }
  if (written.includes("line")) found.push(["One prompt per line; ", '""', " is an empty one."]);
  if (written.includes("replace")) {
    found.push(["The first word is looked for in the prompt and replaced by each of the others."]);
  }
  if (written.includes("name")) found.push(["Names of schedulers, with commas between them."]);
  return found;
}

function hint(written) {
  return hints(written).flatMap((parts) => [
    ...parts.map((part, index) => (index % 2 ? Object.assign(document.createElement("code"), { textContent: part }) : part)),
    " ",
  ]);
}

export function mount(element, props, trigger, watch, server) {
  const control = new AxesControl(element, props, server);
  control.offer();
  control.listen();
  watch("value", () => control.take());
  control.take();
}
