"""One entry with its whole story: the policy's lines as they stood, balances before and after, and all that came of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from empower.domain.canonical import entry_hash
from empower.domain.errors import CannotAskError
from empower.domain.listed import Story
from empower.ledger.opening import open_store
from empower.policyfile.said.zone import written_local
from empower.report.entry_story import story_text
from empower.report.entry_story_json import story_json
from empower.services.entry_story import entry_story
from tests.ledger.conftest import ENGINES
from tests.ledger.listed_book import kept
from tests.ledger.shop_house import Desk


@pytest.fixture(scope="module", params=ENGINES)
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A book that all of these only read."""
    with kept(request.param, 11, request, tmp_path_factory) as where:
        yield where


@pytest.fixture
def desk(target: str) -> Iterator[Desk]:
    made = Desk(open_store(target), begun=True)
    yield made
    made.book.close()


def stories(desk: Desk) -> list[Story]:
    with desk.book.reading() as page:
        return [entry_story(page, seq) for seq in range(1, page.head.size + 1)]


def shown(desk: Desk, story: Story, width: int | None = None) -> str:
    with desk.book.reading() as page:
        rulebook = page.rulebook_of(story.entry.data["policy"])
    return story_text(story, rulebook, local=lambda at: written_local(at, rulebook.timezone), colour=False, width=width)


def test_what_came_of_an_entry_is_every_entry_that_names_it(desk: Desk) -> None:
    entries = desk.entries()
    for story in stories(desk):
        seq = story.entry.seq
        wanted = [entry for entry in entries if entry.data.get("refers") == seq]
        assert [entry.hash for entry in story.referred_by] == [entry.hash for entry in wanted]
        refers = story.entry.data.get("refers")
        assert (None if story.refers_to is None else story.refers_to.seq) == refers
        done = {entry.data["duty"]: entry for entry in wanted if entry.kind == "done"}
        owed = {one["id"]: one["due_at"] for one in story.entry.data.get("duties") or ()}
        assert {one.duty: one.due_at for one in story.duties} == owed
        assert {one.duty: (one.done_by, one.done_at) for one in story.duties if one.done_at} == {
            duty: (entry.seq, entry.at) for duty, entry in done.items()
        }
    assert any(story.duties for story in stories(desk))
    assert any(len(story.referred_by) > 1 for story in stories(desk))


def test_reasons_are_those_of_that_day_with_the_lines_of_that_day(desk: Desk) -> None:
    with desk.book.reading() as page:
        policies = {str(row["digest"]): str(row["text"]).split("\n") for row in page.rows.find("every policy")}
    quoted = 0
    for story in stories(desk):
        data = story.entry.data
        reasons = story.decision.reasons if story.decision else ()
        assert story.no_decision == ""
        if story.entry.kind in ("posting", "hold", "denial"):
            assert [[one.code, one.line] for one in reasons] == data["reasons"]
        for one in story.quoted:
            lines = policies[data["policy"]][one.line - 1 : one.line - 1 + len(one.source)]
            assert list(one.source) == lines
            assert one.name in one.source[0]
            assert all(
                [f"{one.line + below:>4} | {line}".rstrip() in shown(desk, story) for below, line in enumerate(lines)]
            )
            quoted += 1
    assert quoted > 20


def test_balances_before_and_after_are_what_was_given_until_then(desk: Desk) -> None:
    """For counters that never roll on: the sum of all that was charged before, holds that were resolved left out."""
    spent: dict[tuple[str, str], int] = {}
    seen = 0
    for story in stories(desk):
        for one in story.charges:
            if one.counter in ("incident_cost", "incident_goodwill"):
                place = (one.counter, one.key[0][1])
                assert one.key[0][0] == "incident"
                assert one.spent_before == spent.get(place, 0)
                spent[place] = one.spent_after
                seen += 1
        by_entry = {
            (name, tuple(key)): charged for name, key, _, charged, _, _ in story.entry.data.get("charges") or ()
        }
        assert {
            (one.counter, tuple([value for _, value in one.key])): one.spent_after - one.spent_before
            for one in story.charges
        } == by_entry
    assert seen > 40


def test_the_object_holds_the_bytes_that_the_hash_is_made_of(desk: Desk) -> None:
    told = stories(desk)
    with desk.book.reading() as page:
        for story in told:
            found = json.loads(json.dumps(story_json(story, page.rulebook_of(story.entry.data["policy"]))))
            assert found["schema"] == "empower/ledger-show/1"
            assert entry_hash(found["payload"].encode()) == found["hash"]
            assert json.loads(found["payload"]) == story.entry.data
            assert len(found["charges"]) == len(story.entry.data.get("charges") or ())


def test_nobody_who_was_forgotten_is_named(desk: Desk) -> None:
    """C-5 was forgotten in the story; who was not is told by their id."""
    theirs = [one for one in stories(desk) if one.customer is not None and one.customer.text is None]
    assert theirs
    for story in theirs:
        assert "a customer who was forgotten" in shown(desk, story)
        assert "C-5" not in shown(desk, story)
        assert str(story.entry.data["customer"]) not in shown(desk, story)
    assert any("about: customer C-1" in shown(desk, story) for story in stories(desk))


def test_what_people_wrote_stays_on_its_line(desk: Desk) -> None:
    for story in stories(desk):
        for width in (None, 60):
            text = shown(desk, story, width)
            assert "\x1b" not in text
            assert text.isprintable() or set("".join([one for one in text if not one.isprintable()])) <= {"\n"}
        told = shown(desk, story)
        assert all([line.partition(": ")[1] or line.startswith("ENTRY") for line in told.splitlines()])


def test_no_figure_is_told_as_the_book_keeps_it(desk: Desk) -> None:
    """Microseconds are a time on the wall, cents an amount with its currency."""
    words, most = 0, 0
    for story in stories(desk):
        told = [line for line in shown(desk, story).splitlines() if line.startswith("says: ")]
        assert not any([re.search(r"\b\d{12,}\b", line) for line in told]), told
        word, up_to = story.entry.data.get("word"), story.entry.data.get("up_to")
        if word is not None:
            by = datetime.fromtimestamp(word["confirm_by"] // 1_000_000, ZoneInfo("Europe/Lisbon"))
            assert f"says: word: {word['of']} as {word['role']}, who confirms it by {by:%Y-%m-%d %H:%M}" in told
            words += 1
        if up_to is not None:
            assert f"says: up to: {Decimal(up_to) / 100:.2f} EUR" in told
            most += 1
    assert words
    assert most


def test_an_entry_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(CannotAskError) as wrong, desk.book.reading() as page:
        entry_story(page, page.head.size + 1)
    assert wrong.value.problems[0].code == "unknown-entry"
