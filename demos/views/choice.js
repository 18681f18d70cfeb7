import { roving, turnOn } from "./roving.js";

/** A labelled row of choices as one radio group. */
export function mount(element, props, trigger, watch) {
  const group = element.querySelector(".modes");
  element.querySelector(".label").textContent = props.label;
  group.setAttribute("aria-label", props.label);
  const buttons = JSON.parse(props.names).map((name) => {
    return Object.assign(document.createElement("button"), { type: "button", textContent: name });
  });
  group.replaceChildren(...buttons);

  function show() {
    turnOn(buttons, buttons.find((button) => button.textContent === props.value));
  }

  roving(group, ({ textContent: name }) => {
    if (props.value !== name) props.value = name;
    show();
  });
  watch("value", show);
  show();
}
