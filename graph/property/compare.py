"""Two ordered streams of rows told apart, in the memory of two rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

Row = list[Any]
Key = Callable[[Row], Any]


def differences(ours: Iterator[Row], theirs: Iterator[Row], key: Key) -> Iterator[tuple[Literal["put", "drop"], Row]]:
    """What makes theirs ours: rows of ours to put, rows of theirs to drop. Theirs may have more cells, and a key more than once."""
    left, right = next(ours, None), next(theirs, None)
    while left is not None or right is not None:
        if left is not None and (right is None or key(left) < key(right)):
            yield "put", left
            left = next(ours, None)
        elif right is not None and (left is None or key(right) < key(left)):
            yield "drop", right
            right = next(theirs, None)
        elif left is not None and right is not None:
            same = key(left)
            if left != right[: len(left)]:
                yield "put", left
            left, right = next(ours, None), next(theirs, None)
            while right is not None and key(right) == same:
                yield "drop", right
                right = next(theirs, None)
