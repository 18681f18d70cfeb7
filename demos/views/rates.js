const NINE = 9; // steps of a slider in one power of ten: 1, 2, … 9

/** @returns {string} the value at a step of the slider: "5e-4" */
export function rateAt(step, low) {
  const power = low + Math.floor(step / NINE);
  const digit = (step % NINE) + 1;
  return power >= -1 ? String(Number(`${digit}e${power}`)) : `${digit}e${power}`;
}

/** @returns {number} the step of the slider that is nearest to a value, inside its ends */
export function stepOf(value, [low, high]) {
  if (!(value > 0)) return 0;
  const power = Math.floor(Math.log10(value) + 1e-9);
  const step = (power - low) * NINE + Math.round(value / 10 ** power) - 1;
  return Math.min((high - low) * NINE, Math.max(0, step));
}

/** Logarithmic sliders; beside each stands its number, which can be typed. */
export function mount(element, props, trigger, watch) {
  const powers = JSON.parse(props.powers);
  const before = document.querySelectorAll(".rates input").length; // another group may be on the page
  const fields = Object.entries(JSON.parse(props.labels)).map(([name, label]) => field(name, label));
  element.querySelector(".rates").replaceChildren(...fields.map(({ box }) => box));

  function field(name, label) {
    const box = document.createElement("div");
    const id = `rate-${name}-${before}`;
    const title = Object.assign(document.createElement("label"), { textContent: label, htmlFor: id });
    const slider = Object.assign(document.createElement("input"), { type: "range", id, min: 0, step: 1 });
    slider.max = (powers[1] - powers[0]) * NINE;
    const text = Object.assign(document.createElement("input"), { type: "text", inputMode: "decimal" });
    text.setAttribute("aria-label", `${label}, typed`);
    const row = Object.assign(document.createElement("div"), { className: "row" });
    row.append(slider, text);
    box.append(title, row);
    slider.addEventListener("input", () => {
      text.value = rateAt(Number(slider.value), powers[0]);
      fill(slider, text.value);
    });
    slider.addEventListener("change", () => tell(name, text.value));
    text.addEventListener("change", () => tell(name, text.value.trim()));
    return { name, box, slider, text };
  }

  function fill(slider, value) {
    slider.style.setProperty("--fill", `${(100 * slider.value) / slider.max}%`);
    slider.setAttribute("aria-valuetext", value);
  }

  function tell(name, value) {
    props.value = JSON.stringify({ ...JSON.parse(props.value), [name]: value });
    show();
  }

  function show() {
    const values = JSON.parse(props.value);
    for (const { name, slider, text } of fields) {
      text.value = values[name];
      slider.value = stepOf(Number(values[name]), powers);
      fill(slider, values[name]);
    }
  }

  watch("value", show);
  show();
}
