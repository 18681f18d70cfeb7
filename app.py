"""Unfog: a gallery of live experiments with generative AI. `python app.py` serves it here.

Gradio and the tabs are imported inside the functions: Hugging Face reads its environment when it
is imported, so the options come first. PyTorch and its kin follow once the page is open.
"""

import argparse
import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr

    from demos import Demo

ASSETS = Path(__file__).parent / "assets"
MAX_IMAGE_PIXELS = 12_000_000  # a 140 kB PNG can hold 144 million and take 1.5 GB to open
WARM_UP_AFTER = 10.0  # seconds without a visitor
PUBLIC_LIMITS = {"UNFOG_PUBLIC": "1", "UNFOG_PATIENCE_S": "60", "UNFOG_DEADLINE_S": "60"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the gallery until interrupted."""
    options = parse(arguments)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    set_environment(public=options.public, offline=options.offline, models=options.models)
    set_server(options.completions_server, options.completions_model)
    from demos import DEMOS

    slugs = [demo.slug for demo in DEMOS]
    if options.tab not in [None, *slugs]:
        raise SystemExit(f"There is no tab {options.tab!r}. The tabs are: {', '.join(slugs)}.")
    opened = threading.Event()
    app = build_app(DEMOS, first=options.tab, on_open=opened.set)
    _, url, _ = app.launch(
        server_name=options.host,
        server_port=options.port,
        inbrowser=options.open,
        **launch_settings(),
    )
    print(f"Unfog is at {url} (Ctrl-C ends it)", flush=True)  # noqa: T201, what a person waits for
    models = next(demo.models for demo in DEMOS if demo.slug == (options.tab or slugs[0]))
    threading.Thread(target=warm_up, args=[opened, models], daemon=True, name="warm-up").start()
    app.block_thread()


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; on a Space, its environment gives the defaults."""
    parser = argparse.ArgumentParser(description="Serve the Unfog gallery in the browser.")
    parser.add_argument("tab", nargs="?", help="the tab to open first, such as denoising")
    parser.add_argument("--host", default=os.environ.get("GRADIO_SERVER_NAME", "127.0.0.1"))
    parser.add_argument("--port", type=int, help="default: the first free one from 7860")
    parser.add_argument(
        "--public",
        action="store_true",
        default="SPACE_ID" in os.environ,
        help="for strangers, what a Space runs: shorter waits and a minute at most for each run",
    )
    parser.add_argument(
        "--models",
        default=os.environ.get("UNFOG_MODELS", ""),
        help="with --public: keys of hub models that are offered too, with commas between them",
    )
    parser.add_argument(
        "--completions-server",
        default=os.environ.get("UNFOG_COMPLETIONS_URL", ""),
        metavar="URL",
        help="a server that speaks the OpenAI completions protocol: http://127.0.0.1:8080/v1",
    )
    parser.add_argument(
        "--completions-model",
        default=os.environ.get("UNFOG_COMPLETIONS_MODEL", ""),
        metavar="NAME",
        help="its model; default: the first that it lists",
    )
    parser.add_argument("--offline", action="store_true", help="never ask the Hugging Face hub")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    return parser.parse_args(arguments)


def set_environment(*, public: bool = False, offline: bool = False, models: str = "") -> None:
    """Tell the libraries what they read from the environment when they are imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_XET"] = "1"  # only a download over plain HTTP can be stopped
    # Gradio groups its statistics after every event: 13 ms each after 6,000 events.
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = "1000000"
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "100"
    if public:
        os.environ.update(PUBLIC_LIMITS, UNFOG_MODELS=models)
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"


def set_server(url: str, model: str) -> None:
    """Offer the model of a server at `url`, which only whoever starts the app can name."""
    if not url:
        return
    from models.language.completions import address_of

    try:
        address_of(url)
    except ValueError as error:
        raise SystemExit(str(error)) from None
    os.environ.update(UNFOG_COMPLETIONS_URL=url, UNFOG_COMPLETIONS_MODEL=model)


def build_app(
    demos: "Sequence[Demo]",
    first: str | None = None,
    on_open: Callable[[], None] | None = None,
) -> "gr.Blocks":
    """Build the page: word mark, the tabs of `demos` in their order, status line.

    Args:
        demos: The tabs.
        first: The slug of the tab to open; `?tab=` in the address wins over it.
        on_open: Called each time a page has opened.
    """
    import gradio as gr
    import PIL.Image

    from demos import shell
    from models import engine

    PIL.Image.MAX_IMAGE_PIXELS = MAX_IMAGE_PIXELS

    def status() -> str:
        if on_open:
            on_open()
        return engine.status()

    with gr.Blocks(title="Unfog", fill_width=True, delete_cache=(3600, 3600)) as app:
        gr.HTML("<a href='?' class='uf-word'>Unfog</a>", js_on_load=None, elem_id="uf-word")
        with gr.Tabs(selected=first or demos[0].slug, elem_id="uf-tabs") as tabs:
            for demo in demos:
                with gr.Tab(demo.title, id=demo.slug, elem_id=f"tab-{demo.slug}") as tab:
                    demo.build()
                tab.select(None, js=f"() => unfog.opened('{demo.slug}')", api_visibility="private")
        shell.status_line(status)
        slugs = [demo.slug for demo in demos]
        app.load(None, None, tabs, js=f"() => unfog.first({slugs})", api_visibility="private")
    return app.queue(max_size=64, default_concurrency_limit=4, api_open=False)


def launch_settings() -> dict[str, Any]:
    """Return the arguments of `Blocks.launch` that do not depend on where it is served."""
    from demos.theme import theme
    from models.word_vectors.own import MEGABYTE, largest_file_mb

    largest_upload = largest_file_mb() * MEGABYTE
    style = (ASSETS / "unfog.css").read_text(encoding="utf-8")
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    return {
        "theme": theme(),
        "head": f"<style>{style}</style><script>{script}</script>",
        "js": "() => unfog.settle()",
        "favicon_path": ASSETS / "icon.svg",
        "footer_links": ["api", "settings"],
        "prevent_thread_lock": True,
        "quiet": True,
        "show_error": False,
        "share": False,
        "ssr_mode": False,
        "run_history": False,
        "enable_monitoring": False,
        "allowed_paths": [],
        "state_session_capacity": 200,
        "max_file_size": largest_upload,
        "app_kwargs": {"max_body_size": largest_upload},
    }


def warm_up(opened: threading.Event, models: Sequence[str]) -> None:
    """Load the first tab's models, once its page is drawn or nobody came for a while.

    Then time them, so that the tabs can say what a run costs before it begins.
    """
    from models import catalog, engine
    from models.diffusion.explorer.requests import PaceRequest

    opened.wait(WARM_UP_AFTER)
    engine.warm_up(*models)
    for key in models:
        if catalog.find(key).kind == "text-to-image":
            engine.rehearse(PaceRequest.parse(model=key))


if __name__ == "__main__":
    main()
