// The line at the right of the header, asked of the server when the page opens and after a run.
const line = element.firstElementChild;
line.setAttribute("role", "status");
async function ask() {
  line.textContent = await server.line({});
}
window.addEventListener("unfog:ended", ask);
ask();
