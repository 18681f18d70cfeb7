import { CURVES } from "./gan_curves.js";

const NAMES = Object.keys(CURVES);
const PAUSE_MS = 95; // between two drawings of the same curve while a game is trained

/** Draws the curves so that no frame is long: those of new rounds take turns, one a frame. */
export class Turns {
  /**
   * @param {(name: string) => void} draw draws one curve
   * @param {() => void} again asks for another `follow`
   */
  constructor(draw, again) {
    Object.assign(this, { draw, again, drawn: null, waiting: [], missed: false, at: 0 });
  }

  /** Show where `game` stands: at once what is known, in turns what is new. */
  follow({ frames, state }, now) {
    this.missed = this.waiting.length > 0; // what changed after some had their turn
    if (this.missed) return;
    if (frames === this.drawn) return NAMES.forEach(this.draw);
    if (state === "running" && now - this.at < PAUSE_MS) return;
    Object.assign(this, { drawn: frames, at: now, waiting: [...NAMES] });
    this.next();
  }

  next() {
    requestAnimationFrame(() => {
      this.draw(this.waiting.shift());
      if (this.waiting.length) this.next();
      else if (this.missed) this.again();
    });
  }
}
