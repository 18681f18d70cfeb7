/** A row of choices as one radio group: click, arrows, Home and End. */
export function mount(element, props, trigger, watch) {
  const group = element.querySelector(".modes");
  group.setAttribute("aria-label", props.label);
  const buttons = JSON.parse(props.names).map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("role", "radio");
    button.addEventListener("click", () => choose(name));
    return button;
  });
  group.replaceChildren(...buttons);

  function choose(name) {
    if (props.value !== name) props.value = name;
    show();
  }

  function show() {
    for (const button of buttons) {
      const on = button.textContent === props.value;
      button.setAttribute("aria-checked", on);
      button.tabIndex = on ? 0 : -1;
    }
    element.dataset.mode = props.value;
  }

  group.addEventListener("keydown", (event) => {
    const here = buttons.findIndex((button) => button.tabIndex === 0);
    const last = buttons.length - 1;
    const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: last }[event.key];
    if (there === undefined) return;
    event.preventDefault();
    const next = buttons[(there + buttons.length) % buttons.length];
    choose(next.textContent);
    next.focus();
  });
  watch("value", show);
  show();
}
