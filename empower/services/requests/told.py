"""Who may still say yes, in words."""

from __future__ import annotations

from empower.services.requests.answering import Standing

__all__ = ["who_may"]

_MOST_NAMED = 3


def who_may(stands: Standing, votes: list[tuple[str, str]]) -> str:
    """The roles that must still say yes, with the first few people of each."""
    told = []
    voted = {person for person, _ in votes}
    for place in stands.open_places(votes):
        names = [one.person for one in place.fillers if one.person not in voted]
        people = ", ".join([f"`{name}`" for name in dict.fromkeys(names)][:_MOST_NAMED])
        role = " or ".join([place.role, *place.others])
        told.append(f"{role} ({people})" if people else role)
    return " and ".join(told) or "nobody else"
