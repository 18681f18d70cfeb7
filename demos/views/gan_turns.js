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
    Object.assign(this, { draw, again, drawn: null, newest: null, waiting: [], at: 0 });
  }

  /** Show where `game` stands: at once what is known, in turns what is new. */
  follow({ frames, state }, now) {
    this.newest = frames;
    if (frames === this.drawn && !this.waiting.length) return NAMES.forEach(this.draw);
    if (this.waiting.length || (state === "running" && now - this.at < PAUSE_MS)) return;
    Object.assign(this, { drawn: frames, at: now, waiting: [...NAMES] });
    this.next();
  }

  next() {
    requestAnimationFrame(() => {
      this.draw(this.waiting.shift());
      if (this.waiting.length) this.next();
      else if (this.newest !== this.drawn) this.again();
    });
  }
}
