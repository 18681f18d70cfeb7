/** The deck: its buttons play one round or one step; its fields are the workshop of the networks. */
export function mount(element, props, trigger, watch) {
  const fields = [...element.querySelectorAll("[data-name]")];
  const { slug } = props;

  function tell(name, detail) {
    window.dispatchEvent(new CustomEvent(`unfog:${name}`, { detail: { slug, ...detail } }));
  }

  function show() {
    const values = JSON.parse(props.value);
    for (const field of fields) field.value = values[field.dataset.name];
  }

  for (const field of fields) {
    field.addEventListener("change", () => {
      props.value = JSON.stringify({ ...JSON.parse(props.value), [field.dataset.name]: field.value.trim() });
    });
  }
  for (const button of element.querySelectorAll("[data-play]")) {
    button.addEventListener("click", () => {
      tell("next", { play: button.dataset.play, rounds: 1 });
      unfog.restart(slug);
    });
  }
  element.querySelector(".reset").addEventListener("click", () => {
    unfog.halt(slug);
    tell("reset", {});
  });
  watch("value", show);
  show();
}
