import { number, percent, whole } from "./format.js";
import { listen } from "./listening.js";
import { unitOf } from "./ngram_copies.js";
import { linePath, scale, spread, svg } from "./plot.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [520, 230, 46, 150, 26, 28];
const DASHES = { none: "2 5", Laplace: "7 4", "stupid back-off": "11 4 2 4", "Kneser–Ney": "" };
const NONE = "none";

/** The ladder of n: a sample, the perplexity and the copied share of each, and two curves. */
export class Ladder {
  constructor(box, props) {
    this.box = box;
    this.props = props;
    this.value = null;
  }

  find(selector) {
    return this.box.querySelector(selector);
  }

  receive(text) {
    if (!text) return;
    this.value = JSON.parse(text);
    const { rungs, units, done } = this.value;
    this.find("ol").replaceChildren(...rungs.map((rung) => rowOf(rung)));
    this.find(".legend").replaceChildren(...legendParts(units));
    drawPerplexities(this.find(".perplexity"), rungs, units);
    drawCopies(this.find(".copies"), rungs);
    Object.assign(this.box.dataset, { state: done ? "done" : "climbing", rungs: rungs.length });
  }

  save(what) {
    if (what !== "rungs" || !this.value) return;
    const link = document.createElement("a");
    const contents = JSON.stringify(this.value, null, 1);
    link.href = URL.createObjectURL(new Blob([contents], { type: "application/json" }));
    link.download = "ngrams-memory.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  listen() {
    listen(this.box, "unfog:download", ({ detail }) => {
      if (detail.slug === this.props.slug) this.save(detail.what);
    });
  }
}

function legendParts(units) {
  const words = [`runs of n ${units}, copied by construction`, "up to 2n", "up to 4n", "longer: memory"];
  return words.map((text, index) => {
    const part = document.createElement("span");
    part.append(Object.assign(document.createElement("i"), { className: `b${index}` }), text);
    return part;
  });
}

function rowOf({ n, pieces, runs, copied, perplexity, impossible }) {
  const row = document.createElement("li");
  const head = Object.assign(document.createElement("b"), { textContent: n, className: "n" });
  const text = document.createElement("p");
  text.className = "sample";
  text.append(...pieces.map((piece, index) => unitOf(piece, runs[index], n)));
  const facts = document.createElement("dl");
  facts.append(
    fact("perplexity", number(perplexity["Kneser–Ney"])),
    fact("copied", percent(copied)),
    fact("unseen", percent(impossible)),
  );
  row.append(head, text, facts);
  return row;
}

function fact(name, value) {
  const pair = document.createElement("div");
  pair.append(
    Object.assign(document.createElement("dt"), { textContent: name }),
    Object.assign(document.createElement("dd"), { textContent: value }),
  );
  return pair;
}

/** @returns {number[]} the powers of ten, and 3 times them, between two numbers */
export function logTicks(low, high) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
    for (const digit of [1, 3]) {
      const tick = digit * 10 ** power;
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}

function frame(node, rungs) {
  const right = WIDTH - RIGHT;
  const x = scale([1, Math.max(2, rungs.at(-1)?.n ?? 8, 8)], [LEFT, right]);
  node.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  const bottom = HEIGHT - BOTTOM;
  const parts = [svg("path", { class: "axis", d: `M${LEFT} ${bottom}H${right}` })];
  for (let n = 1; n <= 8; n++) {
    parts.push(svg("text", { x: x(n), y: bottom + 18, "text-anchor": "middle" }, String(n)));
  }
  return { x, parts, bottom, right };
}

function drawPerplexities(node, rungs, units) {
  if (!rungs.length) return;
  const { x, parts, bottom, right } = frame(node, rungs);
  const finite = rungs.flatMap((rung) => Object.values(rung.perplexity)).filter((p) => p !== null);
  const [low, high] = [Math.min(...finite) / 1.2, Math.max(...finite) * 1.2];
  const log = scale([Math.log(low), Math.log(high)], [bottom, TOP + 14]);
  const y = (value) => log(Math.log(value));
  for (const tick of logTicks(low, high)) {
    parts.push(svg("path", { class: "axis", d: `M${LEFT} ${y(tick)}H${right}` }));
    parts.push(svg("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, whole(tick)));
  }
  const ends = [];
  for (const [name, dash] of Object.entries(DASHES)) {
    const values = rungs.map((rung) => rung.perplexity[name]);
    const known = values.findIndex((value) => value === null);
    const last = known < 0 ? values.length - 1 : Math.max(0, known - 1);
    parts.push(svg("path", {
      class: name === "Kneser–Ney" ? "line best" : "line",
      "stroke-dasharray": dash,
      d: linePath(values, (index) => x(rungs[index].n), y),
    }));
    if (known >= 0) parts.push(...leaving(x(rungs[last].n), y(values[last]), x(rungs[known].n)));
    ends.push(name === NONE && known >= 0 ? [name, TOP - 4, "none: infinite"] : [name, y(values[last]), name]);
  }
  const places = spread(ends.map(([, place]) => place), 17, TOP - 4, bottom);
  ends.forEach(([, , words], index) => {
    parts.push(svg("text", { x: right + 10, y: places[index] + 4 }, words));
  });
  node.replaceChildren(...parts);
  node.setAttribute("aria-label", `Perplexity of the held-out ${units} against n: ${rungs.map((rung) => `n = ${rung.n}, Kneser–Ney ${number(rung.perplexity["Kneser–Ney"])}`).join("; ")}.`);
}

/** The line leaves the plot at its top: infinite. */
function leaving(fromX, fromY, toX) {
  const path = `M${fromX} ${fromY}L${(fromX + toX) / 2} ${TOP - 8}`;
  const tip = `M${(fromX + toX) / 2 - 5} ${TOP - 2}l5 -7l5 7`;
  return [svg("path", { class: "line", "stroke-dasharray": DASHES.none, d: path }), svg("path", { class: "line", d: tip })];
}

function drawCopies(node, rungs) {
  if (!rungs.length) return;
  const { x, parts, bottom, right } = frame(node, rungs);
  const y = scale([0, 1], [bottom, TOP]);
  for (const tick of [0.5, 1]) {
    parts.push(svg("path", { class: "axis", d: `M${LEFT} ${y(tick)}H${right}` }));
    parts.push(svg("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, percent(tick)));
  }
  const at = (index) => x(rungs[index].n);
  for (const [name, key, kind] of [["copied", "copied", "real"], ["never seen", "impossible", "made"]]) {
    const values = rungs.map((rung) => rung[key]);
    parts.push(svg("path", { class: `line ${kind}`, d: linePath(values, at, y) }));
    parts.push(svg("text", { x: right + 10, y: y(values.at(-1)) + (kind === "real" ? -2 : 12), class: kind }, name));
  }
  node.replaceChildren(...parts);
  node.setAttribute("aria-label", `Against n, the copied share of what is written, and the share of the held-out text that was never seen: ${rungs.map((rung) => `n = ${rung.n}, ${percent(rung.copied)} and ${percent(rung.impossible)}`).join("; ")}.`);
}

export function mount(element, props, trigger, watch) {
  const ladder = new Ladder(element.querySelector(".ladder"), props);
  ladder.listen();
  watch("value", () => ladder.receive(props.value));
  ladder.receive(props.value);
}
