// The line at the right of the header, asked of the server when the page opens, while the models
// may still be loading, and after each run.
const line = element.firstElementChild;
line.setAttribute("role", "status");
async function ask() {
  line.textContent = await server.line({});
}
window.addEventListener("unfog:ended", () => setTimeout(ask, 500)); // once the end is shown
ask();
for (const seconds of [5, 15, 40]) setTimeout(ask, 1000 * seconds);
