/** Small pictures with crisp pixels, and the detective's verdict under each. */

/** Draw `bytes`, `channels` for each pixel, on a canvas of `side` × `side` pixels. */
export function paintPicture(canvas, bytes, side, channels) {
  if (canvas.width !== side || canvas.height !== side) Object.assign(canvas, { width: side, height: side });
  canvas.getContext("2d").putImageData(new ImageData(coloured(bytes, channels), side, side), 0, 0);
}

/** @returns {Uint8ClampedArray} RGBA of a picture of one channel (grey) or three */
export function coloured(bytes, channels) {
  const pixels = bytes.length / channels;
  const rgba = new Uint8ClampedArray(4 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[4 * pixel + channel] = bytes[channels * pixel + (channels === 3 ? channel : 0)];
    }
    rgba[4 * pixel + 3] = 255;
  }
  return rgba;
}

/** @returns {{says: "real" | "forged", text: string}} a verdict in words: "real 83 %" */
export function verdictWords(verdict) {
  const says = verdict > 0.5 ? "real" : "forged";
  const sure = Math.round(100 * Math.max(verdict, 1 - verdict));
  return { says, text: `${says} ${sure} %` };
}

/** @returns {HTMLElement} an empty card: a picture, a meter and a line of words */
export function newCard() {
  const card = document.createElement("li");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  const meter = Object.assign(document.createElement("i"), { className: "meter" });
  meter.setAttribute("aria-hidden", "true");
  const words = Object.assign(document.createElement("span"), { className: "words" });
  card.append(canvas, meter, words);
  return card;
}

/** Show a picture and what the detective says of it; `verdict` null says nothing. */
export function fillCard(card, bytes, { side, channels }, verdict, name) {
  const canvas = card.querySelector("canvas");
  const { says, text } = verdict === null ? { says: "", text: "" } : verdictWords(verdict);
  paintPicture(canvas, bytes, side, channels);
  canvas.setAttribute("aria-label", text ? `${name}: the detective says ${text}` : name);
  card.dataset.says = says;
  card.querySelector(".meter").style.setProperty("--part", `${100 * (verdict ?? 0)}%`);
  card.querySelector(".words").textContent = text;
}

/** Keep exactly `count` cards in a list. @returns {HTMLElement[]} */
export function cardsOf(list, count) {
  while (list.children.length < count) list.append(newCard());
  while (list.children.length > count) list.lastElementChild.remove();
  return [...list.children];
}
