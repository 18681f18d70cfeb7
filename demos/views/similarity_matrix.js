import { decimals } from "./ranking.js";

const WITH_NUMBERS = 12; // up to so many words every cell shows its number

/** @returns {[number, number]} the least and the largest value off the diagonal */
export function reach(values, count) {
  const others = [...values].filter((_, index) => index % (count + 1));
  return others.length ? [Math.min(...others), Math.max(...others)] : [0, 1];
}

/**
 * How full a cell is: the nearest pair is full, whichever way the measure counts.
 * @returns {number} from 0 to 1
 */
export function fullness(value, [low, high], nearIsSmall) {
  const share = (value - low) / (high - low || 1);
  return Math.min(1, Math.max(0, nearIsSmall ? 1 - share : share));
}

/**
 * A table of each word with each.
 * @param {HTMLTableElement} table
 * @param {{words: string[], values: Float32Array, nearIsSmall: boolean, odd: string}} matrix
 * @param {(text: string) => void} tell says what a cell holds
 */
export function fillMatrix(table, { words, values, nearIsSmall, odd }, tell) {
  const range = reach(values, words.length);
  const numbers = words.length <= WITH_NUMBERS;
  table.classList.toggle("dense", !numbers);
  table.style.setProperty("--n", words.length);
  const head = document.createElement("tr");
  head.append(document.createElement("td"), ...words.map((word) => heading(word, "col", odd)));
  const rows = words.map((word, row) => {
    const line = document.createElement("tr");
    line.append(heading(word, "row", odd), ...words.map((other, column) => {
      const value = values[row * words.length + column];
      const cell = document.createElement("td");
      cell.style.setProperty("--full", row === column ? 0 : fullness(value, range, nearIsSmall).toFixed(3));
      cell.classList.toggle("same", row === column);
      if (numbers) cell.textContent = decimals(value);
      cell.title = `${word} · ${other} ${decimals(value)}`;
      cell.classList.toggle("strong", row !== column && fullness(value, range, nearIsSmall) > 0.55);
      return cell;
    }));
    return line;
  });
  table.replaceChildren(head, ...rows);
  table.onpointerover = table.onclick = ({ target }) => target.title && tell(target.title);
}

function heading(word, scope, odd) {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.classList.toggle("odd", word === odd);
  const text = document.createElement("span");
  text.textContent = word;
  cell.append(text);
  return cell;
}
