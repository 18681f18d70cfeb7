"""What the two views of the n-grams have in common: units tinted by how much was copied."""

COPIES = """
.b0 { background: color-mix(in srgb, var(--uf-made) 17%, transparent); }
.b1 { background: color-mix(in srgb, var(--uf-soft) 14%, transparent); }
.b2 { background: color-mix(in srgb, var(--uf-real) 20%, transparent); }
.b3 { background: color-mix(in srgb, var(--uf-real) 40%, transparent);
  box-shadow: inset 0 -2px 0 var(--uf-real); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0; color: var(--uf-soft);
  font-size: 0.9375rem; line-height: 1.5; }
.legend span { white-space: nowrap; }
.legend i { display: inline-block; width: 1.6em; height: 1em; margin-right: 6px;
  vertical-align: -0.12em; border-radius: 3px; }
"""
