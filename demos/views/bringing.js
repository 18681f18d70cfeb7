/** Files that a visitor brings, by hand or by menu. */

/** Call `take` with the file that is dropped on `area`; meanwhile `shown` shows that it may be. */
export function onDrop(area, take, shown = area) {
  area.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    shown.classList.add("uf-drop");
  });
  area.addEventListener("dragleave", () => shown.classList.remove("uf-drop"));
  area.addEventListener("drop", (event) => {
    shown.classList.remove("uf-drop");
    if (event.defaultPrevented || !event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
}

/** Call `take` with the file that is chosen in `picker`, also when it is the same one again. */
export function onPick(picker, take) {
  picker.addEventListener("change", () => {
    const [file] = picker.files;
    picker.value = "";
    if (file) take(file);
  });
}
