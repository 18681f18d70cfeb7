"""Fully connected networks with their gradients written out, in numpy.

A network of two layers of eight units needs a few microseconds of arithmetic; a library that
records every operation for automatic differentiation spends ten times as much on the recording.
So the chain rule stands here by hand, in four short methods; the tests compare them with autograd.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

LEAK = np.float32(0.2)
ONE = np.float32(1)
TWO = np.float32(2)


@dataclass(frozen=True)
class Activation:
    """h = φ(a), and the derivatives φ′ and φ″, told from h.

    `curvature` is None where φ″ is 0 almost everywhere.
    """

    value: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]
    curvature: Callable[[np.ndarray], np.ndarray] | None = None


ACTIVATIONS: dict[str, Activation] = {
    "leaky_relu": Activation(
        lambda a: np.maximum(a, LEAK * a), lambda h: np.where(h > 0, ONE, LEAK)
    ),
    "relu": Activation(lambda a: np.maximum(a, 0), lambda h: h > 0),
    "tanh": Activation(np.tanh, lambda h: ONE - h * h, lambda h: -TWO * h * (ONE - h * h)),
}

Layers = list[tuple[np.ndarray, np.ndarray]]


class Network:
    """y = W_L φ(… φ(W_1 x + b_1) …) + b_L for rows x, with all weights in one vector.

    `sizes` are the widths from input to output. `parameters` and `gradient` are float32 [P];
    `layers` are views of the parameters, (W [in, out], b [out]) from the first to the last.
    """

    def __init__(self, sizes: tuple[int, ...], activation: str, parameters: np.ndarray) -> None:
        self.sizes = sizes
        self.activation = ACTIVATIONS[activation]
        self.parameters = parameters
        self.gradient = np.zeros_like(parameters)
        self.layers = _views(sizes, parameters)
        self._gradients = _views(sizes, self.gradient)

    def forward(self, x: np.ndarray) -> list[np.ndarray]:
        """The outputs of all layers: [x, h_1, …, y], each [B, width]."""
        outputs = [x]
        last = len(self.layers) - 1
        for index, (W, b) in enumerate(self.layers):
            a = np.dot(outputs[-1], W)
            a += b
            outputs.append(a if index == last else self.activation.value(a))
        return outputs

    def backward(self, outputs: list[np.ndarray], d: np.ndarray) -> None:
        """Write dL/dW and dL/db into `gradient`, given d = dL/dy [B, out]."""
        for index in reversed(range(len(self.layers))):
            dW, db = self._gradients[index]
            np.dot(outputs[index].T, d, out=dW)
            np.add.reduce(d, axis=0, out=db)
            if index:
                d = self._through(index, outputs, d)

    def backward_to_input(self, outputs: list[np.ndarray], d: np.ndarray) -> np.ndarray:
        """dL/dx [B, in], given d = dL/dy [B, out]."""
        for index in reversed(range(1, len(self.layers))):
            d = self._through(index, outputs, d)
        return np.dot(d, self.layers[0][0].T)

    def _through(self, index: int, outputs: list[np.ndarray], d: np.ndarray) -> np.ndarray:
        """From dL/da of layer `index` to dL/da of the one before."""
        d = np.dot(d, self.layers[index][0].T)
        d *= self.activation.slope(outputs[index])
        return d

    def add_slope_gradient(self, outputs: list[np.ndarray], v: np.ndarray) -> None:
        """Add to `gradient` that of Σ v · ∇_x y, with the rows of v [B, in] held fixed.

        Σ v · ∇_x y is the derivative of y along v, so it is carried forward beside the outputs
        (t below) and then differentiated like any other output.
        """
        slopes = [self.activation.slope(h) for h in outputs[1:-1]]
        tangents, before = [v], []
        for (W, _), slope in zip(self.layers, slopes, strict=False):
            before.append(np.dot(tangents[-1], W))
            tangents.append(slope * before[-1])
        d_t = np.ones((len(v), 1), dtype=np.float32)
        d_a = None
        for index in reversed(range(len(self.layers))):
            dW, db = self._gradients[index]
            dW += np.dot(tangents[index].T, d_t)
            if d_a is not None:
                dW += np.dot(outputs[index].T, d_a)
                db += np.add.reduce(d_a, axis=0)
            if index:
                d_t, d_a = self._slope_through(
                    index, outputs[index], slopes[index - 1], before[index - 1], d_t, d_a
                )

    def _slope_through(
        self,
        index: int,
        h: np.ndarray,
        slope: np.ndarray,
        before: np.ndarray,
        d_t: np.ndarray,
        d_a: np.ndarray | None,
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """One layer back for both: the tangent t = φ′(a) · `before`, and a itself through φ″."""
        W = self.layers[index][0]
        d_t = np.dot(d_t, W.T)
        d_a = None if d_a is None else np.dot(d_a, W.T) * slope
        if self.activation.curvature is not None:
            bent = self.activation.curvature(h) * before * d_t
            d_a = bent if d_a is None else d_a + bent
        return d_t * slope, d_a


def count(sizes: tuple[int, ...]) -> int:
    """The number of parameters of a network of these widths."""
    return sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))


def initial(sizes: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Parameters as torch.nn.Linear begins: uniform in ±1/√(inputs), float32."""
    parameters = rng.uniform(-1, 1, count(sizes)).astype(np.float32)
    for (W, b), n_in in zip(_views(sizes, parameters), sizes, strict=False):
        W /= np.float32(n_in**0.5)
        b /= np.float32(n_in**0.5)
    return parameters


def _views(sizes: tuple[int, ...], flat: np.ndarray) -> Layers:
    layers, start = [], 0
    for n_in, n_out in itertools.pairwise(sizes):
        end = start + n_in * n_out
        layers.append((flat[start:end].reshape(n_in, n_out), flat[end : end + n_out]))
        start = end + n_out
    return layers
