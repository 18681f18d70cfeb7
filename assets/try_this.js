// "Try this": pick an experiment, predict, run, reveal. Value: {slug, experiments}.
const { slug, experiments } = JSON.parse(props.value);
const CALM_MS = 100; // after a run, until its last pictures are drawn
const row = element.firstElementChild;
const make = (tag, text, className = "") =>
  Object.assign(document.createElement(tag), { textContent: text, className });
const card = make("div", "", "card");
card.setAttribute("role", "status");
card.tabIndex = -1;
card.hidden = true;
let waiting = null; // the prediction whose run is to come or under way

for (const group of new Set(experiments.map((experiment) => experiment.group))) {
  const list = make("div", "", "list");
  list.append(make("h2", group));
  for (const experiment of experiments.filter((each) => each.group === group)) {
    const button = make("button", experiment.title || experiment.question);
    button.addEventListener("click", () => ask(experiment, button));
    list.append(button);
  }
  row.append(list);
}
row.append(card);

function mark(button) {
  for (const other of row.querySelectorAll(".list button")) other.removeAttribute("aria-pressed");
  button?.setAttribute("aria-pressed", "true");
}

function ask(experiment, button) {
  mark(button);
  const choices = make("div", "", "choices");
  choices.append(make("span", experiment.title ? experiment.question : "Your prediction:"));
  for (const choice of experiment.choices) {
    const pick = make("button", choice);
    pick.addEventListener("click", () => run(experiment, choice));
    choices.append(pick);
  }
  card.replaceChildren(choices);
  card.hidden = false;
  choices.querySelector("button").focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function run(experiment, prediction) {
  waiting = { experiment, prediction };
  card.replaceChildren(make("p", `You said “${prediction}”. Let us see.`));
  card.focus({ preventScroll: true });
  const tab = element.closest('[role="tabpanel"]');
  tab.querySelector(".uf-view").scrollIntoView({ block: "nearest" });
  unfog.choose(slug, experiment);
  setTimeout(() => trigger("select")); // what was said is seen before Gradio sets all controls
}

function reveal({ experiment, prediction }) {
  const right = prediction === experiment.answer;
  const verdict = right
    ? `As you said: ${experiment.answer}. `
    : `You said “${prediction}”; it is “${experiment.answer}”. `;
  const text = make("p", "");
  text.append(make("b", verdict), experiment.reveal);
  card.replaceChildren(text);
  requestAnimationFrame(() => card.scrollIntoView({ block: "nearest" }));
}

window.addEventListener("unfog:started", ({ detail }) => {
  if (detail.slug === waiting?.experiment.press) waiting.started = true;
});
window.addEventListener("unfog:ended", ({ detail }) => {
  if (!waiting?.started || detail.slug !== waiting.experiment.press) return;
  const run = waiting;
  waiting = null;
  card.hidden = !detail.done;
  if (detail.done) setTimeout(() => reveal(run), CALM_MS);
});
