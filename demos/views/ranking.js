/** The nearest words as bars: what came first, and what was left out because it was typed. */

const COLUMNS = [["cosine", "cosine"], ["dot", "dot"], ["euclidean", "distance"]];

/**
 * One list out of both rankings: the words that count have a rank, those left out have none.
 * @param {Array<{word: string, place: number, is_input: boolean}>} ranked the ranking asked for
 * @param {typeof ranked} inputs the words of the expression
 * @param {boolean} leavesOut whether the inputs do not count
 */
export function rowsOf(ranked, inputs, leavesOut) {
  const last = Math.max(0, ...ranked.map(({ place }) => place));
  const ghosts = leavesOut ? inputs.filter(({ place }) => place < last) : [];
  const rows = [...ranked, ...ghosts].sort((a, b) => a.place - b.place);
  let rank = 0;
  return rows.map((row) => ({ ...row, rank: leavesOut && row.is_input ? null : (rank += 1) }));
}

/** @returns {string} two decimals with a real minus sign */
export function decimals(value, digits = 2) {
  if (!Number.isFinite(value)) return "–";
  return (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toFixed(digits).replace("-", "−");
}

/** Fill a table with the rows; `by` is the measure that ranked them. */
export function fillRanking(table, rows, by) {
  const head = row("th", ["", "word", "", ...COLUMNS.map(([, title]) => title)]);
  [...head.children].slice(3).forEach((cell, index) => cell.classList.toggle("by", COLUMNS[index][0] === by));
  const body = rows.map((each) => {
    const numbers = COLUMNS.map(([name]) => decimals(each[name]));
    const line = row("td", [each.rank ?? "", each.word, "", ...numbers]);
    line.className = each.rank === null ? "left-out" : each.is_input ? "typed" : each.rank === 1 ? "first" : "";
    line.children[2].append(bar(each.cosine));
    [...line.children].slice(3).forEach((cell, index) => cell.classList.toggle("by", COLUMNS[index][0] === by));
    if (each.is_input) line.children[1].append(note(each.rank === null ? "left out" : "typed"));
    return line;
  });
  const [thead, tbody] = ["thead", "tbody"].map((tag) => document.createElement(tag));
  thead.append(head);
  tbody.append(...body);
  table.replaceChildren(thead, tbody);
}

function row(tag, texts) {
  const line = document.createElement("tr");
  for (const text of texts) line.append(Object.assign(document.createElement(tag), { textContent: text }));
  return line;
}

function note(text) {
  return Object.assign(document.createElement("small"), { textContent: text });
}

/** A bar from zero; a negative cosine has none. */
function bar(cosine) {
  const line = document.createElement("i");
  line.style.setProperty("--share", Math.max(0, Math.min(1, cosine)));
  return line;
}
