"""A first-order conditional random field over padded batches, and the FTRL-proximal optimizer."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


class Ftrl:
    """FTRL-proximal (McMahan et al. 2013): per-coordinate rates, and an L1 term that makes exact zeros.

    Args:
        shape: rows are features, columns tags; rows are updated only when touched.
        rate: the learning rate alpha.
        l1: the L1 strength.
        l2: the L2 strength.
    """

    def __init__(self, shape: tuple[int, int], rate: float, l1: float, l2: float) -> None:
        self.w = np.zeros(shape)
        self._z = np.zeros(shape)
        self._n = np.zeros(shape)
        self._rate, self._l1, self._l2 = rate, l1, l2

    def step(self, touched: Array, gradient: Array) -> None:
        """Take one step on the touched rows (distinct numbers)."""
        w, n = self.w[touched], self._n[touched]
        grown = n + gradient * gradient
        z = self._z[touched] + gradient - (np.sqrt(grown) - np.sqrt(n)) / self._rate * w
        shrunk = np.sign(z) * np.maximum(np.abs(z) - self._l1, 0.0)
        self.w[touched] = -shrunk / ((1.0 + np.sqrt(grown)) / self._rate + self._l2)
        self._z[touched], self._n[touched] = z, grown


def _forward_backward(scores: Array, moves: Array, inside: Array) -> tuple[Array, Array, float]:
    """Return the tag marginals, the summed expected transitions and the summed log partition.

    Args:
        scores: (sentences, length, tags).
        moves: (from, to).
        inside: (sentences, length), true within the sentence.
    """
    count, length, tags = scores.shape
    top = scores.max(axis=2, keepdims=True)
    emit = np.exp(scores - top).transpose(1, 0, 2)
    step = np.exp(moves)
    alpha = np.empty_like(emit)
    beta = np.empty_like(emit)
    scale = np.ones((length, count, 1))
    alive = inside.T[:, :, None]
    for t in range(length):
        now = emit[t] if t == 0 else (alpha[t - 1] @ step) * emit[t]
        total = now.sum(axis=1, keepdims=True)
        scale[t] = np.where(alive[t], total, 1.0)
        alpha[t] = np.where(alive[t], now / total, alpha[t - 1] if t else now / total)
    beta[length - 1] = 1.0
    expected = np.zeros((tags, tags))
    for t in range(length - 1, 0, -1):
        carried = emit[t] * beta[t] / scale[t]
        beta[t - 1] = np.where(alive[t], carried @ step.T, 1.0)
        expected += alpha[t - 1].T @ (carried * alive[t])
    partition = float(np.log(scale[alive[..., 0]]).sum() + top[inside].sum())
    return (alpha * beta).transpose(1, 0, 2), expected * step, partition


def gradients(
    states: Array, moves: Array, ids: Array, tags: Array, lengths: Array
) -> tuple[float, Array, Array, Array]:
    """Return a batch's negative log likelihood, the touched rows, their gradient, the transitions' gradient.

    The last row of `states` is the padding's; it is left out of the touched rows and stays zero.
    """
    scores = states[ids].sum(axis=2)
    inside = np.arange(ids.shape[1]) < lengths[:, None]
    marginal, expected, partition = _forward_backward(scores, moves, inside)
    gold = np.take_along_axis(scores, tags[..., None].astype(np.int64), axis=2)[..., 0]
    pairs = inside[:, 1:]
    before, after = tags[:, :-1][pairs], tags[:, 1:][pairs]
    loss = partition - float(gold[inside].sum()) - float(moves[before, after].sum())
    np.add.at(expected, (before, after), -1.0)
    delta = marginal
    rows, columns = np.nonzero(inside)
    delta[rows, columns, tags[inside]] -= 1.0
    flat_ids = ids[inside]
    touched, inverse = np.unique(flat_ids, return_inverse=True)
    inverse = inverse.reshape(flat_ids.shape)
    inner = delta[inside]
    gradient = np.empty((len(touched), states.shape[1]))
    for tag in range(states.shape[1]):
        weights = np.broadcast_to(inner[:, tag, None], flat_ids.shape)
        gradient[:, tag] = np.bincount(inverse.ravel(), weights.ravel(), minlength=len(touched))
    real = touched < len(states) - 1
    return loss, touched[real], gradient[real], expected
