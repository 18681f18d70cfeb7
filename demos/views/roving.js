/** Radio groups made of buttons: one of them is on, arrows move on, one tab stop for all. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Let click, arrows, Home and End in `group` choose one of its buttons. */
export function roving(group, choose) {
  group.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) choose(button);
  });
  group.addEventListener("keydown", (event) => {
    const buttons = [...group.querySelectorAll("button")];
    const there = moved(buttons.findIndex((button) => button.tabIndex === 0), event.key, buttons.length);
    if (there === null) return;
    event.preventDefault();
    event.stopPropagation();
    choose(buttons[there]);
    buttons[there].focus();
  });
}

/** @returns {number | null} where `key` leads from `here` in a ring of `count`; null for other keys */
export function moved(here, key, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return key in STEPS ? (here + STEPS[key] + count) % count : null;
}

/**
 * Fill `group` with a choice for each of `props.names`, the view's value; `shown` hears of each,
 * `picked` of those that a visitor makes.
 */
export function choices(group, props, watch, shown = () => {}, picked = () => {}) {
  group.setAttribute("aria-label", props.label);
  const buttons = JSON.parse(props.names).map((name) => {
    return Object.assign(document.createElement("button"), { type: "button", textContent: name });
  });
  group.replaceChildren(...buttons);

  function show() {
    turnOn(buttons, buttons.find((button) => button.textContent === props.value));
    shown(props.value);
  }

  roving(group, ({ textContent: name }) => {
    if (props.value === name) return;
    props.value = name;
    show();
    picked();
  });
  watch("value", show);
  show();
}

/** Show that `chosen` is the one of `buttons` that is on. */
export function turnOn(buttons, chosen) {
  for (const button of buttons) {
    button.setAttribute("role", "radio");
    button.setAttribute("aria-checked", button === chosen);
    button.tabIndex = button === chosen ? 0 : -1;
  }
}
