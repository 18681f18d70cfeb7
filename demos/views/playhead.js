/**
 * Where the film stands: which position is shown, and whether it moves by itself.
 * Positions run from 0 (pure fog) to `last` (the finished picture).
 * @typedef {{position: number, last: number, playing: boolean, loop: boolean, carry: number}} Playhead
 */

const FILM_MS = 4000;
const SHORTEST_MS = 60;
const LONGEST_MS = 500;

/** @returns {Playhead} a resting playhead over `last + 1` positions */
export function playhead(last = 0) {
  return { position: last, last, playing: false, loop: false, carry: 0 };
}

/** @returns {number} milliseconds that one position stays on screen: a film lasts about four seconds */
export function frameMs(last) {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, FILM_MS / Math.max(1, last)));
}

/** @returns {Playhead} moved to `position`, kept inside the film, and resting */
export function seek(head, position) {
  const inside = Math.min(head.last, Math.max(0, Math.round(position)));
  return { ...head, position: inside, playing: false, carry: 0 };
}

/** @returns {Playhead} playing if it rested, resting if it played; at the end it begins again */
export function toggle(head) {
  if (head.playing) return { ...head, playing: false, carry: 0 };
  const position = head.position >= head.last ? 0 : head.position;
  return { ...head, position, playing: head.last > 0, carry: 0 };
}

/** @returns {Playhead} after `elapsed` milliseconds, `pace` each; at the end it loops or rests */
export function advance(head, elapsed, pace = frameMs(head.last)) {
  if (!head.playing) return head;
  const steps = Math.floor((head.carry + elapsed) / pace);
  const carry = head.carry + elapsed - steps * pace;
  const position = head.position + steps;
  if (position <= head.last) return { ...head, position, carry };
  if (head.loop) return { ...head, position: position % (head.last + 1), carry };
  return { ...head, position: head.last, playing: false, carry: 0 };
}

const KEYS = {
  ArrowRight: (head) => seek(head, head.position + 1),
  ArrowLeft: (head) => seek(head, head.position - 1),
  ArrowUp: (head) => seek(head, head.position + 1),
  ArrowDown: (head) => seek(head, head.position - 1),
  Home: (head) => seek(head, 0),
  End: (head) => seek(head, head.last),
  " ": toggle,
  l: (head) => ({ ...head, loop: !head.loop }),
};

/** @returns {Playhead | null} what a key press makes of it, null for a key that means nothing here */
export function press(head, key) {
  return Object.hasOwn(KEYS, key) ? KEYS[key](head) : null;
}

/** @returns {Playhead | null} the same for a key event; shortcuts and a button's own keys mean nothing */
export function pressedIn(head, event) {
  if (event.target.matches("button") && [" ", "Enter"].includes(event.key)) return null;
  return event.ctrlKey || event.metaKey || event.altKey ? null : press(head, event.key);
}
