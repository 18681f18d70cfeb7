import { choices } from "./roving.js";

/** A row of choices as one radio group: click, arrows, Home and End. */
export function mount(element, props, trigger, watch) {
  choices(element.querySelector(".modes"), props, watch, (mode) => {
    element.dataset.mode = mode;
  });
}
