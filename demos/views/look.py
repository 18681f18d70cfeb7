"""What our views have in common on the page: picture panels, a time line, big numbers, plots.

Constant CSS; Gradio confines it to the view that includes it. Type is sized in rem, so that the
projector mode scales it, and colours are the gallery's variables.
"""

SLIDERS = """
input[type="range"] { margin: 0; cursor: pointer; appearance: none; -webkit-appearance: none;
  background: none; }
input[type="range"]:disabled { opacity: 0.5; cursor: default; }
input[type="range"]::-webkit-slider-runnable-track { height: 6px; border-radius: 3px;
  background: linear-gradient(var(--uf-accent), var(--uf-accent)) 0 / var(--fill, 0%) 100%
    no-repeat var(--uf-line); }
input[type="range"]::-moz-range-track { height: 6px; border-radius: 3px;
  background: var(--uf-line); }
input[type="range"]::-moz-range-progress { height: 6px; border-radius: 3px;
  background: var(--uf-accent); }
input[type="range"]::-webkit-slider-thumb { -webkit-appearance: none; width: var(--thumb, 22px);
  height: var(--thumb, 22px); margin-top: calc(3px - var(--thumb, 22px) / 2); border-radius: 50%;
  background: var(--uf-panel); border: 3px solid var(--uf-accent); }
input[type="range"]::-moz-range-thumb { width: calc(var(--thumb, 22px) - 6px);
  height: calc(var(--thumb, 22px) - 6px); border-radius: 50%; background: var(--uf-panel);
  border: 3px solid var(--uf-accent); }
"""

PANELS = """
figure { margin: 0; min-width: 0; }
.panels { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 18px; }
.panels canvas { display: block; width: 100%; aspect-ratio: 1; background: var(--uf-line);
  border-radius: var(--uf-radius); }
.panels canvas.blocks { image-rendering: pixelated; }
.panels canvas.blank { background: none; border: 2px dashed var(--uf-line); }
.panels figcaption { margin-top: 8px; line-height: 1.35; }
.panels figcaption b { display: block; font-weight: 700; font-size: 1.0625rem; }
.panels figcaption span { display: block; min-height: 1.35em; color: var(--uf-soft);
  font-size: 0.9375rem; }
sub { line-height: 0; }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 3px; }
.uf-drop { outline: 3px dashed var(--uf-accent); outline-offset: 6px;
  border-radius: var(--uf-radius); }
.live { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); }
@media (max-width: 640px) {
  .panels { gap: 10px; grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .panels figcaption b { font-size: 1rem; }
}
"""

TIME = (
    SLIDERS
    + """
.time { display: flex; align-items: center; gap: 16px; }
button { font: inherit; font-size: 1rem; min-height: 40px; padding: 0 16px; cursor: pointer;
  color: var(--uf-ink); background: var(--uf-panel); border: 1px solid var(--uf-line);
  border-radius: 999px; white-space: nowrap; }
button:hover:not(:disabled) { border-color: var(--uf-soft); }
button:disabled { opacity: 0.45; cursor: default; }
button[aria-pressed="true"] { color: var(--uf-accent); border-color: var(--uf-accent);
  box-shadow: inset 0 0 0 1px var(--uf-accent); font-weight: 700; }
.play { flex: none; width: 44px; height: 44px; padding: 0; border: 0; display: grid;
  place-items: center; color: var(--uf-paper); background: var(--uf-ink); }
.play svg { width: 18px; height: 18px; fill: currentColor; }
.play .rest, .playing .play .go { display: none; }
.playing .play .rest { display: inline; }
.place { min-width: 7ch; text-align: right; white-space: nowrap;
  font: 700 1.0625rem "IBM Plex Mono", monospace; }
input[type="range"] { flex: 1; min-width: 60px; height: 28px; border-radius: 14px; }
@media (max-width: 640px) {
  .time { flex-wrap: wrap; gap: 10px; }
  .time input[type="range"] { order: -1; flex: 1 0 100%; height: 44px; }
  .place { flex: 1; text-align: left; }
}
"""
)

