import { listen } from "./listening.js";
import { press, seek, toggle } from "./playhead.js";

/** Mouse, pen, finger, keys and the other views: all that the arena listens to. */
export function listenFor(arena) {
  const click = (selector, act) => arena.find(selector).addEventListener("click", act);
  const slider = arena.find(".time input");
  slider.addEventListener("input", () => arena.takeHold(seek(arena.time.head, Number(slider.value))));
  click(".play", () => arena.takeHold(toggle(arena.time.head)));
  click(".keep", () => arena.keep());
  click(".undo", () => arena.pad.undo());
  click(".clear", () => arena.pad.clear());
  for (const kind of ["detective", "criminal"]) click(`.acts .${kind}`, () => arena.enterDuel(kind));
  for (const canvas of arena.arena.querySelectorAll(".curve canvas")) scrubOn(arena, canvas);
  arena.arena.addEventListener("keydown", (event) => pressed(arena, event));
  new ResizeObserver(([{ contentRect }]) => arena.resized(contentRect.width)).observe(arena.arena);
  new MutationObserver(() => arena.changed()).observe(document.body, { attributeFilter: ["class"] });
  listenToOthers(arena);
  switchLayers(arena);
}

function listenToOthers(arena) {
  const hear = (name, act) => {
    listen(arena.arena, `unfog:${name}`, ({ detail }) => detail.slug === arena.props.slug && act(detail));
  };
  hear("next", ({ play, rounds }) => (arena.next = { play, rounds }));
  hear("reset", () => arena.reset());
  hear("ended", () => arena.ended());
  hear("download", ({ what }) => arena.download(what));
  hear("data", ({ name }) => arena.wants(name));
}

function pressed(arena, event) {
  if (event.target.matches("button") && [" ", "Enter"].includes(event.key)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { pad, duel, time } = arena;
  if (pad.isOn ? pad.pressed(event.key) : duel.isOn && duel.pressed(event.key)) {
    event.preventDefault();
    return;
  }
  const head = time.isEmpty ? null : press(time.head, event.key);
  if (!head) return;
  event.preventDefault();
  arena.takeHold(head);
}

/** A curve is a timeline, too: where it is pointed at, the whole arena goes. */
function scrubOn(arena, canvas) {
  const scrub = (event) => {
    const box = canvas.getBoundingClientRect();
    const games = arena.kept ? [arena.time.game, arena.kept] : [arena.time.game];
    const last = Math.max(...games.map(({ frames }) => frames.at(-1)?.round ?? 0));
    arena.time.goTo(((event.clientX - box.left) / box.width) * last);
    arena.show();
  };
  canvas.addEventListener("pointerdown", scrub);
  canvas.addEventListener("pointermove", (event) => event.buttons && scrub(event));
}

/** Each layer of the plane can be switched; of the two maps one is on at most. */
function switchLayers(arena) {
  const buttons = [...arena.arena.querySelectorAll("[data-layer]")];
  const write = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", arena.shown.has(button.dataset.layer));
    arena.show();
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const { layer } = button.dataset;
      if (!arena.shown.delete(layer)) {
        arena.shown.add(layer);
        arena.shown.delete({ optimum: "verdict", verdict: "optimum" }[layer]);
      }
      write();
    });
  }
  write();
}
