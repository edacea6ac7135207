"""A matrix that is mostly zeros, by rows: features down, faults (or families) across."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import Floats, Ids


@dataclass(frozen=True)
class Sparse:
    """Compressed rows.

    Attributes:
        starts: where each row begins in the two others, shape (rows + 1,).
        columns: column of each value, shape (values,).
        values: shape (values,).
        width: columns of the matrix.
    """

    starts: NDArray[np.int32]
    columns: NDArray[np.int16]
    values: NDArray[np.float32]
    width: int

    @classmethod
    def build(cls, rows: Ids, columns: Ids, values: Floats, height: int, width: int) -> "Sparse":
        """From one triple a value; those of the same place are added."""
        places = rows.astype(np.int64) * width + columns
        places, inverse = np.unique(places, return_inverse=True)
        summed = np.bincount(inverse, weights=values, minlength=len(places)).astype(np.float32)
        counts = np.bincount(places // width, minlength=height)
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        return cls(starts, (places % width).astype(np.int16), summed, width)

    @property
    def rows(self) -> Ids:
        """The row of each value, shape (values,)."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def holding(self) -> Floats:
        """How many columns each row has a value in, shape (rows,)."""
        return np.diff(self.starts).astype(np.float32)

    def dot(self, rows: Ids, weights: Floats) -> NDArray[np.float64]:
        """The sum of some rows, each times its weight, shape (width,)."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        total = int(sizes.sum())
        # one index for every value of every wanted row, without a loop over the rows
        offsets = np.repeat(self.starts[rows] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        index = offsets + np.arange(total)
        parts = self.values[index] * np.repeat(weights, sizes)
        return np.bincount(self.columns[index], weights=parts, minlength=self.width).astype(np.float64)
