"""What moved in a list: as little as explains the new order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved(order: Sequence[int]) -> frozenset[int]:
    """Return the members that moved, when `order` lists the old positions of all members in their new order.

    The others are a longest increasing subsequence (patience sorting, https://doi.org/10.1016/0012-365X(75)90103-X):
    they kept their order, so no fewer moves explain the difference.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, position in enumerate(order):
        length = bisect_left(tails, position)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(position)
            ends.append(place)
        else:
            tails[length], ends[length] = position, place
    kept = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.add(order[place])
        place = before[place]
    return frozenset(order) - kept
