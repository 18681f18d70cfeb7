// Share: a link to this state, and what can be saved. Value: {slug, downloads: [[what, label]]}.
const { slug, downloads } = JSON.parse(props.value);
const row = element.firstElementChild;
const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
const copy = make("button", "Copy a link to this");
const field = Object.assign(make("input", ""), { readOnly: true, hidden: true });
field.setAttribute("aria-label", "Link to this state");
const buttons = Object.assign(make("div", ""), { className: "buttons" });
buttons.append(copy);
for (const [what, label] of downloads) {
  const save = make("button", label);
  save.addEventListener("click", () =>
    window.dispatchEvent(new CustomEvent("unfog:download", { detail: { slug, what } })));
  buttons.append(save);
}
buttons.append(field);
row.append(make("h2", "Share"), buttons);

copy.addEventListener("click", () => trigger("copy"));
window.addEventListener("unfog:link", async ({ detail }) => {
  if (detail.slug !== slug) return;
  field.value = detail.url;
  field.hidden = false;
  field.select();
  try {
    await navigator.clipboard.writeText(detail.url);
    copy.textContent = "Link copied";
  } catch (error) {
    console.info("No access to the clipboard; the link is in the field.", error);
  }
  setTimeout(() => { copy.textContent = "Copy a link to this"; }, 2000);
});
window.addEventListener("unfog:linked", ({ detail }) => {
  if (detail.slug === slug) trigger("input");
});
if (unfog.hasLink(slug)) unfog.ready.then(() => trigger("input"));
