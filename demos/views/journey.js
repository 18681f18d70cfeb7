import { onPick } from "./bringing.js";
import { fromBase64, save, toBase64 } from "./film_files.js";
import { drawStrip, blank, paint, write } from "./film_pictures.js";
import { LAST_T, fromRgba, gaussian, mixInto } from "./fogging.js";
import { compareWords, fogWords, levelsAt, skippedWords, startFacts, startWords } from "./journey_words.js";
import { listen } from "./listening.js";
import { linePath, scale, svg } from "./plot.js";
import { Player } from "./player.js";

const FOG_SIDE = 64;
const FOG_SEED = 7;
const COMPARED = 512; // pixels a side in which before and after are laid over each other
const PAD = 8;

/** Image-to-image: the start in fog while it is chosen, then the run, then before and after. */
class Journey extends Player {
  plan = null; // what the strength means: {run, of, starts}
  given = null; // the canvas of the drawing pad
  file = null; // what was brought and lies under the strokes, as a data URL
  previewing = true; // the start that is being chosen, not a run
  epsilon = gaussian(FOG_SIDE * FOG_SIDE * 3, FOG_SEED);

  get position() {
    return this.head.position;
  }

  drawRun() {
    const { run } = this;
    const shown = !this.previewing && (run.frames[this.position] || run.picture);
    this.drawFog(shown);
    this.drawCompare();
    this.drawSkipped(shown);
    drawStrip(this.find(".strip"), run, this.position);
    this.drawWay(shown);
    this.film.dataset.previewing = !shown;
  }

  drawFog(shown) {
    const { run, position } = this;
    const canvas = this.find('[data-panel="x_t"] canvas');
    if (!shown) this.drawStart(canvas);
    else paint(canvas, position >= run.total ? run.raw : run.frames[position].x_t, true);
    this.caption("x_t", shown ? fogWords(run, position) : startWords(this.plan));
  }

  /** The picture that is on the pad, in as much fog as the strength says: pixels, not latents. */
  drawStart(canvas) {
    if (!this.given) return blank(canvas);
    canvas.width = canvas.height = FOG_SIDE;
    canvas.classList.remove("blank");
    canvas.classList.add("blocks");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.drawImage(this.given, 0, 0, FOG_SIDE, FOG_SIDE);
    const image = context.getImageData(0, 0, FOG_SIDE, FOG_SIDE);
    const [, keep] = this.plan?.starts[this.plan.run - 1] ?? [0, 1];
    mixInto(image.data, fromRgba(image.data), this.epsilon, keep, levelsAt(keep).fog);
    context.putImageData(image, 0, 0);
  }

  drawCompare() {
    const { run, position } = this;
    const after = position >= run.total ? run.picture : run.frames[position]?.x_0;
    const before = run.stills.given ?? this.given;
    const canvas = this.find(".wipe canvas");
    this.find(".wipe").classList.toggle("alone", !after);
    this.caption("compare", compareWords(run, position));
    if (!before) return blank(canvas);
    if (canvas.width !== COMPARED) canvas.width = canvas.height = COMPARED;
    canvas.classList.remove("blank");
    const context = canvas.getContext("2d");
    const seam = after ? Number(this.find(".seam").value) / 100 : 1;
    const draw = (picture) => context.drawImage(picture, 0, 0, COMPARED, COMPARED);
    if (after) draw(after);
    context.save();
    context.beginPath();
    context.rect(0, 0, seam * COMPARED, COMPARED);
    context.clip();
    draw(before);
    context.restore();
    this.find(".wipe").style.setProperty("--seam", `${100 * seam}%`);
  }

  caption(panel, [title, line]) {
    const figure = this.find(`[data-panel="${panel}"]`);
    write(figure.querySelector("b"), title);
    figure.querySelector("span").textContent = line;
    figure.querySelector("canvas").setAttribute("aria-label", `${title.replace("_", " ")}: ${line}`);
  }

  drawSkipped(shown) {
    const { run, plan } = this;
    const of = shown ? run.of : plan?.of;
    const skipped = shown ? run.skipped : plan && plan.of - plan.run;
    const box = this.find(".skipped");
    box.hidden = !skipped;
    if (!skipped) return;
    const share = skipped / of;
    box.style.flex = `${share} 1 0`;
    this.find(".strip").style.flexGrow = Math.max(0.001, 1 - share);
    box.textContent = skippedWords(skipped, of, share * this.film.clientWidth);
  }

