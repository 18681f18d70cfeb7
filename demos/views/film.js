import { onDrop, onPick } from "./bringing.js";
import { toBase64 } from "./film_files.js";
import { drawPanels, drawStrip } from "./film_pictures.js";
import { drawChange, drawReading, drawSchedule, writeReading } from "./film_plots.js";
import { Player } from "./player.js";

const MAX_FILE = 8_000_000;

/** The film: x_t, predicted x_0 and predicted noise of one position, and plots over all of them. */
export class Film extends Player {
  comparing = false; // with the finished picture, as if the run stopped at this position

  drawRun() {
    const { run, head } = this;
    drawPanels(this.film, run, head.position, this.comparing);
    drawStrip(this.find(".strip"), run, head.position);
    drawSchedule(this.find(".schedule"), run, head.position);
    drawReading(this.find(".reading"), run, head.position);
    writeReading(this.find(".reading ul"), run, head.position);
    drawChange(this.find(".change"), run, head.position);
  }

  writeControls() {
    super.writeControls();
    const { picture } = this.run;
    this.find(".stop-here").setAttribute("aria-pressed", this.comparing);
    this.find(".stop-here").disabled = !picture;
    this.film.classList.toggle("comparing", this.comparing && picture !== null);
  }

  recall(kept) {
    this.comparing = kept.compare === true;
  }

  place() {
    return { compare: this.comparing };
  }

  begin(before) {
    super.begin(before);
    this.comparing = this.comparing && this.wished !== null;
  }

  compare() {
    this.comparing = !this.comparing;
    this.show();
  }

  async restore(file) {
    if (file.size > MAX_FILE) this.notice(`${file.name} is larger than 8 MB: choose a smaller file.`);
    else this.trigger("restore", { png: await toBase64(file) });
  }

  download(what) {
    return what === "restore" ? this.find("input[type=file]").click() : super.download(what);
  }

  listen() {
    super.listen();
    onPick(this.find("input[type=file]"), (file) => this.restore(file));
    this.find(".stop-here").addEventListener("click", () => this.compare());
    this.scrubOn(this.find(".panels"));
    this.scrubOn(this.find(".strip"));
    const tab = this.film.closest('[role="tabpanel"]') ?? this.film;
    onDrop(tab, (file) => this.restore(file), this.film);
  }
}

export function mount(element, props, trigger, watch, server) {
  const film = new Film(element.querySelector(".film"), props, trigger, server);
  film.listen();
  watch("value", () => film.receive(props.value));
  film.receive(props.value);
  film.show();
}
