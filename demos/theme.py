"""The look of Gradio's own components. Colours are the variables of assets/unfog.css."""

import gradio as gr

FIELD = {
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_info_text_color": "var(--uf-soft)",
    "block_label_background_fill": "transparent",
    "block_label_text_color": "var(--uf-soft)",
    "block_padding": "0px",
    "block_radius": "var(--uf-radius)",
    "block_shadow": "none",
    "block_title_text_color": "var(--uf-soft)",
    "block_title_text_size": "0.875rem",
    "block_title_text_weight": "400",
    "input_background_fill": "var(--uf-panel)",
    "input_border_color": "var(--uf-line)",
    "input_border_color_focus": "var(--uf-accent)",
    "input_border_width": "1px",
    "input_padding": "0.625rem 0.75rem",
    "input_placeholder_color": "var(--uf-soft)",
    "input_radius": "var(--uf-radius)",
    "input_shadow": "none",
    "input_shadow_focus": "none",
    "input_text_size": "1.0625rem",
    "slider_color": "var(--uf-accent)",
}
PAGE = {
    "background_fill_primary": "var(--uf-panel)",
    "background_fill_secondary": "var(--uf-paper)",
    "body_background_fill": "var(--uf-paper)",
    "body_text_color": "var(--uf-ink)",
    "body_text_color_subdued": "var(--uf-soft)",
    "border_color_accent": "var(--uf-accent)",
    "border_color_primary": "var(--uf-line)",
    "color_accent": "var(--uf-accent)",
    "color_accent_soft": "var(--uf-panel)",
    "code_background_fill": "var(--uf-panel)",
    "link_text_color": "var(--uf-accent)",
    "link_text_color_active": "var(--uf-accent)",
    "link_text_color_hover": "var(--uf-ink)",
    "link_text_color_visited": "var(--uf-accent)",
}
BUTTON = {
    "button_border_width": "1px",
    "button_large_padding": "0.8125rem",
    "button_large_radius": "var(--uf-radius)",
    "button_large_text_size": "1.125rem",
    "button_large_text_weight": "700",
    "button_primary_background_fill": "var(--uf-accent)",
    "button_primary_background_fill_hover": "var(--uf-accent-deep)",
    "button_primary_border_color": "transparent",
    "button_primary_text_color": "var(--uf-on-accent)",
    "button_secondary_background_fill": "var(--uf-panel)",
    "button_secondary_background_fill_hover": "var(--uf-paper)",
    "button_secondary_border_color": "var(--uf-line)",
    "button_secondary_text_color": "var(--uf-ink)",
}


def theme() -> gr.themes.Base:
    """Return the theme; light and dark are told apart by the variables alone."""
    sans = gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700))
    mono = gr.themes.LocalFont("IBM Plex Mono", weights=(400, 700))
    values = PAGE | FIELD | BUTTON
    dark = {f"{name}_dark": value for name, value in values.items() if has_dark_twin(name)}
    base = gr.themes.Base(
        font=(sans, "system-ui", "sans-serif"), font_mono=(mono, "ui-monospace", "monospace")
    )
    return base.set(**values, **dark)


def has_dark_twin(name: str) -> bool:
    """Tell whether Gradio keeps a second value of this variable for dark pages."""
    sizes = ("_radius", "_padding", "_text_size", "_text_weight")
    return name != "color_accent" and not name.endswith(sizes)
