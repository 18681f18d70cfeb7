"""The errors a visitor may see. Each text says in a sentence what happened and what to do.

VisitorError
├── InvalidRequest   the visitor asked for what cannot be: quotes the value, states the rule
├── ModelError       the model could not be loaded or run: names the file or the limit
└── Busy             too many visitors at once: try again
"""


class VisitorError(Exception):
    """A sentence to be shown as it stands."""


class InvalidRequest(VisitorError):  # noqa: N818
    """A request outside its rules."""


class ModelError(VisitorError):
    """A model that is missing, broken, too large or too slow."""


class Busy(VisitorError):  # noqa: N818
    """The device, or the line in front of it, is taken."""
