import { choices } from "./roving.js";

/** A labelled row of choices as one radio group; a choice made by hand fires `input`. */
export function mount(element, props, trigger, watch) {
  element.querySelector(".label").textContent = props.label;
  choices(element.querySelector(".modes"), props, watch, () => {}, () => trigger("input"));
}
