import { meanVerdict, modesTouched, verdictAt } from "./gan_field.js";
import { uniform } from "./fogging.js";
import { fitted, paintForged, paintReal, placing, paint } from "./gan_paint.js";
import { percent } from "./format.js";

const QUESTIONS = 10;
const CLOUD = 24; // points in a cloud

/**
 * Playing one of the two roles oneself, against the networks as they stand at one moment. All of
 * it happens in the page: the real points, the forged ones and the verdict are in the frame.
 */
export class Duel {
  constructor(panel, canvas, leave) {
    this.panel = panel;
    this.canvas = canvas;
    this.leave = leave;
    this.kind = "";
    this.tries = 0;
    canvas.addEventListener("pointerdown", (event) => this.kind === "criminal" && this.placeAt(event));
  }

  get isOn() {
    return this.kind !== "";
  }

  begin(kind, game, frame, changed) {
    Object.assign(this, { kind, game, frame, changed, hint: false });
    this.restart();
  }

  restart() {
    this.tries += 1;
    this.answers = [];
    this.placed = [];
    if (this.kind === "detective") {
      this.clouds = clouds(this.game.real, this.frame.fakes, uniform(this.game.plan.settings.seed + this.tries));
    }
    this.write();
  }

  end() {
    this.kind = "";
  }

  get cloud() {
    return this.clouds[Math.min(this.answers.length, QUESTIONS - 1)];
  }

  answer(real) {
    if (this.answers.length < QUESTIONS) this.answers.push(real);
    this.write();
  }

  placeAt(event) {
    const box = this.canvas.getBoundingClientRect();
    const { extent } = this.game.plan;
    const x = ((event.clientX - box.left) / box.width) * 2 * extent - extent;
    const y = extent - ((event.clientY - box.top) / box.height) * 2 * extent;
    if (this.placed.length < 2 * CLOUD) this.placed.push(x, y);
    this.write();
  }

  /** @returns {boolean} whether the key meant something here */
  pressed(key) {
    const asked = this.kind === "detective" && this.answers.length < QUESTIONS;
    if (key === "Escape") this.leave();
    else if (asked && key === "r") this.answer(true);
    else if (asked && key === "f") this.answer(false);
    else return false;
    return true;
  }

  write() {
    this.set("h2", this.kind === "detective" ? "You are the detective" : "You are the criminal");
    this.set(".answers");
    this.set(".tally");
    if (this.kind === "detective") this.writeDetective();
    else this.writeCriminal();
    this.changed();
  }

  writeDetective() {
    const { frame, answers, clouds: asked } = this;
    const done = answers.length === QUESTIONS;
    const judged = asked.map(({ points }) => meanVerdict(frame.judgement, this.game.plan.extent, points) > this.game.plan.perfect.belief);
    const right = (said) => said.filter((real, index) => real === asked[index].real).length;
    const tally = asked.map(({ real }, index) => tallyItem(answers[index], real));
    this.set(".task", done ? `The forger had trained ${frame.round} rounds.` : question(answers.length, frame.round));
    this.set(".tally", ...tally);
    if (!done) {
      this.set(".answers", button("Real (r)", () => this.answer(true)), button("Forged (f)", () => this.answer(false)));
    }
    const heard = judged.slice(0, answers.length);
    this.set(".verdict", ...scored(right(answers), right(heard), answers.length, done));
    this.writeAfter(button("Ten others", () => this.restart()));
  }

  writeCriminal() {
    const { frame, placed, game } = this;
    const left = CLOUD - placed.length / 2;
    this.set(".task", left
      ? `Place ${left} more ${left === 1 ? "point" : "points"} in the plane: fool the discriminator of round ${frame.round}. It does not learn now.`
      : "All are placed.");
    this.set(".verdict", ...(placed.length ? this.judgedWords() : ["Nothing is placed yet."]));
    this.writeAfter(
      button("Undo", () => this.undo()),
      button("Clear", () => this.restart()),
      button(this.hint ? "Hide its verdict" : "Show its verdict", () => this.peek()),
    );
    this.canvas.setAttribute("aria-label", `${placed.length / 2} points placed, ${game.real.length / 2} real ones shown`);
  }

