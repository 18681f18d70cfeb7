import { blend } from "./gan_field.js";
import { STEPS, glide, slowMotion } from "./gan_motion.js";
import { reachOf } from "./gan_paint.js";
import { emptyGame, frameAt, lastUpTo, withMessage } from "./gan_store.js";
import { advance, playhead, seek } from "./playhead.js";
import { base64 } from "./unpack.js";

const FILM = 9000; // ms that the film of a whole game lasts
const FRAME_MS = [24, 400]; // of one frame in it, at least and at most
const SLOW_MS = 3000; // that one step of slow motion moves

/** A game and the place where one stands in it: the newest moment while it is followed. No DOM. */
export class Timeline {
  constructor() {
    this.reset();
  }

  reset() {
    this.game = emptyGame();
    this.head = playhead();
    this.follows = true; // the newest frame, until somebody takes hold
    this.cutAt = Infinity; // frames that stay when the game goes on
    this.reach = 0; // the gradient that is drawn at full length
    this.arrival = { from: null, at: 0, interval: 0 };
  }

  get frame() {
    return this.game.frames[this.head.position] ?? null;
  }

  get isEmpty() {
    return !this.game.frames.length;
  }

  /** Take a message in; @returns {boolean} whether another game began with it */
  receive(message, now) {
    const [before, from] = [this.game, this.frame];
    this.game = withMessage(before, message, this.cutAt);
    const begun = this.game.run !== before.run;
    if (begun) Object.assign(this, { follows: true, head: playhead(), reach: 0 });
    if (this.game.plan !== before.plan) this.cutAt = Infinity;
    this.arrival = { from: begun ? null : from, at: now, interval: now - this.arrival.at };
    this.reach = Math.max(this.reach, reachOf(this.game.frames.slice(-1)));
    const last = Math.max(0, this.game.frames.length - 1);
    const position = this.follows ? last : Math.min(this.head.position, last);
    this.head = { ...this.head, last, position };
    return begun;
  }

  /** Let time pass: the film of the game moves on, if it plays. */
  pass(elapsed) {
    const pace = Math.min(FRAME_MS[1], Math.max(FRAME_MS[0], FILM / Math.max(1, this.head.last)));
    this.head = advance(this.head, elapsed, pace);
  }

  /** @returns {{frame: object | null, step: number | null, moves: boolean}} what is seen now */
  moment(now, calm) {
    const { frame, arrival } = this;
    const still = { discriminator: STEPS.detective, generator: STEPS.criminal }[frame?.step] ?? null;
    if (!frame || !arrival.from || !this.follows || calm) return { frame, step: still, moves: false };
    const elapsed = now - arrival.at;
    const { slow } = this.game.plan;
    const seen = slow ? slowMotion(frame.step, elapsed) : glide(frame.step, elapsed, arrival.interval);
    const moves = elapsed < (slow ? SLOW_MS : arrival.interval) && (slow || seen.share < 1);
    return { frame: blend(arrival.from, frame, seen.share), step: seen.step ?? still, moves };
  }

  takeHold(head) {
    this.head = head;
    this.follows = head.position === head.last && !head.playing;
    this.arrival = { ...this.arrival, from: null };
  }

  goTo(round) {
    this.takeHold(seek(this.head, frameAt(this.game.frames, round)));
  }

  /** Training was paused or ended by an error: what came stays, and can go on. */
  breakOff() {
    if (this.game.state === "running") this.game = { ...this.game, state: "broken" };
  }

  /** @returns {boolean} whether going on from here would leave frames behind */
  get branches() {
    return this.head.position < this.head.last;
  }

  /** What a server needs to go on from here, or from the round that is begun here; {} where it cannot. */
  order() {
    const { run, plan, frames } = this.game;
    const from = lastUpTo(frames, this.head.position, ({ whole }) => whole);
    const holder = lastUpTo(frames, frames.indexOf(from), ({ state }) => state);
    if (!holder) return {};
    this.cutAt = frames.indexOf(from) + 1;
    this.follows = true;
    return { run, resume: base64(holder.state), from_round: from.round, settings: plan.settings };
  }
}
