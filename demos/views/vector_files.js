import { save } from "./film_files.js";

const KEPT = [
  "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "opacity",
  "font-family", "font-size", "font-weight",
];

/** Save what a view shows as numbers, with the settings they come from. */
export function saveNumbers(name, settings, numbers) {
  const text = JSON.stringify({ settings, ...numbers }, null, 1);
  save(new TextEncoder().encode(text), "application/json", `unfog-${name}.json`);
}

/** Save a picture as it is seen, in a file that needs no style sheet; the settings are inside. */
export function savePicture(name, settings, picture) {
  const copy = picture.cloneNode(true);
  const [seen, written] = [picture, copy].map((node) => [node, ...node.querySelectorAll("*")]);
  seen.forEach((node, index) => {
    const style = getComputedStyle(node);
    for (const property of KEPT) written[index].style.setProperty(property, style.getPropertyValue(property));
  });
  copy.style.background = getComputedStyle(picture).backgroundColor;
  const metadata = document.createElementNS(copy.namespaceURI, "metadata");
  metadata.textContent = JSON.stringify(settings);
  copy.prepend(metadata);
  const text = new XMLSerializer().serializeToString(copy);
  save(new TextEncoder().encode(text), "image/svg+xml", `unfog-${name}.svg`);
}

/** @returns {Array<Object<string, number>>} a flat matrix as one object for each row */
export function byWord(words, values) {
  return words.map((_, row) => Object.fromEntries(
    words.map((word, column) => [word, values[row * words.length + column]]),
  ));
}
