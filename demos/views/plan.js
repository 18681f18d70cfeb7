import { count } from "./format.js";
import { listen } from "./listening.js";

/** @returns {number} how many of `steps` run at this strength, the last ones */
export function stepsToRun(steps, strength) {
  return Math.min(Math.trunc(steps * strength), steps);
}

/** @returns {string} the plan in words; more strength or more steps help where none would run */
export function planWords(run, of, t, strength) {
  const steps = count(of, "step");
  if (!run && strength > 0) return `runs none of ${steps}: give more strength, or more steps`;
  if (!run) return `runs none of ${steps}: your picture only goes through the autoencoder`;
  const where = t === undefined ? "" : `, starts at t = ${Math.round(t)}`;
  return `runs ${run} of ${steps}${where}`;
}

/** The line under the strength; it also tells the view what the start would look like. */
class Plan {
  constructor(element, props, server) {
    this.line = element.querySelector(".plan");
    this.props = props;
    this.server = server;
    this.known = new Map(); // "model scheduler steps" -> [[t, √ᾱ_t] of m = 1 … steps]
  }

  async show() {
    if (!this.props.value) return;
    const asked = this.props.value;
    const [strength, steps, scheduler, model] = JSON.parse(asked);
    const known = this.known.get([model, scheduler, steps].join(" "));
    if (!known) this.tell(strength, steps, []);
    const starts = known ?? (await this.starts({ model, scheduler, steps }));
    if (asked === this.props.value) this.tell(strength, steps, starts);
  }

  async starts(asked) {
    try {
      const starts = await this.server.timetable(asked);
      this.known.set(Object.values(asked).join(" "), starts);
      return starts;
    } catch (error) {
      console.warn(error);
      return [];
    }
  }

  tell(strength, of, starts) {
    const run = stepsToRun(of, strength);
    const words = planWords(run, of, starts[run - 1]?.[0], strength);
    if (this.line.textContent !== words) this.line.textContent = words;
    this.plan = { slug: this.props.slug, run, of, starts };
    this.announce();
  }

  announce() {
    if (this.plan) dispatchEvent(new CustomEvent("unfog:planned", { detail: this.plan }));
  }
}

export function mount(element, props, trigger, watch, server) {
  const plan = new Plan(element, props, server);
  watch("value", () => plan.show());
  listen(element, "unfog:asking", ({ detail }) => detail.slug === props.slug && plan.announce());
  plan.show();
}
