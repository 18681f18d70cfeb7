"""What the views of pictures share: cards with crisp pixels, a meter and a verdict."""

CARDS = """
.cards { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 10px 12px;
  margin: 0; padding: 0; list-style: none; }
.cards li { margin: 0; min-width: 0; }
.cards canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 3px;
  background: var(--uf-line); image-rendering: pixelated; }
.meter { display: block; height: 5px; margin-top: 6px; border-radius: 3px;
  background: linear-gradient(var(--fill), var(--fill)) 0 / var(--part, 0%) 100% no-repeat
    var(--uf-line); --fill: var(--uf-soft); }
.words { display: flex; align-items: center; gap: 5px; min-height: 1.4em; margin-top: 2px;
  color: var(--uf-soft); font-size: 0.8125rem; line-height: 1.4; white-space: nowrap; }
.meter[hidden] { display: none; }
[data-says="real"] .meter { --fill: var(--uf-real); }
[data-says="forged"] .meter { --fill: var(--uf-made); }
[data-says="real"] .words::before { content: ""; flex: none; width: 9px; height: 9px;
  border-radius: 50%; background: var(--uf-real); }
[data-says="forged"] .words::before { content: ""; flex: none; width: 10px; height: 9px;
  background: var(--uf-made); clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.uf-projector & .words { font-size: 0.5625rem; gap: 3px; }
.fooled .words { color: var(--uf-ink); font-weight: 700; }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 3px; }
.live { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); }
@media (max-width: 640px) {
  .cards { grid-template-columns: repeat(3, minmax(0, 1fr)); }
}
"""

STAGES = """
.stages { display: grid; grid-template-columns: repeat(6, minmax(0, 4.5rem)); gap: 10px; }
.stages button { display: block; min-height: 0; padding: 0; border: 0; border-radius: 3px;
  background: none; box-shadow: none; color: var(--uf-soft); text-align: left;
  font: 0.8125rem/1.6 "IBM Plex Mono", monospace; }
.stages canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 3px;
  image-rendering: pixelated; }
.stages [aria-checked="true"] { color: var(--uf-ink); font-weight: 700; }
.stages [aria-checked="true"] canvas { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
"""
