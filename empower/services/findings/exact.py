"""Fisher's exact test, one-sided, in whole numbers.

Of `total` things `marked` are of one sort. Of the `drawn` that belong to somebody, `seen` are of that sort. Had chance alone
dealt them out, so many or more would have been seen with the probability of the hypergeometric tail
sum over i >= seen of C(marked, i) C(total - marked, drawn - i) / C(total, drawn).
(R. A. Fisher, Statistical Methods for Research Workers, 5th edition 1934, section 21.02.)
"""

from __future__ import annotations

from math import comb

__all__ = ["MOST", "one_in"]

MOST = 10**12
"""Nothing is told to be rarer than one in so many."""


def one_in(seen: int, drawn: int, marked: int, total: int) -> int:
    """How rare it is that chance gives so many or more: one in this many, rounded down, and `MOST` at most."""
    if drawn > marked:  # the test is the same either way round, and quicker with the smaller number drawn
        drawn, marked = marked, drawn
    most = min(drawn, marked)
    if seen > most:
        return MOST
    seen = max(seen, drawn + marked - total, 0)
    term = comb(marked, seen) * comb(total - marked, drawn - seen)
    tail = term
    for i in range(seen, most):
        term = term * (marked - i) * (drawn - i) // ((i + 1) * (total - marked - drawn + i + 1))
        tail += term
    return min(MOST, comb(total, drawn) // tail)
