// The program that reproduces this result. Value: its text; props.filename: its name when saved.
const panel = element.firstElementChild;
const title = document.createElement("h2");
title.textContent = "The code";
const copy = document.createElement("button");
const save = document.createElement("button");
copy.textContent = "Copy";
save.textContent = "Save";
const buttons = document.createElement("div");
buttons.className = "buttons";
buttons.append(copy, save);
const text = document.createElement("code");
const block = document.createElement("pre");
block.tabIndex = 0;
block.setAttribute("aria-label", "Python program");
block.append(text);
panel.append(title, block, buttons);

const keywords = "and|as|assert|class|def|elif|else|False|for|from|if|import|in|is|lambda|None|not" +
  "|or|return|True|while|with|yield";
const kinds = ["comment", "string", "keyword", "number"];
const grammar = new RegExp([
  /(#.*)/,
  /("""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/,
  new RegExp(`\\b(${keywords})\\b`),
  /\b(\d[\d_.]*(?:e-?\d+)?)\b/,
].map((part) => part.source).join("|"), "g");

function coloured(source) {
  const parts = [];
  let end = 0;
  for (const match of source.matchAll(grammar)) {
    parts.push(source.slice(end, match.index));
    const span = document.createElement("span");
    span.className = kinds[match.slice(1).findIndex((group) => group !== undefined)];
    span.textContent = match[0];
    parts.push(span);
    end = match.index + match[0].length;
  }
  return [...parts, source.slice(end)];
}

const show = () => text.replaceChildren(...coloured(props.value ?? ""));

copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(props.value);
  copy.textContent = "Copied";
  setTimeout(() => { copy.textContent = "Copy"; }, 2000);
});
save.addEventListener("click", () => {
  const file = document.createElement("a");
  file.href = URL.createObjectURL(new Blob([props.value], { type: "text/x-python" }));
  file.download = props.filename;
  file.click();
  URL.revokeObjectURL(file.href);
});
watch("value", show);
show();
