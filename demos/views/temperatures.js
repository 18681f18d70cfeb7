import { number, percent } from "./format.js";
import { listen } from "./listening.js";
import { unpack } from "./unpack.js";

const MIME = "application/json";

/** @returns {number} how many letters `text` shares with the beginning of the text before it */
export function sharedWith(text, before) {
  let length = 0;
  while (length < text.length && text[length] === before[length]) length += 1;
  return length < text.length ? Math.max(0, text.lastIndexOf(" ", length)) : length;
}

/** @returns {Array<[string, number | null, string]>} what is measured: its name, its part of 1, its number */
export function measures({ distinct, repetition, perplexity }) {
  if (!distinct) return [];
  return [
    ["distinct-1", distinct[0], percent(distinct[0])],
    ["distinct-2", distinct[1], percent(distinct[1])],
    ["distinct-3", distinct[2], percent(distinct[2])],
    ["repetition", repetition, percent(repetition)],
    ["perplexity", null, number(perplexity)],
  ];
}

/** Texts at three temperatures; each can be opened token by token. */
export function mount(element, props, trigger, watch) {
  const view = element.querySelector(".three");
  const find = (selector) => view.querySelector(selector);
  let run = null;

  function show() {
    if (!props.value) return;
    run = unpack(props.value).header;
    const { settings, columns, state } = run;
    Object.assign(view.dataset, { state, texts: columns[0]?.texts.length ?? 0 });
    find(".prompt").textContent = settings.prompt ? `${settings.prompt}…` : "From the beginning of a text…";
    find(".columns").replaceChildren(...columns.map(column));
    if (state === "finished") find(".live").textContent = "All texts are written.";
  }

  function column({ temperature, texts, ids, ...measured }) {
    const box = document.createElement("section");
    const head = document.createElement("h3");
    head.append(`${temperature === 0 ? "greedy, temperature" : "temperature"}`, make("b", String(temperature)));
    const list = document.createElement("ol");
    list.append(...texts.map((text, index) => item(text, texts[index - 1] ?? "", temperature, index, ids)));
    box.append(head, facts(measured), list);
    return box;
  }

  function item(text, before, temperature, index, ids) {
    const button = Object.assign(make("button", ""), { type: "button", disabled: !ids });
    const begin = text.length - text.trimStart().length;
    const shared = Math.max(begin, sharedWith(text, before));
    button.append(Object.assign(make("span", text.slice(begin, shared)), { className: "same" }), text.slice(shared));
    button.title = ids ? "Open it token by token" : "";
    if (ids) button.addEventListener("click", () => open(temperature, index, ids[index]));
    const line = document.createElement("li");
    line.append(button);
    return line;
  }

  function facts(measured) {
    const list = document.createElement("dl");
    for (const [name, part, text] of measures(measured)) {
      const meter = document.createElement("i");
      meter.style.setProperty("--part", `${100 * (part ?? 0)}%`);
      meter.style.visibility = part === null ? "hidden" : "";
      list.append(make("dt", name), meter, make("dd", text));
    }
    return list;
  }

  /** The same text in the mode that shows every token of it, with all that could have come. */
  function open(temperature, index, continuation) {
    const { prompt, model, max_new_tokens, order, top_k, top_p, min_p, typical_p, repetition_penalty } = run.settings;
    const knobs = { order, temperature, top_k, top_p, min_p, typical_p, repetition_penalty };
    const values = { mode: "Next token", prompt, model, max_new_tokens, seed: run.seeds[index] };
    const at = JSON.stringify({ continuation });
    globalThis.unfog?.open(props.slug, new URLSearchParams({ ...values, knobs: JSON.stringify(knobs), at }));
  }

  function make(tag, text) {
    return Object.assign(document.createElement(tag), { textContent: text });
  }

  function save() {
    const url = URL.createObjectURL(new Blob([JSON.stringify(run, null, 1)], { type: MIME }));
    Object.assign(document.createElement("a"), { href: url, download: "unfog-temperatures.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  const toggle = find(".whole");
  toggle.addEventListener("click", () => toggle.setAttribute("aria-pressed", view.classList.toggle("open")));
  listen(view, "unfog:download", ({ detail }) => {
    if (detail.slug === props.slug && detail.what === "texts" && run) save();
  });
  watch("value", show);
  show();
}
