import { roving, turnOn } from "./roving.js";

const SEEDS = 2 ** 31;

/** Fields as rows of choices and two numbers; the value is a JSON object of texts. */
export function mount(element, props, trigger, watch) {
  const rows = [...element.querySelectorAll(".field")];
  const numbers = [...element.querySelectorAll("input[data-name]")];
  const values = () => JSON.parse(props.value);

  function tell(name, value) {
    if (values()[name] !== value) props.value = JSON.stringify({ ...values(), [name]: value });
    show();
  }

  function show() {
    const now = values();
    for (const row of rows) {
      const buttons = [...row.querySelectorAll("button")];
      turnOn(buttons, buttons.find((button) => button.dataset.value === now[row.dataset.name]));
    }
    for (const field of numbers) field.value = now[field.dataset.name];
    element.querySelector(".training").hidden = now.activity !== "watch";
    const box = element.closest(".uf-pictures");
    if (box) box.dataset.activity = now.activity;
  }

  for (const row of rows) roving(row, (button) => tell(row.dataset.name, button.dataset.value));
  for (const field of numbers) {
    field.addEventListener("change", () => tell(field.dataset.name, field.value.trim()));
  }
  element.querySelector(".dice").addEventListener("click", () => {
    tell("seed", String(Math.floor(Math.random() * SEEDS)));
  });
  watch("value", show);
  show();
}
