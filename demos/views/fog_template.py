"""The page of the fog view: constant HTML and CSS. Text and pictures are set by fog.js."""

from demos.views.look import FACTS, PANELS, PLAY, PLOTS, TIME

HTML = (
    """
<div class="fog" role="group" aria-label="Fog: the forward process">
  <div class="left">
    <p class="label" id="fog-picture">Picture</p>
    <div class="choices" role="group" aria-labelledby="fog-picture">
      <button type="button" data-source="drawing">Drawing</button>
      <button type="button" data-source="file">File</button>
      <button type="button" data-source="webcam" aria-pressed="false">Webcam</button>
      <input type="file" accept="image/png,image/jpeg,image/webp,image/gif,image/bmp" hidden
             aria-label="Picture file">
    </div>
    <p class="label" id="fog-schedule">Noise schedule</p>
    <div class="choices column" role="radiogroup" aria-labelledby="fog-schedule">
      <label><input type="radio" name="fog-schedule" value="scaled_linear" checked
        ><span><b>Scaled linear</b>Stable Diffusion, and our pocket model</span></label>
      <label><input type="radio" name="fog-schedule" value="linear"
        ><span><b>Linear</b>the first diffusion models, 2020</span></label>
      <label><input type="radio" name="fog-schedule" value="squaredcos_cap_v2"
        ><span><b>Squared cosine</b>Nichol and Dhariwal, 2021</span></label>
    </div>
    <p class="message" role="status"></p>
    <p class="quiet">Your picture and your camera stay in this page: the fog is computed here, and
      nothing is sent.</p>
  </div>
  <div class="right">
    <div class="panels">
      <figure data-panel="x_t"><canvas class="blocks" width="96" height="96" role="img"></canvas>
        <figcaption><b>x<sub>t</sub>, picture in fog</b>
          <span>the sum of the other two</span></figcaption></figure>
      <figure data-panel="x_0" data-sign="="><canvas width="96" height="96" role="img"></canvas>
        <figcaption><b><span class="keep">1.00</span> × x<sub>0</sub>, the picture</b>
          <span></span></figcaption></figure>
      <figure data-panel="noise" data-sign="+">
        <canvas class="blocks" role="img" aria-label="Gaussian noise"></canvas>
        <figcaption><b><span class="fogged">0.00</span> × ε, the fog</b>
          <span>the same noise at every t</span></figcaption></figure>
    </div>
    <div class="time">
        """
    + PLAY
    + """
      <input type="range" min="0" max="999" step="1" value="300" aria-label="timestep t">
      <span class="place">t = 300</span>
    </div>
    <div class="facts">
      <dl>
        <div><dt>timestep t</dt><dd data-fact="t">–</dd></div>
        <div><dt>√ᾱ<sub>t</sub>, picture left</dt><dd data-fact="keep">–</dd></div>
        <div><dt>σ, noise level</dt><dd data-fact="sigma">–</dd></div>
        <div><dt>signal to noise</dt><dd data-fact="snr">–</dd></div>
      </dl>
      <figure class="plot schedule">
        <svg role="img" aria-label="The three noise schedules"></svg>
        <figcaption>√ᾱ<sub>t</sub> of the three schedules, from t = 0 to t = 999</figcaption>
      </figure>
    </div>
    <p class="words" aria-live="off"></p>
  </div>
</div>
"""
)

OWN = """
.fog { display: grid; grid-template-columns: 330px minmax(0, 1fr); gap: 20px 44px;
  margin-top: -2.25rem;
  color: var(--uf-ink); font-size: 1rem; }
.left { display: grid; gap: 8px; align-content: start; }
.right { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; align-content: start; }
.label { margin: 8px 0 0; color: var(--uf-soft); font-size: 0.875rem; }
.quiet { margin: 8px 0 0; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.45; }
.message { margin: 0; font-size: 1rem; line-height: 1.45; }
.message:empty { display: none; }
.message.error { border-left: 4px solid var(--uf-made); padding-left: 12px; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; }
.choices button { flex: 1; border-radius: var(--uf-radius); min-height: 44px; padding: 0 8px; }
.choices.column { flex-direction: column; }
.choices label { display: flex; gap: 12px; align-items: start; cursor: pointer; padding: 10px 12px;
  border: 1px solid var(--uf-line); border-radius: var(--uf-radius); background: var(--uf-panel); }
.choices label:has(:checked) { border-color: var(--uf-accent);
  box-shadow: inset 0 0 0 1px var(--uf-accent); }
.choices label span { color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.35; }
.choices label b { display: block; color: var(--uf-ink); font-size: 1rem; }
.choices input[type="radio"] { width: 18px; height: 18px; margin: 3px 0 0; flex: none;
  appearance: auto; -webkit-appearance: radio; accent-color: var(--uf-accent); }
.panels figure { position: relative; }
.panels figure[data-sign]::before { content: attr(data-sign); position: absolute; z-index: 1;
  left: -9px; top: calc((100% - 3.6rem) / 2); transform: translate(-50%, -50%);
  width: 2.25rem; height: 2.25rem; border-radius: 50%; display: grid; place-items: center;
  background: var(--uf-paper); color: var(--uf-ink);
  font: 700 1.5rem/1 "IBM Plex Mono", monospace; }
.panels figcaption b span { display: inline; color: inherit;
  font: inherit; font-family: "IBM Plex Mono", monospace; }
.place { min-width: 8ch; }
.schedule svg { height: 76px; }
.schedule .line { opacity: 0.45; }
.schedule .line.on { stroke: var(--uf-ink); opacity: 1; stroke-width: 2.5; }
.words { margin: 0; max-width: 62ch; line-height: 1.5; font-size: 1.0625rem; }
@media (max-width: 900px) {
  .fog { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 640px) {
  [data-panel="x_t"] { grid-column: 1 / -1; }
  .panels figure[data-panel="x_0"]::before { display: none; }
}
"""

CSS = PANELS + TIME + FACTS + PLOTS + OWN
