"""All the stories that are planted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from empower.domain.errors import CannotAskError
from the_year.diary import Story
from the_year.planted.amounts import near_limit
from the_year.planted.pairs import each_other, one_customer, one_login
from the_year.planted.scene import NotAsMeantError
from the_year.planted.split import split, twice
from the_year.planted.times import after_close, hours, word

if TYPE_CHECKING:
    from the_year.year import Year

__all__ = ["planted_stories"]

_KINDS = (split, twice, one_customer, each_other, one_login, near_limit, hours, after_close, word)


def planted_stories(year: Year) -> Iterator[Story]:
    """Each of them, kind by kind."""
    for kind in _KINDS:
        for number, story in enumerate(kind(year), 1):
            yield _as_far_as_it_goes(year, f"{kind.__name__} {number}", story)


def _as_far_as_it_goes(year: Year, name: str, story: Story) -> Story:
    """The story; where a pot of money is empty that day, say, it ends as an ordinary incident, and that is told."""
    try:
        yield from story
    except (NotAsMeantError, CannotAskError) as otherwise:
        year.planted.left_out.append(f"{name}: {otherwise}")
