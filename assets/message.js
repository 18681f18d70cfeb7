// The line under the run button. Value: {"kind": "note" | "error", "text": "…"}.
const line = element.firstElementChild;
function show() {
  const { kind, text } = props.value ? JSON.parse(props.value) : { kind: "note", text: "" };
  line.className = kind;
  line.setAttribute("role", kind === "error" ? "alert" : "status");
  line.textContent = text;
  line.hidden = !text;
}
watch("value", show);
window.addEventListener("unfog:started", ({ detail }) => {
  if (element.closest(`#${detail.slug}-message`)) line.hidden = true;
});
window.addEventListener("unfog:ended", ({ detail }) => {
  const isNote = line.className === "note" && !line.hidden;
  if (!detail.done && isNote && element.closest(`#${detail.slug}-message`)) {
    line.textContent = "Stopped.";
  }
});
show();
