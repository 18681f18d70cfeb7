import { make } from "./elements.js";
import { seconds, whole } from "./format.js";
import { Inbox } from "./inbox.js";
import { picture, unpack } from "./unpack.js";

const LINE = 16; // hexadecimal digits in a row

/** The replicability test: pictures beside each other, each with the fingerprint of its bytes. */
export class Again {
  constructor(element) {
    this.view = element.querySelector(".again");
    this.inbox = new Inbox();
  }

  receive(text) {
    if (text) this.inbox.add(() => this.take(text));
  }

  async take(text) {
    const { header, blobs } = unpack(text);
    const bitmaps = await Promise.all(header.draws.map((_, index) => picture(blobs.get(`draw:${index}`))));
    this.show(header, bitmaps);
  }

  show({ names, draws, verdict }, bitmaps) {
    const first = draws[0]?.sha256;
    this.view.querySelector(".panels").replaceChildren(
      ...names.map((name, index) => panel(name, draws[index], bitmaps[index], first)),
    );
    this.view.querySelector(".verdict").textContent = verdictOf(verdict, draws);
    this.view.dataset.state = verdict ? (verdict.equal ? "equal" : "unequal") : draws.length ? "drawing" : "empty";
  }
}

/** @returns {string} the outcome in a sentence */
export function verdictOf(verdict, draws) {
  if (!verdict) return draws.length ? "Drawing the same again …" : "Will the same settings draw the same bytes?";
  if (verdict.equal) return `Equal: all ${whole(draws[0].bytes)} bytes are the same, ${draws.length} times.`;
  return `Not equal: ${verdict.pixels} pixels differ, by up to ${verdict.largest} of 255 levels.`;
}

/** @returns {Array<[string, boolean]>} rows of the fingerprint, and whether they are those of the first */
export function fingerprint(sha256, first) {
  const rows = [];
  for (let start = 0; start < sha256.length; start += LINE) {
    const row = sha256.slice(start, start + LINE);
    rows.push([row, row === first.slice(start, start + LINE)]);
  }
  return rows;
}

function panel(name, draw, bitmap, first) {
  const figure = make("figure", make("canvas"), caption(name, draw), digest(draw, first));
  const canvas = figure.firstElementChild;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", draw ? name : `${name}: not drawn yet`);
  canvas.className = bitmap ? "" : "blank";
  if (draw) figure.className = draw.sha256 === first ? "equal" : "unequal";
  if (!bitmap) return figure;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  return figure;
}

function caption(name, draw) {
  return make("figcaption", make("b", name), make("span", draw ? `in ${seconds(draw.seconds)}; SHA-256 of its bytes:` : ""));
}

function digest(draw, first) {
  const code = make("code");
  if (!draw) return code;
  for (const [row, isSame] of fingerprint(draw.sha256, first)) code.append(isSame ? row : make("mark", row), "\n");
  return code;
}

export function mount(element, props, trigger, watch) {
  const view = new Again(element);
  watch("value", () => view.receive(props.value));
  view.show({ names: JSON.parse(props.names), draws: [], verdict: null }, []);
  view.receive(props.value);
}
