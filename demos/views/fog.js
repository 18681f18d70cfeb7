import { onDrop } from "./dropping.js";
import { fromRgba, gaussian, levels, mixInto } from "./fogging.js";
import { number } from "./format.js";
import { drawSquare, openPicture } from "./picture_file.js";
import { linePath, scale, svg } from "./plot.js";
import { floats, unpack } from "./unpack.js";

const SIZE = 96;
const NOISE_SEED = 7;
const SWEEP_MS = 5000;

/**
 * The fog: x_t = √ᾱ_t · x_0 + √(1-ᾱ_t) · ε, drawn while t is dragged, without any request.
 * `element.dataset` tells tests and links where it stands: t, schedule, source.
 */
export function mount(element, props, trigger, watch, server) {
  const fog = element.querySelector(".fog");
  const find = (selector) => fog.querySelector(selector);
  const slider = find("input[type=range]");
  const canvas = (panel) => find(`[data-panel="${panel}"] canvas`);
  const context = (panel) => canvas(panel).getContext("2d", { willReadFrequently: true });
  const epsilon = gaussian(SIZE * SIZE * 3, NOISE_SEED);
  const zeros = new Float32Array(epsilon.length);
  const image = new ImageData(SIZE, SIZE);
  const camera = document.createElement("video");
  const schedules = new Map();
  let x_0 = zeros;
  let t = Number(slider.value);
  let schedule = "scaled_linear";
  let playing = false;
  let due = 0;
  let before = 0;
  let written = null;

  for (const panel of ["x_t", "x_0", "noise"]) canvas(panel).width = canvas(panel).height = SIZE;
  for (const [name, blob] of unpack(props.value).blobs) schedules.set(name, floats(blob));

  function ask() {
    if (!due) due = requestAnimationFrame(draw);
  }

  function draw(now) {
    due = 0;
    if (!fog.clientWidth) return rest();
    recall();
    if (playing) sweep(now);
    if (camera.srcObject && camera.videoWidth) takePicture(camera, camera.videoWidth, camera.videoHeight);
    const level = levels(schedules.get(schedule)[t]);
    mixInto(image.data, x_0, epsilon, level.keep, level.fog);
    context("x_t").putImageData(image, 0, 0);
    write(level);
    drawSchedules();
    if (playing || camera.srcObject) ask();
  }

  function sweep(now) {
    if (before) t = Math.min(999, t + Math.max(1, Math.round((999 * (now - before)) / SWEEP_MS)));
    before = now;
    if (t >= 999) playing = false;
    if (!playing) before = 0;
  }

  function rest() {
    playing = false;
    if (camera.srcObject) stopCamera();
  }

  function takePicture(source, width, height) {
    drawSquare(context("x_0"), source, width, height);
    x_0 = fromRgba(context("x_0").getImageData(0, 0, SIZE, SIZE).data);
  }

  function write({ keep, fog: share, snr, sigma }) {
    const fact = (name, text) => (find(`[data-fact="${name}"]`).textContent = text);
    fact("t", String(t));
    fact("keep", keep.toFixed(2));
    fact("sigma", number(sigma));
    fact("snr", number(snr));
    find(".keep").textContent = keep.toFixed(2);
    find(".fogged").textContent = share.toFixed(2);
    find(".place").textContent = `t = ${t}`;
    slider.value = t;
    slider.style.setProperty("--fill", `${(100 * t) / 999}%`);
    fog.classList.toggle("playing", playing);
    find(".play").setAttribute("aria-label", playing ? "Pause" : "Play");
    find('[data-panel="x_t"] span').textContent = "the sum of the other two";
    find(".words").textContent = sentence(t, snr);
    canvas("x_t").setAttribute("aria-label", `The picture in fog at t = ${t}: ${sentence(t, snr)}`);
    Object.assign(fog.dataset, { t, schedule });
    const places = globalThis.unfog?.place;
    if (places) places[props.slug] = { ...places[props.slug], t: (written = t), schedule };
  }

  // A link that was opened carries t and the schedule.
  function recall() {
    const kept = globalThis.unfog?.place?.[props.slug];
    if (!kept || kept.t === undefined || kept.t === written || written === null) return void (written ??= t);
    if (Number.isInteger(kept.t) && kept.t >= 0 && kept.t <= 999) t = kept.t;
    if (schedules.has(kept.schedule)) choose(kept.schedule);
  }

  function drawSchedules() {
    const node = find(".schedule svg");
    const width = node.clientWidth || 300;
    const height = node.clientHeight || 76;
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.replaceChildren();
    const x = scale([0, 999], [6, width - 6]);
    const y = scale([0, 1], [height - 6, 6]);
    for (const [name, alphas] of schedules) {
      const thin = Array.from({ length: 100 }, (_, index) => Math.sqrt(alphas[Math.round((index * 999) / 99)]));
      const d = linePath(thin, (index) => x((index * 999) / 99), y);
      node.append(svg("path", { class: name === schedule ? "line on" : "line", d }));
    }
    const level = Math.sqrt(schedules.get(schedule)[t]);
    node.append(svg("line", { class: "marker", x1: x(t), x2: x(t), y1: 0, y2: height }));
    node.append(svg("circle", { class: "dot", cx: x(t), cy: y(level), r: 6 }));
    node.setAttribute("aria-label", `At t = ${t} the square root of alpha bar is ${level.toFixed(2)}.`);
  }

  function say(text, kind = "") {
    find(".message").textContent = text;
    find(".message").className = `message ${kind}`;
  }

  async function takeDrawing() {
    stopCamera();
    const seed = Math.floor(Math.random() * 2 ** 31);
    const { picture, caption } = await server.drawing({ seed });
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    take(bitmap, caption, "drawing");
  }

  async function takeFile(file) {
    if (!file) return;
    try {
      const bitmap = await openPicture(file);
      stopCamera();
      take(bitmap, file.name, "file");
    } catch (error) {
      say(error.message, "error");
    }
  }

  function take(bitmap, caption, source) {
    takePicture(bitmap, bitmap.width, bitmap.height);
    canvas("x_0").setAttribute("aria-label", `The picture: ${caption}`);
    find('[data-panel="x_0"] span').textContent = caption;
    fog.dataset.source = source;
    say("");
    ask();
  }

  async function toggleCamera() {
    if (camera.srcObject) return stopCamera();
    try {
      camera.muted = true;
      camera.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 320 } });
      await camera.play();
    } catch (error) {
      return say(`The webcam cannot be used (${error.message}): allow it in the browser, or take a file.`, "error");
    }
    say("");
    find('[data-panel="x_0"] span').textContent = "live from your webcam";
    fog.dataset.source = "webcam";
    find('[data-source="webcam"]').setAttribute("aria-pressed", "true");
    ask();
  }

  function stopCamera() {
    for (const track of camera.srcObject?.getTracks() ?? []) track.stop();
    camera.srcObject = null;
    find('[data-source="webcam"]').setAttribute("aria-pressed", "false");
  }

  function choose(name) {
    schedule = name;
    find(`input[value="${name}"]`).checked = true;
    ask();
  }

  function move(to) {
    playing = false;
    before = 0;
    t = Math.min(999, Math.max(0, to));
    ask();
  }

  slider.addEventListener("input", () => move(Number(slider.value)));
  find(".play").addEventListener("click", () => {
    playing = !playing;
    before = 0;
    if (playing && t >= 999) t = 0;
    ask();
  });
  fog.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.matches("button, input[type=radio]")) return;
    event.preventDefault();
    find(".play").click();
  });
  find('[role="radiogroup"]').addEventListener("change", (event) => choose(event.target.value));
  find('[data-source="drawing"]').addEventListener("click", () => takeDrawing().catch(failed));
  find('[data-source="file"]').addEventListener("click", () => find("input[type=file]").click());
  find('[data-source="webcam"]').addEventListener("click", toggleCamera);
  find("input[type=file]").addEventListener("change", (event) => takeFile(event.target.files[0]));
  onDrop(fog, takeFile);
  new ResizeObserver(ask).observe(fog);

  function failed(error) {
    console.warn(error);
    say("No new drawing came from the server: try again.", "error");
  }

  mixInto(image.data, zeros, epsilon, 0, 1 / 3);
  context("noise").putImageData(image, 0, 0);
  takeDrawing().catch(failed);
  ask();
}

/** @returns {string} what one sees at this signal-to-noise ratio */
export function sentence(t, snr) {
  if (snr > 100) return `At t = ${t} there is hardly any fog: a network has almost nothing to do here.`;
  if (snr > 4) return `At t = ${t} the fog hides detail first: edges and texture go, the whole stays.`;
  if (snr > 0.25) return `At t = ${t} shapes and colours are still there, if you step back. Here it is decided what the picture shows.`;
  if (snr > 0.01) return `At t = ${t} only the broad light and dark of the picture is left.`;
  return `At t = ${t} this is noise: nobody can say which picture it was. Here generation begins.`;
}
