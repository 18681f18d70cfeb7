"""The computation behind the gallery. Nothing here knows of a web page, so Gradio is not imported.

Importing a module of this package does no work: no model is loaded, no thread started, no file
read. No module keeps state: objects that live as long as the process come from cached factories
such as `registry.registry()`.
"""
