const WHOLE = "A whole sentence. Change it, and the words that may follow stand here.";

/** @returns {string} the prompt with `word` at its end, one space between them */
export function continued(prompt, word) {
  const start = prompt.trimEnd();
  return start && word !== "," ? `${start} ${word}` : `${start}${word}`;
}

/** Chips under the prompt, and the words that this world does not know. */
export function mount(element, props, trigger, watch) {
  const unknown = element.querySelector(".unknown");
  const next = element.querySelector(".next");

  function show() {
    const value = JSON.parse(props.value);
    unknown.replaceChildren(...complaint(value.unknown));
    next.replaceChildren(...value.next.map((word) => chip(word)));
    if (!value.next.length && !value.unknown.length) next.textContent = value.hint ?? WHOLE;
  }

  function chip(word) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", () => pick(word));
    return button;
  }

  function pick(word) {
    const value = JSON.parse(props.value);
    props.value = JSON.stringify({ ...value, prompt: continued(value.start, word) });
    trigger("select");
  }

  watch("value", show);
  show();
}

function complaint(words) {
  if (!words.length) return [];
  const parts = words.flatMap((word, index) => {
    const name = document.createElement("b");
    name.textContent = word;
    return index ? [", ", name] : [name];
  });
  return [...parts, words.length === 1 ? " is a word this world does not know." : " are words this world does not know."];
}
