const WORD = /[\p{L}\p{N}_'’.&/-]+$/u;
const PATIENCE = 120; // milliseconds without a key before the server is asked
const OFFERED = 8; // words: four rows, which leave the button below free
const MOST = 1500; // characters that are looked at while somebody types

/** @returns {[number, number]} where the word before the caret begins and ends */
export function wordBefore(text, caret) {
  const begun = text.slice(0, caret).match(WORD);
  return [begun ? caret - begun[0].length : caret, caret];
}

/** @returns {[string, number]} the text with `word` between `start` and `end`, and the caret */
export function replaced(text, start, end, word) {
  return [text.slice(0, start) + word + text.slice(end), start + word.length];
}

/**
 * A line of text about words: it completes them from the vocabulary, marks what it does not know,
 * and offers what may be meant.
 */
export class WordField {
  constructor(element, props, trigger, server) {
    this.props = props;
    this.trigger = trigger;
    this.server = server;
    this.input = element.querySelector("input");
    this.echo = element.querySelector(".echo");
    this.list = element.querySelector("ul");
    this.problem = element.querySelector(".problem");
    this.chosen = -1;
    this.asked = 0;
    this.timer = 0;
    const label = element.querySelector("label");
    label.textContent = props.label;
    label.htmlFor = this.input.id = `${props.name}-text`;
    this.list.id = `${props.name}-words`;
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.placeholder = props.hint ?? "";
  }

  show() {
    if (this.input.value !== this.props.value) this.input.value = this.props.value ?? "";
    this.close();
    this.ask(0);
  }

  typed() {
    this.props.value = this.input.value;
    this.mark(null);
    this.ask(PATIENCE);
  }

  ask(patience) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look().catch((error) => console.error(error)), patience);
  }

  /** Ask what the words are; an answer to what stands there no longer is dropped. */
  async look() {
    const text = this.input.value.slice(0, MOST);
    const number = (this.asked += 1);
    const [start, end] = wordBefore(text, this.caret());
    const seen = await this.server.look({ text, start, end, vectors: this.props.vectors });
    if (number !== this.asked) return;
    const typing = document.activeElement === this.input;
    if (typing && end > start) this.offer(seen.words.filter((word) => word !== text.slice(start, end)).slice(0, OFFERED));
    else this.close();
    const unfinished = typing && seen.mark && seen.mark[1] >= end && !seen.instead.length;
    this.mark(unfinished ? null : seen);
  }

  caret() {
    return Math.min(MOST, this.input.selectionStart ?? this.input.value.length);
  }

  offer(words) {
    this.chosen = -1;
    this.list.replaceChildren(...words.map((word, index) => {
      const item = Object.assign(document.createElement("li"), { textContent: word });
      item.id = `${this.list.id}-${index}`;
      item.setAttribute("role", "option");
      return item;
    }));
    this.open(words.length > 0);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", isOpen);
    if (!isOpen) this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.chosen = -1;
    this.open(false);
  }

  choose(index) {
    const items = [...this.list.children];
    this.chosen = (index + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", place === this.chosen));
    this.input.setAttribute("aria-activedescendant", items[this.chosen].id);
  }

  take(word, [start, end] = wordBefore(this.input.value, this.caret())) {
    const [text, caret] = replaced(this.input.value, start, end, word);
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(caret, caret);
    this.close();
    this.typed();
  }

  /** Underline what is wrong, and say why, with what may be meant as buttons. */
  mark(seen) {
    const text = this.input.value;
    const [start, end] = seen?.mark ?? [0, 0];
    const wrong = Object.assign(document.createElement("u"), { textContent: text.slice(start, end) || (seen?.mark ? " " : "") });
    this.echo.replaceChildren(text.slice(0, start), wrong, text.slice(end));
    this.echo.scrollLeft = this.input.scrollLeft;
    this.input.setAttribute("aria-invalid", Boolean(seen?.mark));
    const offers = (seen?.instead ?? []).map((word) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: word });
      button.addEventListener("click", () => this.take(word, [start, end]));
      return button;
    });
    this.problem.replaceChildren(...(seen?.sentence ? [`${seen.sentence} `, ...offers] : []));
  }

  pressed(event) {
    const open = !this.list.hidden;
    if (event.key === "Escape") return this.close();
    if (event.key === "Enter") {
      if (open && this.chosen >= 0) this.take(this.list.children[this.chosen].textContent);
      else this.run();
    } else if (event.key === "Tab" && open && this.chosen >= 0) this.take(this.list.children[this.chosen].textContent);
    else if (open && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      this.choose(this.chosen + (event.key === "ArrowDown" ? 1 : this.chosen < 0 ? 0 : -1));
    } else return;
    event.preventDefault();
  }

  run() {
    this.close();
    this.trigger("submit");
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("scroll", () => (this.echo.scrollLeft = this.input.scrollLeft));
    this.input.addEventListener("blur", () => {
      this.close();
      this.ask(PATIENCE);
    });
    this.list.addEventListener("pointerdown", (event) => {
      const item = event.target.closest("li");
      if (!item) return;
      event.preventDefault();
      this.take(item.textContent);
    });
  }
}

export function mount(element, props, trigger, watch, server) {
  const field = new WordField(element, props, trigger, server);
  field.listen();
  watch(["value", "vectors"], () => field.show());
  field.show();
}
