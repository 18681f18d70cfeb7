import { paintPicture } from "./notes_paint.js";
import { pieces } from "./notes_store.js";
import { roving, turnOn } from "./roving.js";
import { unpack } from "./unpack.js";

/** What a banknote is: pixels a side, and colours of each. */
export const [SIDE, CHANNELS] = [16, 3];

/** @returns {Promise<object>} what the server answers, or `{error}`, also when it is gone */
export async function asked(call, values) {
  try {
    return await call(values);
  } catch (error) {
    console.warn(error);
    return { error: "The server does not answer: reload the page." };
  }
}

/** The stages of pocket-gan as a row of pictures; one of them is chosen. */
export class Stages {
  constructor(list, server, choose) {
    this.list = list;
    this.server = server;
    this.choose = choose;
    this.rounds = [];
    this.stage = 0;
    roving(list, ({ dataset }) => this.take(Number(dataset.stage)));
  }

  /** Ask for the stages, once. @returns {Promise<string>} what went wrong, or "" */
  async open() {
    if (this.rounds.length) return "";
    const answer = await asked(this.server.stages, {});
    if (answer.error) return answer.error;
    const { header, blobs } = unpack(answer.packed);
    const pictures = pieces(blobs.get("forged").bytes, SIDE * SIDE * CHANNELS);
    this.rounds = header.rounds;
    this.list.replaceChildren(...pictures.map((bytes, index) => this.thumb(bytes, index)));
    this.show();
    return "";
  }

  get words() {
    return `${this.rounds[this.stage].toLocaleString("en")} rounds`;
  }

  thumb(bytes, index) {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    const canvas = document.createElement("canvas");
    const rounds = this.rounds[index].toLocaleString("en");
    const words = Object.assign(document.createElement("span"), { textContent: rounds });
    paintPicture(canvas, bytes, SIDE, CHANNELS);
    button.dataset.stage = index;
    button.setAttribute("aria-label", `After ${rounds} rounds`);
    button.append(canvas, words);
    return button;
  }

  take(stage) {
    if (stage === this.stage) return;
    this.stage = stage;
    this.show();
    this.choose(stage);
  }

  show() {
    turnOn([...this.list.children], this.list.children[this.stage]);
  }
}
