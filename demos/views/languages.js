import { styled } from "./elements.js";
import { number, whole } from "./format.js";
import { unpack } from "./unpack.js";

/** One sentence in several languages: how many tokens each tokenizer makes of it. */
class Languages {
  constructor(element, props) {
    this.table = element.querySelector(".languages");
    this.props = props;
  }

  receive(text) {
    if (!text) return;
    const { header } = unpack(text);
    const most = Math.max(1, ...header.rows.flatMap(({ tokens }) => tokens));
    this.table.style.setProperty("--columns", header.tokenizers.length);
    this.table.replaceChildren(headings(header.tokenizers), ...header.rows.map((row) => this.row(row, header, most)));
    Object.assign(this.table.dataset, { rows: header.rows.length, columns: header.tokenizers.length });
  }

  row(row, { tokenizers, rows }, most) {
    const line = styled("div", "row");
    line.setAttribute("role", "row");
    const about = styled("div", "about");
    about.setAttribute("role", "rowheader");
    const sentence = Object.assign(styled("button", "sentence", row.text), { type: "button", lang: row.code, dir: "auto" });
    sentence.title = "Look at its tokens";
    sentence.addEventListener("click", () => this.open(row.text));
    about.append(styled("b", "", row.language), styled("span", "size", `${whole(row.characters)} characters, ${whole(row.bytes)} bytes`), sentence);
    line.append(about, ...tokenizers.map((title, which) => cell(title, row.tokens[which], rows[0].tokens[which], most)));
    return line;
  }

  open(text) {
    unfog.open(this.props.slug, new URLSearchParams({ mode: this.props.compare, text }));
  }
}

function headings(tokenizers) {
  const line = styled("div", "row head");
  line.setAttribute("role", "row");
  const cells = ["", ...tokenizers].map((title) => styled("b", "", title));
  for (const heading of cells) heading.setAttribute("role", "columnheader");
  line.append(...cells);
  return line;
}

function cell(title, tokens, english, most) {
  const box = styled("div", "cell");
  box.setAttribute("role", "cell");
  const bar = styled("i");
  bar.style.setProperty("--part", `${(100 * tokens) / most}%`);
  box.append(styled("span", "title", title), styled("b", "", whole(tokens)), styled("span", "ratio", `× ${number(tokens / english)}`), bar);
  return box;
}

export function mount(element, props, trigger, watch) {
  const view = new Languages(element, props);
  watch("value", () => view.receive(props.value));
  view.receive(props.value);
}