FACTS = """
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 8px 34px;
  align-items: end; }
.facts dl { display: grid; grid-template-columns: repeat(4, auto); gap: 8px 34px; margin: 0; }
.facts dl > div { display: flex; flex-direction: column-reverse; justify-content: start; }
.facts dd { margin: 0; min-width: 4.4ch; white-space: nowrap; letter-spacing: -0.03em;
  font: 700 1.75rem/1.2 "IBM Plex Mono", monospace; }
.facts dt { color: var(--uf-soft); font-size: 0.9375rem; white-space: nowrap; }
@media (max-width: 1100px) {
  .facts { grid-template-columns: minmax(0, 1fr); }
  .facts dl { gap: 8px 16px; justify-content: space-between; }
}
@media (max-width: 640px) {
  .facts dl { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .facts dt { white-space: normal; }
}
"""

PLOTS = """
.plot { display: flex; flex-direction: column; gap: 4px; }
.plot svg { display: block; width: 100%; height: 96px; overflow: visible; }
.plot figcaption, .plot p { margin: 0; color: var(--uf-soft); font-size: 0.9375rem; }
.plot .line { fill: none; stroke: var(--uf-soft); stroke-width: 2; stroke-linejoin: round; }
.plot .axis { stroke: var(--uf-line); stroke-width: 1; }
.plot .marker { stroke: var(--uf-accent); stroke-width: 2; }
.plot .dot { fill: var(--uf-accent); }
.plot .bar { fill: var(--uf-soft); opacity: 0.55; }
.plot .bar.on { fill: var(--uf-accent); opacity: 1; }
.plot text { fill: var(--uf-soft); font: 0.8125rem "IBM Plex Mono", monospace; }
"""

STRIP = """
.strip { display: flex; gap: 4px; }
.strip canvas { flex: 1 1 0; width: 0; min-width: 0; max-width: 5rem; aspect-ratio: 1;
  border-radius: 4px; opacity: 0.82; background: var(--uf-line); cursor: pointer;
  touch-action: pan-y; }
.strip canvas.on { outline: 3px solid var(--uf-accent); outline-offset: 1px; opacity: 1; }
[data-state="empty"] .strip canvas { opacity: 0.45; cursor: default; }
"""

NOTICE = """
.notice { margin: 0; }
.notice:empty { display: none; }
"""

CURVES = """
.curve { flex: 1 1 0; display: flex; flex-direction: column; margin: 0; }
.curve figcaption { display: flex; justify-content: space-between; align-items: baseline;
  gap: 10px; }
.curve b { font-size: 0.9375rem; font-weight: 700; }
.curve span { white-space: nowrap; font: 700 1.0625rem "IBM Plex Mono", monospace; }
.curve canvas { flex: 1; display: block; width: 100%; height: 0; cursor: ew-resize;
  touch-action: pan-y; }
"""

PLAY = """<button type="button" class="play" aria-label="Play">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path class="go" d="M4 2.5v11l9.5-5.5z"/>
        <path class="rest" d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z"/>
      </svg>
    </button>"""

RUN_TIME = (
    PLAY
    + """
    <input type="range" min="0" max="20" step="1" value="0" aria-label="Step" disabled>
    <span class="place">–</span>
    <button type="button" class="loop" aria-pressed="false">Loop</button>"""
)

RUN_FACTS = """<dl>
      <div><dt>timestep t</dt><dd data-fact="timestep">–</dd></div>
      <div><dt>σ, noise level</dt><dd data-fact="sigma">–</dd></div>
      <div><dt>signal to noise</dt><dd data-fact="snr">–</dd></div>
      <div><dt data-fact="nfe">so far</dt><dd data-fact="seconds">–</dd></div>
    </dl>"""
