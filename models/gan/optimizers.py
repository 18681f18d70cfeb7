"""Adam and plain gradient descent on one flat vector of parameters."""

from dataclasses import dataclass

import numpy as np

EPSILON = np.float32(1e-8)


@dataclass
class Optimizer:
    """The moments of Adam (Kingma & Ba 2015), which SGD leaves alone.

    `mean` and `square` float32 [P] are the running averages of the gradient and of its square,
    `steps` the number of steps taken.
    """

    mean: np.ndarray
    square: np.ndarray
    steps: int = 0

    def adam(
        self, parameters: np.ndarray, gradient: np.ndarray, lr: float, beta_1: float, beta_2: float
    ) -> None:
        """Take one step of Adam in place."""
        self.steps += 1
        self.mean += np.float32(1 - beta_1) * (gradient - self.mean)
        self.square *= np.float32(beta_2)
        self.square += np.float32(1 - beta_2) * (gradient * gradient)
        scale = np.sqrt(self.square)
        scale *= np.float32((1 - beta_2**self.steps) ** -0.5)
        scale += EPSILON
        step = self.mean / scale
        step *= np.float32(lr / (1 - beta_1**self.steps))
        parameters -= step

    @staticmethod
    def sgd(parameters: np.ndarray, gradient: np.ndarray, lr: float) -> None:
        """Take one step of gradient descent in place."""
        parameters -= np.float32(lr) * gradient