  /** √ᾱ over time: dotted where no step runs, a ring at the start, the marker where we are. */
  drawWay(shown) {
    const node = this.find(".way svg");
    const width = node.clientWidth || 300;
    const height = node.clientHeight || 64;
    const curve = this.curve();
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.replaceChildren();
    if (!curve.length) return;
    const x = scale([LAST_T, 0], [PAD, width - PAD]);
    const y = scale([0, 1], [height - PAD, PAD]);
    const start = shown ? this.run.timesteps[0] : this.plan?.starts[this.plan.run - 1]?.[0];
    const line = (kind, points) => {
      const d = linePath(points.map(([, keep]) => keep), (index) => x(points[index][0]), y);
      node.append(svg("path", { class: kind, d }));
    };
    line("skip", curve.filter(([t]) => t >= (start ?? 0)));
    line("line", curve.filter(([t]) => t <= (start ?? 0)));
    if (start !== undefined) node.append(svg("circle", { class: "start", cx: x(start), cy: y(keepAt(curve, start)), r: 6 }));
    if (shown) this.mark(node, curve, x, y, height);
  }

  mark(node, curve, x, y, height) {
    const t = this.run.timesteps[this.position] ?? 0;
    node.append(svg("line", { class: "marker", x1: x(t), x2: x(t), y1: 0, y2: height }));
    node.append(svg("circle", { class: "dot", cx: x(t), cy: y(keepAt(curve, t)), r: 6 }));
    const left = keepAt(curve, t).toFixed(2);
    node.setAttribute("aria-label", `At t = ${Math.round(t)} the share of the picture is ${left}.`);
  }

  /** @returns {number[][]} pairs of t and √ᾱ_t, from the run, or from the plan before there is one */
  curve() {
    const { schedule } = this.run;
    if (!schedule.length) return this.plan?.starts ?? [];
    return schedule.map((keep, index) => [(index * LAST_T) / (schedule.length - 1), keep]);
  }

  writeFacts() {
    const isStart = this.film.dataset.previewing === "true";
    if (!isStart) return super.writeFacts();
    for (const [name, text] of Object.entries(startFacts(this.plan))) {
      this.find(`[data-fact="${name}"]`).textContent = text;
    }
  }

  begin(before) {
    super.begin(before);
    this.previewing = false;
  }

  takeHold(head) {
    this.previewing = false;
    super.takeHold(head);
  }

  preview(change) {
    Object.assign(this, change);
    if (!this.run.run || ["finished", "broken"].includes(this.run.state)) this.previewing = true;
    this.show();
  }

  pressed(event) {
    if (!event.target.matches(".seam")) super.pressed(event);
  }

  recall(kept) {
    if (Number.isFinite(kept.seam)) this.find(".seam").value = kept.seam;
  }

  place() {
    return { seam: Number(this.find(".seam").value) };
  }

  download(what) {
    if (what === "restore") return this.find(".brought").click();
    if (what === "start") return this.saveStart();
    return super.download(what);
  }

  /** The file under the strokes as it is, for the program asks for it; else what the pad shows. */
  async saveStart() {
    if (this.file) return save(fromBase64(this.file.split(",")[1]), "image/jpeg", "start.jpg");
    const blob = await new Promise((resolve) => this.given.toBlob(resolve, "image/png"));
    save(new Uint8Array(await blob.arrayBuffer()), "image/png", "start.png");
  }

  listen() {
    super.listen();
    const { slug } = this.props;
    const heard = (name, take) => {
      listen(this.film, name, ({ detail }) => detail.slug === slug && take(detail));
    };
    heard("unfog:picture", ({ canvas, file }) => this.preview({ given: canvas, file }));
    heard("unfog:planned", (plan) => this.preview({ plan }));
    this.find(".seam").addEventListener("input", () => this.show());
    this.scrubOn(this.find(".strip"));
    onPick(this.find(".brought"), async (file) => this.trigger("restore", { png: await toBase64(file) }));
    dispatchEvent(new CustomEvent("unfog:asking", { detail: { slug } }));
  }
}

/** @returns {number} √ᾱ at `t`, between the points of the curve that lie around it */
function keepAt(curve, t) {
  const points = [...curve].sort(([a], [b]) => a - b);
  const right = points.findIndex(([place]) => place >= t);
  if (right < 0) return points.at(-1)[1];
  if (right === 0) return points[0][1];
  const [[t0, keep0], [t1, keep1]] = [points[right - 1], points[right]];
  return keep0 + ((keep1 - keep0) * (t - t0)) / (t1 - t0);
}

export function mount(element, props, trigger, watch, server) {
  const journey = new Journey(element.querySelector(".journey"), props, trigger, server);
  journey.listen();
  watch("value", () => journey.receive(props.value));
  journey.receive(props.value);
  journey.show();
}
