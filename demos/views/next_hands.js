import { listen } from "./listening.js";

const KEYS = {
  Enter: (next) => next.drawOne(),
  Backspace: (next) => next.undo(),
  ArrowLeft: (next) => next.undo(),
  ArrowRight: (next) => next.forward(),
};

const ACTS = {
  draw: (next) => next.drawOne(),
  best: (next) => next.takeLikeliest(),
  write: (next) => next.write(),
  undo: (next) => next.undo(),
  hundred: (next) => next.show((next.sampling = !next.sampling)),
};

/** Let buttons, keys, the table and the page's events move the view of the next token. */
export function handle(next) {
  for (const [name, act] of Object.entries(ACTS)) {
    next.find(`.acts .${name}`).addEventListener("click", () => act(next));
  }
  next.find(".text").addEventListener("keydown", (event) => pressed(next, event));
  next.find("tbody").addEventListener("click", ({ target }) => {
    const row = target.closest("button")?.closest("tr");
    if (row) next.take(Number(row.dataset.id), "chosen");
  });
  next.find(".on").addEventListener("click", ({ target }) => next.passOn(target.dataset.tab));
  const field = next.find(".find input");
  next.find(".find").addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("change", () => next.search(field.value.trim()));
  new ResizeObserver(() => next.show()).observe(next.view);
  hear(next);
}

function pressed(next, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key](next);
}

/** The window's events that carry this tab's name. */
function hear(next) {
  const { slug } = next.props;
  const acts = {
    knobs: ({ settings }) => next.show((next.settings = settings)),
    settled: () => next.settled(),
    seed: ({ seed }) => next.reseed(seed),
    stepped: () => next.stepped(),
    download: ({ what }) => next.download(what),
    started: () => next.show((next.isRunning = true)),
    ended: () => next.finish(),
  };
  for (const [name, act] of Object.entries(acts)) {
    listen(next.view, `unfog:${name}`, ({ detail }) => detail.slug === slug && act(detail));
  }
  globalThis.unfog?.tell("asked", { slug });
}
