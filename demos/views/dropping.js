/** Call `take` with the file that is dropped on `area`, which shows that it accepts one. */
export function onDrop(area, take) {
  area.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    area.classList.add("uf-drop");
  });
  area.addEventListener("dragleave", () => area.classList.remove("uf-drop"));
  area.addEventListener("drop", (event) => {
    area.classList.remove("uf-drop");
    if (event.defaultPrevented || !event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
}