  judgedWords() {
    const { frame, game, placed } = this;
    const { extent, modes, mode_radius: radius } = game.plan;
    const mine = meanVerdict(frame.judgement, extent, placed);
    const its = meanVerdict(frame.judgement, extent, frame.fakes);
    const touched = modes.length
      ? ` Yours stand on ${modesTouched(placed, modes, radius)} of ${modes.length} modes: all on one would be mode collapse.`
      : "";
    const won = mine > its ? "You forge better than the generator." : "The generator still forges better.";
    return [bold(percent(mine)), " real, it says of yours", meter(mine), `and ${percent(its)} of the generator's. ${won}${touched}`];
  }

  writeAfter(...buttons) {
    this.set(".after", ...buttons, button("Back to the game (Esc)", () => this.leave()));
  }

  undo() {
    this.placed.splice(-2);
    this.write();
  }

  peek() {
    this.hint = !this.hint;
    this.write();
  }

  set(selector, ...parts) {
    this.panel.querySelector(selector).replaceChildren(...parts);
  }

  /** The detective sees one cloud without its colours; the criminal the real points and its own. */
  paint(colours) {
    if (this.kind === "criminal") return this.paintCriminal(colours);
    const { context, width, height } = fitted(this.canvas);
    const place = placing(this.game.plan.extent, width, height);
    const done = this.answers.length === QUESTIONS;
    if (done) return this.paintSolution(context, place, colours);
    this.canvas.setAttribute("aria-label", `Cloud ${this.answers.length + 1} of ${QUESTIONS}, ${CLOUD} points`);
    paintReal(context, this.cloud.points, place, colours.ink);
  }

  paintSolution(context, place, { real, made }) {
    for (const cloud of this.clouds) {
      if (cloud.real) paintReal(context, cloud.points, place, real);
      else paintForged(context, cloud.points, place, made);
    }
  }

  paintCriminal(colours) {
    const shown = new Set(this.hint ? ["real", "verdict"] : ["real"]);
    const { real, plan: { extent } } = this.game;
    paint(this.canvas, { frame: this.frame, real, extent, shown, look: colours, dim: new Set(["real"]) });
    const context = this.canvas.getContext("2d");
    const place = placing(extent, this.canvas.clientWidth, this.canvas.clientHeight);
    paintForged(context, this.placed, place, colours.made);
    for (let i = 0; i < this.placed.length; i += 2) {
      const [x, y] = place(this.placed[i], this.placed[i + 1]);
      context.fillStyle = colours.ink;
      context.font = '11px "IBM Plex Mono", monospace';
      context.fillText(verdictAt(this.frame.judgement, extent, this.placed[i], this.placed[i + 1]).toFixed(2), x + 7, y + 4);
    }
  }
}

/** @returns {Array<{real: boolean, points: Float32Array}>} ten clouds; no point is seen twice */
export function clouds(real, fakes, random) {
  const of = { true: shuffledPoints(real, random), false: shuffledPoints(fakes, random) };
  return Array.from({ length: QUESTIONS }, () => {
    const isReal = random() < 0.5;
    return { real: isReal, points: Float32Array.from(of[isReal].splice(0, CLOUD).flat()) };
  });
}

function shuffledPoints(points, random) {
  const pairs = Array.from({ length: points.length / 2 }, (_, index) => [points[2 * index], points[2 * index + 1]]);
  for (let i = pairs.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [pairs[i], pairs[j]] = [pairs[j], pairs[i]];
  }
  return pairs;
}

function question(answered, round) {
  return `Cloud ${answered + 1} of ${QUESTIONS}: ${CLOUD} points, all from the data or all from the generator of round ${round}. Real or forged?`;
}

/** @returns {Array<Node | string>} both scores, and at the end who won */
function scored(yours, its, asked, done) {
  if (!asked) return [`The discriminator judges the same ${QUESTIONS} clouds.`];
  const end = yours > its ? " You win." : yours < its ? " It wins." : " A draw.";
  return ["You ", bold(`${yours}`), ", the discriminator ", bold(`${its}`), ` of ${asked} right.`, done ? end : ""];
}

function tallyItem(said, real) {
  const item = document.createElement("li");
  if (said === undefined) item.textContent = "·";
  else item.textContent = said === real ? "✓" : "✗";
  if (said !== undefined) item.className = said === real ? "right" : "wrong";
  if (said !== undefined) item.title = `It was ${real ? "real" : "forged"}.`;
  return item;
}

function button(label, act) {
  const node = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  node.addEventListener("click", act);
  return node;
}

function bold(text) {
  return Object.assign(document.createElement("b"), { textContent: text });
}

function meter(share) {
  const node = Object.assign(document.createElement("i"), { className: "meter" });
  node.style.setProperty("--part", percent(share).replace(" ", ""));
  return node;
}
