import { OFF } from "./processors.js";

const LABELS = {
  repetition_penalty: "Repetition penalty",
  temperature: "Temperature",
  top_k: "Top-k",
  top_p: "Top-p",
  min_p: "Min-p",
  typical_p: "Typical-p",
};

const K_STOPS = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 0];

/** What the steps of each slider mean. */
const SCALES = {
  repetition_penalty: even(1, 2, 0.05),
  temperature: even(0, 5, 0.05),
  top_k: K_STOPS,
  top_p: even(0.05, 1, 0.05),
  min_p: even(0, 0.5, 0.01),
  typical_p: even(0.05, 1, 0.05),
};

function even(low, high, step) {
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toFixed(4)));
}

/** @returns {number} the step of a slider whose value is nearest */
export function nearestStop(stops, value) {
  if (stops === K_STOPS && value === 0) return stops.length - 1;
  const gaps = stops.map((stop) => (stops === K_STOPS && stop === 0 ? Infinity : Math.abs(stop - value)));
  return gaps.indexOf(Math.min(...gaps));
}

/** @returns {number | string} what was typed: a number, "off" as the value that changes nothing, or the text */
export function typed(name, text) {
  const plain = text.trim().replace(",", ".");
  if (plain.toLowerCase() === "off") return OFF[name];
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : plain;
}

/** @returns {string[]} `order` with `name` one place earlier (-1) or later (1) */
export function movedBy(order, name, step) {
  const there = order.indexOf(name) + step;
  if (there < 0 || there >= order.length) return order;
  const others = order.filter((other) => other !== name);
  return [...others.slice(0, there), name, ...others.slice(there)];
}

/** Sliders in the order in which they are applied. */
export function mount(element, props, trigger, watch) {
  const list = element.querySelector("ol");
  const box = element.querySelector(".knobs");
  const reorder = element.querySelector(".reorder");
  const rows = Object.fromEntries(Object.keys(OFF).map((name) => [name, row(name)]));
  let settings = JSON.parse(props.value);

  function row(name) {
    const item = document.createElement("li");
    item.dataset.name = name;
    const id = `${props.slug}-${name}`;
    const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: LABELS[name] });
    const slider = Object.assign(document.createElement("input"), { type: "range", id, min: 0, step: 1 });
    slider.max = SCALES[name].length - 1;
    const text = Object.assign(document.createElement("input"), { type: "text", inputMode: "decimal" });
    text.setAttribute("aria-label", `${LABELS[name]}, typed`);
    const moves = Object.assign(document.createElement("span"), { className: "move" });
    const [up, down] = [["↑", "earlier", -1], ["↓", "later", 1]].map(([sign, when, step]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
      button.setAttribute("aria-label", `${LABELS[name]} ${when}`);
      button.addEventListener("click", () => move(name, step, button));
      return button;
    });
    moves.append(up, down);
    slider.addEventListener("input", () => {
      settings = { ...settings, [name]: SCALES[name][slider.value] };
      show();
      tell();
    });
    slider.addEventListener("change", keep);
    text.addEventListener("change", () => {
      settings = { ...settings, [name]: typed(name, text.value) };
      keep();
    });
    text.addEventListener("focus", () => text.select());
    item.append(label, slider, text, moves);
    return { item, label, slider, text, up, down };
  }

  function move(name, step, button) {
    settings = { ...settings, order: movedBy(settings.order, name, step) };
    keep();
    (button.disabled ? list.querySelector(`[data-name="${name}"] button:not(:disabled)`) : button).focus();
  }

  function keep() {
    props.value = JSON.stringify(settings);
    show();
    tell();
  }

  function tell() {
    const usable = Object.keys(OFF).every((name) => typeof settings[name] === "number");
    if (usable) globalThis.unfog?.tell("knobs", { slug: props.slug, settings });
  }

  function show() {
    const { order } = settings;
    const places = [...list.children].map((item) => item.dataset.name);
    if (places.join() !== order.join()) list.append(...order.map((name) => rows[name].item));
    order.forEach((name, place) => write(rows[name], name, place));
  }

  function write({ item, slider, text, up, down }, name, place) {
    const value = settings[name];
    const stop = nearestStop(SCALES[name], Number(value));
    const isOn = value !== OFF[name];
    const shown = isOn || name === "temperature" ? String(value) : "off";
    item.classList.toggle("on", isOn || name === "temperature");
    slider.value = stop;
    slider.style.setProperty("--fill", `${(100 * stop) / slider.max}%`);
    slider.setAttribute("aria-valuetext", shown);
    if (text.value !== shown) text.value = shown;
    up.disabled = place === 0;
    down.disabled = place === settings.order.length - 1;
  }

  reorder.addEventListener("click", () => {
    const isOn = box.classList.toggle("moving");
    reorder.setAttribute("aria-pressed", isOn);
    reorder.textContent = isOn ? "Keep this order" : "Change the order";
  });
  addEventListener("unfog:asked", function answer({ detail }) {
    if (!element.isConnected) removeEventListener("unfog:asked", answer);
    else if (detail.slug === props.slug) tell();
  });
  watch("value", () => {
    settings = JSON.parse(props.value);
    show();
    tell();
  });
  show();
  tell();
}
