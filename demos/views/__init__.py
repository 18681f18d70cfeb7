"""Our own views: one idea per file pair, a .py that packs and a .js that draws.

A view is a `gr.HTML` with constant templates. Its value is one packed string
(`pack.py`); text reaches the page through `textContent`, never through a template.
Once a run has arrived, playing and scrubbing it asks nothing of the server.
"""
