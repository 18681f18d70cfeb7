// The line under the run button. Value: {"kind": "note" | "error", "text": "…"}. It starts the run.
const line = element.firstElementChild;
function show() {
  const { kind, text } = props.value ? JSON.parse(props.value) : { kind: "note", text: "" };
  line.className = kind;
  line.setAttribute("role", kind === "error" ? "alert" : "status");
  line.textContent = text;
  line.hidden = !text;
}
watch("value", show);
const isOf = ({ slug }) => element.closest(`#${slug}-message`);
window.addEventListener("unfog:started", ({ detail }) => {
  if (isOf(detail)) line.hidden = true;
});
window.addEventListener("unfog:begin", ({ detail }) => {
  if (isOf(detail)) trigger("submit");
});
window.addEventListener("unfog:ended", ({ detail }) => {
  const isNote = line.className === "note" && !line.hidden;
  if (!detail.done && isNote && isOf(detail)) {
    line.textContent = "Stopped.";
  }
});
show();
