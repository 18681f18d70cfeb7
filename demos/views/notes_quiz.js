import { cardsOf, paintPicture, verdictWords } from "./notes_paint.js";
import { CHANNELS, SIDE, Stages, asked } from "./notes_stages.js";
import { pieces } from "./notes_store.js";
import { unpack } from "./unpack.js";

const FIRST_STAGE = 3;

/**
 * You are the detective: ten banknotes, a guess for each. The page holds no answers: each is asked
 * for when the guess has been made. Its `dataset` tells tests: answered, right, theirs.
 */
export class Quiz {
  constructor(element, server) {
    this.quiz = element.querySelector(".quiz");
    this.server = server;
    this.stages = new Stages(this.find(".stages"), server, () => this.deal());
    this.stages.stage = FIRST_STAGE;
    this.seed = Math.floor(Math.random() * 2 ** 31);
    this.answers = [];
    this.opened = false;
  }

  find(selector) {
    return this.quiz.querySelector(selector);
  }

  /** Deal when the quiz is first seen. */
  async seen() {
    if (this.opened || !this.quiz.clientWidth) return;
    this.opened = true;
    this.say("Waking the forger: the first time this takes a few seconds.");
    const problem = await this.stages.open();
    if (!problem) return this.deal();
    this.opened = false;
    return this.say(problem);
  }

  async deal() {
    this.seed = (this.seed + 1) % 2 ** 31;
    const order = { stage: this.stages.stage, seed: this.seed };
    const answer = await asked(this.server.deal, order);
    if (answer.error) return this.say(answer.error);
    if (order.seed !== this.seed) return;
    const { blobs } = unpack(answer.packed);
    this.answers = [];
    this.shown(pieces(blobs.get("cards").bytes, SIDE * SIDE * CHANNELS));
    this.say(`Some of these are real, some were forged after ${this.stages.words} of training.`);
    this.count();
  }

  shown(pictures) {
    cardsOf(this.find(".cards"), pictures.length).forEach((card, index) => {
      const canvas = card.querySelector("canvas");
      paintPicture(canvas, pictures[index], SIDE, CHANNELS);
      canvas.setAttribute("aria-label", `Banknote ${index + 1}`);
      card.className = "";
      card.dataset.says = "";
      card.querySelector(".meter").hidden = true;
      card.querySelector(".words").replaceChildren(this.choice(index, true), this.choice(index, false));
    });
  }

  choice(index, real) {
    const words = real ? "Real" : "Forged";
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.setAttribute("aria-label", `Banknote ${index + 1} is ${words.toLowerCase()}`);
    button.addEventListener("click", () => this.guess(index, real));
    return button;
  }

  async guess(index, real) {
    const { seed } = this;
    const card = this.find(".cards").children[index];
    for (const button of card.querySelectorAll("button")) button.disabled = true;
    const answer = await asked(this.server.answer, { stage: this.stages.stage, seed, card: index });
    if (seed !== this.seed) return;
    if (answer.error) {
      for (const button of card.querySelectorAll("button")) button.disabled = false;
      this.say(answer.error);
      return;
    }
    this.answers[index] = { right: answer.real === real, theirs: answer.verdict > 0.5 === answer.real };
    reveal(card, answer, this.answers[index].right);
    this.count();
    this.find(".cards li:not(.done) button")?.focus();
  }

  count() {
    const given = this.answers.filter(Boolean);
    const [right, theirs] = ["right", "theirs"].map((who) => given.filter((each) => each[who]).length);
    this.find('[data-fact="you"]').textContent = `${right} / ${given.length}`;
    this.find('[data-fact="detective"]').textContent = `${theirs} / ${given.length}`;
    Object.assign(this.quiz.dataset, { answered: given.length, right, theirs });
    const all = this.find(".cards").children.length;
    this.find(".end").textContent = given.length === all ? conclusion(right, theirs, this.stages.words) : "";
  }

  say(text) {
    this.find(".say").textContent = text;
  }

  listen() {
    this.find(".again").addEventListener("click", () => this.deal());
    new ResizeObserver(() => this.seen()).observe(this.quiz);
  }
}

function reveal(card, { real, verdict }, right) {
  const was = real ? "real" : "forged";
  const { says, text } = verdictWords(verdict);
  card.classList.add("done", right ? "right" : "wrong");
  card.dataset.says = says;
  const truth = Object.assign(document.createElement("b"), { className: was, textContent: was });
  const mine = Object.assign(document.createElement("em"), { textContent: right ? "✓ right" : "✗ wrong" });
  const theirs = Object.assign(document.createElement("small"), { textContent: `detective: ${text}` });
  const meter = card.querySelector(".meter");
  meter.hidden = false;
  meter.style.setProperty("--part", `${100 * verdict}%`);
  card.querySelector(".words").replaceChildren(truth, mine, theirs);
}

/** @returns {string} how a quiz ended, you beside the discriminator */
export function conclusion(right, theirs, rounds) {
  const ends = `You were right ${right} times of ten, the detective ${theirs} times.`;
  if (right > theirs) return `${ends} You are the better detective, against a forger of ${rounds}.`;
  if (right === theirs) return `${ends} A draw.`;
  return `${ends} It looks at every pixel, and at nothing else: try a forger of fewer rounds.`;
}

export function mount(element, props, trigger, watch, server) {
  const quiz = new Quiz(element, server);
  quiz.listen();
  quiz.seen();
}
