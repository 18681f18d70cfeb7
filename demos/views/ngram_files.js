/** Save what was written, with the settings inside. */
export function saveText(what, run, text) {
  const head = `n = ${run.n}, ${run.units}, ${run.sources.map((source) => source.title).join(" + ")}`;
  const files = {
    txt: [`${text}\n\n-- ${head}, ${JSON.stringify(run.settings)}\n`, "ngrams.txt", "text/plain"],
    json: [JSON.stringify({ text, settings: run.settings, steps: run.steps }, null, 1), "ngrams.json", "application/json"],
  };
  if (!(what in files)) return;
  const [contents, name, type] = files[what];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([contents], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
