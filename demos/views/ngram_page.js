import { percent, whole } from "./format.js";
import { listen } from "./listening.js";
import { unitOf, writeLegend } from "./ngram_copies.js";
import { writeSource } from "./ngram_source.js";
import { writeTable } from "./ngram_table.js";
import { saveText } from "./ngram_files.js";
import { advance, playhead, press, seek, toggle } from "./playhead.js";
import { unpack } from "./unpack.js";

const WHOLE_TEXT_MS = 7000;
const [FASTEST_MS, SLOWEST_MS] = [12, 220];
const HANDED = { tokenizer: "text", sampler: "prompt" };

/**
 * The text that was written, unit by unit, with the counts and the place of each.
 * Its `dataset` tells tests where it stands: state, run, position, units.
 */
export class NgramPage {
  constructor(page, props) {
    this.page = page;
    this.props = props;
    this.run = null;
    this.head = playhead();
    this.before = 0;
    this.due = 0;
    this.kept = null; // the position that was last written into the link
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  find(selector) {
    return this.page.querySelector(selector);
  }

  /** Take a run; it is played from its beginning, or shown whole to those who want less motion. */
  receive(packed) {
    if (!packed) return;
    this.run = unpack(packed).header;
    const { run } = this;
    const wished = this.wish();
    this.head = { ...playhead(run.steps.length), position: wished ?? (this.calm.matches ? run.steps.length : 0) };
    this.head.playing = wished === null && !this.calm.matches;
    this.before = 0;
    this.writeText();
    this.show();
  }

  /** The position that a link or an experiment asks for, and that was not left here by this page. */
  wish() {
    const step = globalThis.unfog?.place[this.props.slug]?.step;
    if (!Number.isInteger(step) || step === this.kept) return null;
    return Math.min(Math.max(step, 0), this.run.steps.length);
  }

  writeText() {
    const { run } = this;
    const prompt = document.createElement("span");
    prompt.className = "prompt";
    prompt.textContent = run.prompt.join("");
    this.units = run.steps.map((step, index) => {
      const node = unitOf(step.text, run.runs[index], run.n, run.limit);
      node.dataset.index = index;
      node.classList.add("later");
      node.classList.toggle("second", onlySecond(step));
      return node;
    });
    this.shown = 0;
    this.find(".text").replaceChildren(prompt, ...this.units);
    this.find(".text").scrollTop = 0;
    this.find(".text").classList.toggle("even", run.even);
    writeLegend(this.find(".legend"), run.n, run.limit, run.units);
    if (run.sources.length > 1) this.find(".legend").append(secondInLegend(run.sources[1].title));
    this.writeFacts();
  }

  writeFacts() {
    const { run } = this;
    const full = run.n - 1;
    const shorter = run.steps.filter((step, index) => {
      return Math.max(...step.used) < Math.min(full, run.prompt.length + index);
    }).length;
    const facts = {
      copied: run.copied_share === null ? "–" : percent(run.copied_share),
      longest: run.limit && run.longest >= run.limit ? `≥ ${run.limit}` : whole(run.longest),
      types: whole(run.sources.reduce((sum, source) => sum + source.types, 0)),
      shorter: whole(shorter),
    };
    for (const [name, text] of Object.entries(facts)) this.find(`[data-fact="${name}"]`).textContent = text;
    this.find('[data-name="types"]').textContent = `different ${run.n}-grams counted`;
    this.find('[data-name="longest"]').textContent = `${run.units} in the longest copy`;
  }

  show(head = this.head) {
    this.head = head;
    if (!this.due) this.due = requestAnimationFrame((now) => this.draw(now));
  }

  draw(now) {
    this.due = 0;
    if (!this.run || !this.page.clientWidth) return;
    const elapsed = this.before ? now - this.before : 0;
    const pace = Math.min(SLOWEST_MS, Math.max(FASTEST_MS, WHOLE_TEXT_MS / this.head.last));
    this.head = advance(this.head, elapsed, pace);
    this.before = this.head.playing ? now : 0;
    this.drawPosition();
    if (this.head.playing) this.show();
  }

  drawPosition() {
    const { run, head, units } = this;
    for (let i = this.shown; i < head.position; i++) units[i].classList.remove("later");
    for (let i = head.position; i < this.shown; i++) units[i].classList.add("later");
    this.shown = head.position;
    const index = Math.max(0, head.position - 1);
    this.find(".now")?.classList.remove("now");
    if (head.position) units[index].classList.add("now");
    keepInSight(this.find(".text"), units[index]);
    writeTable(this.find(".counts"), run, index);
    writeSource(this.find(".source"), run, index);
    this.writeControls();
  }

  writeControls() {
    const { run, head, page } = this;
    const slider = this.find(".time input");
    slider.max = head.last;
    slider.value = head.position;
    slider.disabled = false;
    slider.style.setProperty("--fill", `${(100 * head.position) / head.last}%`);
    slider.setAttribute("aria-valuetext", `${head.position} of ${head.last} ${run.units}`);
    this.find(".place").textContent = `${whole(head.position)} / ${whole(head.last)}`;
    this.find(".play").disabled = false;
    this.find(".play").setAttribute("aria-label", head.playing ? "Pause" : "Play");
    for (const button of page.querySelectorAll("[data-tab]")) button.disabled = false;
    page.classList.toggle("playing", head.playing);
    Object.assign(page.dataset, { state: "written", run: run.run, position: head.position, units: head.last });
    const places = globalThis.unfog?.place;
    if (!places || head.playing) return;
    this.kept = head.position;
    places[this.props.slug] = { ...places[this.props.slug], step: this.kept };
  }

  text() {
    return [...this.run.prompt, ...this.run.steps.map((step) => step.text)].join("");
  }

  handOver(slug) {
    unfog.open(slug, new URLSearchParams({ [HANDED[slug]]: this.text().trim() }));
  }

  listen() {
    this.find(".play").addEventListener("click", () => this.show(toggle(this.head)));
    this.find(".time input").addEventListener("input", ({ target }) => this.show(seek(this.head, Number(target.value))));
    this.find(".text").addEventListener("click", ({ target }) => {
      const { index } = target.closest("[data-index]")?.dataset ?? {};
      if (index !== undefined) this.show(seek(this.head, Number(index) + 1));
    });
    this.find(".text").addEventListener("keydown", (event) => {
      const moved = this.run && press(this.head, event.key);
      if (!moved) return;
      event.preventDefault();
      this.show(moved);
    });
    for (const button of this.page.querySelectorAll("[data-tab]")) {
      button.addEventListener("click", () => this.handOver(button.dataset.tab));
    }
    listen(this.page, "unfog:download", ({ detail }) => {
      if (detail.slug === this.props.slug && this.run) saveText(detail.what, this.run, this.text());
    });
    new ResizeObserver(() => this.show()).observe(this.page);
  }
}

/** @returns {boolean} whether a unit has followed its context in the second text only */
function onlySecond({ options, drawn }) {
  return options[drawn].counts[0] === 0;
}

function secondInLegend(title) {
  const part = document.createElement("span");
  const sample = Object.assign(document.createElement("span"), { className: "second", textContent: "dotted" });
  part.append(sample, `: only ${title} goes on like this`);
  return part;
}

/** Scroll a box, and not the page, until `node` can be seen in it. */
function keepInSight(box, node) {
  const top = node.offsetTop - box.offsetTop;
  if (top < box.scrollTop || top + node.offsetHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = top - box.clientHeight / 2;
  }
}

export function mount(element, props, trigger, watch) {
  const page = new NgramPage(element.querySelector(".page"), props);
  page.listen();
  watch("value", () => page.receive(props.value));
  page.receive(props.value);
}
