import { captions, blank, nearestThumb, paint, sleeping, stopCaption, thumbPositions } from "./film_pictures.js";
import { drawChange, drawReading, drawSchedule, writeReading } from "./film_plots.js";
import { emptyRun, newest, received } from "./film_store.js";
import { number, seconds, count } from "./format.js";
import { advance, playhead, press, seek, toggle } from "./playhead.js";
import { onDrop } from "./dropping.js";
import { saveFilm, toBase64 } from "./film_files.js";
import { listen } from "./listening.js";

const MAX_FILE = 8_000_000;

/**
 * The film: shows a run while it arrives, then plays and scrubs it without any request.
 * `element.dataset` tells tests and links where it stands: run, state, position, frames.
 */
export function mount(element, props, trigger, watch, server) {
  const film = element.querySelector(".film");
  const find = (selector) => film.querySelector(selector);
  const slider = find("input[type=range]");
  const picker = find("input[type=file]");
  const canvas = (panel) => find(`[data-panel="${panel}"] canvas`);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let run = emptyRun();
  let head = playhead();
  let follows = true;
  let comparing = false;
  let wished = null;
  let written = null;
  let thumbs = [];
  let strip = [];
  let due = 0;
  let before = 0;
  let packed = "";
  let inbox = Promise.resolve();

  function show(next) {
    head = next;
    if (!due) due = requestAnimationFrame(draw);
  }

  function draw(now) {
    due = 0;
    if (!film.clientWidth) return;
    if (head.playing) {
      head = advance(head, before && !calm.matches ? now - before : before ? (now - before) / 4 : 0);
      before = now;
    }
    if (!head.playing) before = 0;
    drawPanels();
    drawStrip();
    writeFacts();
    drawSchedule(find(".schedule"), run, head.position);
    drawChange(find(".change"), run, head.position);
    drawReading(find(".reading"), run, head.position);
    writeReading(find(".reading ul"), run, head.position);
    tell();
    if (head.playing) due = requestAnimationFrame(draw);
  }

  function drawPanels() {
    const { position } = head;
    const frame = run.frames[position];
    const done = run.picture && position >= run.total;
    if (done) paint(canvas("x_t"), run.picture, true);
    else if (frame) paint(canvas("x_t"), frame.x_t, false);
    else if (!run.frames.length) sleeping(canvas("x_t"));
    if (done) paint(canvas("x_0"), run.picture, true);
    else if (frame) paint(canvas("x_0"), frame.x_0, true);
    else if (!run.frames.length) blank(canvas("x_0"));
    if (frame && !done) paint(canvas("noise"), frame.noise, false);
    else if (done || !run.frames.length) blank(canvas("noise"));
    if (run.picture) paint(canvas("final"), run.picture, true);
    else blank(canvas("final"));
    const words = captions(run, position);
    for (const panel of ["x_t", "x_0", "noise", "final"]) {
      find(`[data-panel="${panel}"] span`).textContent = words[panel];
      canvas(panel).setAttribute("aria-label", `${panel.replace("_", " ")}: ${words[panel]}`);
    }
    const title = find('[data-panel="x_0"] b');
    if (comparing) {
      title.textContent = position >= run.total ? "the end" : `stop at step ${position}: this is what you get`;
      find('[data-panel="x_0"] span').textContent = stopCaption(run, position);
    } else if (!title.querySelector("sub")) {
      title.innerHTML = "predicted x<sub>0</sub>, what it expects";
    }
  }

  function drawStrip() {
    const positions = thumbPositions(run.total || 20, film.clientWidth);
    if (positions.length !== strip.length) {
      strip = positions.map(() => document.createElement("canvas"));
      find(".strip").replaceChildren(...strip);
      thumbs = [];
    }
    strip.forEach((thumb, index) => {
      const position = positions[index];
      const bitmap = position >= run.total ? run.picture : run.frames[position]?.x_t;
      thumb.dataset.position = position;
      if (thumbs[index] === bitmap) return;
      thumbs[index] = bitmap;
      if (bitmap) paint(thumb, bitmap, true);
      else blank(thumb);
    });
    const on = run.total ? nearestThumb(positions, head.position) : -1;
    strip.forEach((thumb, index) => thumb.classList.toggle("on", index === on));
  }

  function writeFacts() {
    const { position } = head;
    const step = run.steps[position];
    const done = run.finished && position >= run.total;
    const fact = (name, text) => (find(`[data-fact="${name}"]`).textContent = text);
    fact("timestep", done ? "0" : step ? String(Math.round(step.timestep)) : "–");
    fact("sigma", done ? "0" : number(step?.sigma));
    fact("snr", done ? "∞" : number(step?.snr));
    fact("seconds", seconds(done ? run.finished.seconds : step?.seconds));
    const nfe = done ? run.finished.nfe : step?.nfe;
    fact("nfe", nfe === undefined ? "so far" : `so far, ${count(nfe, "evaluation")}`);
    find(".place").textContent = run.total ? `${position} / ${run.total}` : "–";
    slider.max = run.total || 20;
    slider.value = position;
    slider.disabled = !run.frames.length;
    slider.style.setProperty("--fill", `${(100 * position) / (run.total || 20)}%`);
    slider.setAttribute("aria-valuetext", `step ${position} of ${run.total}`);
  }

  function tell() {
    film.dataset.state = run.frames.length ? run.state : run.run ? "waiting" : "empty";
    film.dataset.run = run.run;
    film.dataset.position = head.position;
    film.dataset.frames = run.frames.filter(Boolean).length;
    film.classList.toggle("playing", head.playing);
    film.classList.toggle("comparing", comparing);
    find(".play").setAttribute("aria-label", head.playing ? "Pause" : "Play");
    find(".play").disabled = !run.frames.length;
    find(".loop").setAttribute("aria-pressed", head.loop);
    find(".stop-here").setAttribute("aria-pressed", comparing);
    find(".stop-here").disabled = !run.picture;
    remember();
  }

  // A link carries the position along; one that was just opened wants to go there.
  function remember() {
    const places = globalThis.unfog?.place;
    if (!places) return;
    const kept = places[props.slug];
    if (kept && kept.step !== written && Number.isFinite(kept.step)) {
      wished = kept.step;
      comparing = kept.compare === true;
    }
    written = wished ?? head.position;
    places[props.slug] = { ...kept, step: written, compare: comparing };
  }

  async function take(text) {
    if (!text) return;
    const next = await received(run, text);
    if (next.run !== run.run) {
      follows = true;
      before = 0;
      head = { ...playhead(0), loop: head.loop };
    }
    packed = text;
    notice("");
    const ended = next.state === "finished" && run.state !== "finished";
    run = next;
    head = { ...head, last: Math.max(0, newest(run)) };
    if (follows) head = { ...head, position: head.last };
    if (ended && wished !== null) {
      head = seek(head, wished);
      wished = null;
    }
    if (ended) find(".live").textContent = find(".reading svg").getAttribute("aria-label") ?? "";
    show(head);
  }

  function breakOff() {
    if (run.state === "finished") return;
    run = { ...run, state: "broken" };
    show(head);
  }

  async function restore(file) {
    if (!file) return;
    if (file.size > MAX_FILE) return notice(`${file.name} is larger than 8 MB: choose a smaller file.`);
    trigger("restore", { png: await toBase64(file) });
  }

  function notice(text) {
    find(".notice").textContent = text;
  }

  function takeHold(next) {
    follows = next.position === newest(run) && run.state === "running";
    show(next);
  }

  function pointed(event) {
    const thumb = event.target.closest?.(".strip canvas");
    if (thumb) return takeHold(seek(head, Number(thumb.dataset.position)));
    const box = find(".panels").getBoundingClientRect();
    return takeHold(seek(head, ((event.clientX - box.left) / box.width) * run.total));
  }

  film.addEventListener("keydown", (event) => {
    if (event.target.matches("button") && [" ", "Enter"].includes(event.key)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !run.frames.length) return;
    const next = press(head, event.key);
    if (!next) return;
    event.preventDefault();
    takeHold(next);
  });
  slider.addEventListener("input", () => takeHold(seek(head, Number(slider.value))));
  find(".play").addEventListener("click", () => takeHold(toggle(head)));
  find(".loop").addEventListener("click", () => show({ ...head, loop: !head.loop }));
  find(".stop-here").addEventListener("click", () => {
    comparing = !comparing;
    show(head);
  });
  for (const area of [find(".panels"), find(".strip")]) {
    area.addEventListener("pointerdown", (event) => run.frames.length && pointed(event));
    area.addEventListener("pointermove", (event) => run.frames.length && event.buttons && pointed(event));
  }
  new ResizeObserver(() => show(head)).observe(film);
  listen(film, "unfog:download", ({ detail }) => {
    if (detail.slug !== props.slug) return;
    if (detail.what === "restore") picker.click();
    else saveFilm(detail.what, run, packed, server).catch((error) => notice(error.message));
  });
  picker.addEventListener("change", () => restore(picker.files[0]));
  onDrop(element.closest('[role="tabpanel"]') ?? film, restore);
  listen(film, "unfog:ended", (event) => {
    if (event.detail.slug === props.slug) setTimeout(() => (inbox = inbox.then(breakOff)), 300);
  });
  const queue = () => {
    const text = props.value;
    inbox = inbox.then(() => take(text)).catch((error) => console.error(error));
  };
  watch("value", queue);
  queue();
  show(head);
}
