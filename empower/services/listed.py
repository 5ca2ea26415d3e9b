"""Which entries somebody wants, from the words they said it with; and those entries, page by page or all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from empower.domain.calendar import read_date
from empower.domain.entries import ENTRY_KINDS, Entry
from empower.domain.errors import CannotAskError
from empower.domain.facts import Fact
from empower.domain.kept_facts import kept_facts
from empower.domain.listed import Wanted
from empower.domain.problem import Problem
from empower.domain.value import Value
from empower.ledger.book import Page
from empower.ledger.cells import number, text
from empower.ledger.entry_rows import entry_of
from empower.ledger.head import FIRST_PREVIOUS
from empower.ledger.line_sql import line_sql
from empower.ledger.listing import last_by, listed, rows_listed
from empower.policyfile.said.fact_values import Unread, read_value
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.stated import Statement, stated
from empower.policyfile.said.words import nearest
from empower.rules.rulebook import Rulebook
from empower.services.listed_words import unknown_word
from empower.services.mine import first_moment
from empower.services.moment import read_moment

__all__ = [
    "Filters",
    "Listed",
    "Reached",
    "cells_listed",
    "entries_listed",
    "lines_listed",
    "listed_page",
    "reached",
    "wanted_of",
]

_COMMAND = "empower ledger list"
_NOBODY = "nobody"
"""Stands for no customer: what does is much longer."""


class Filters(Value):
    """What was said, as it was said."""

    words: tuple[str, ...] = ()  # FACT=VALUE
    kinds: tuple[str, ...] = ()
    person: str = ""
    asker: str = ""
    role: str = ""
    remedy: str = ""
    outcome: str = ""
    digest: str = ""  # of a policy, or how it begins
    request_id: str = ""
    since: str = ""
    until: str = ""
    least: str = ""
    most: str = ""
    as_of: str = ""
    known_at: str = ""
    oldest_first: bool = False


class Listed(Value):
    """Some entries, and whether there are more beyond the last."""

    entries: tuple[Entry, ...]
    more: bool

    @property
    def goes_on_after(self) -> int | None:
        """The entry after which the next page begins."""
        return self.entries[-1].seq if self.more else None


class Reached(Value):
    """How far the book reached, and the policy in force there."""

    size: int
    head: str  # hash of the last entry
    at: int  # when that was recorded
    rulebook: Rulebook


def wanted_of(page: Page, said: Filters) -> Wanted:
    """The entries that are meant: none, where the book knows no such customer.

    Words are read by the policy that the book obeys. Raises `CannotAskError` where one says nothing that can be meant.
    """
    rulebook = page.rulebook
    words = WordsPage(said.words, _COMMAND)
    statements = [
        Statement(name=name, text=value, page=words, path=(number,))
        for number, (name, equals, value) in enumerate([word.partition("=") for word in said.words])
        if equals or _stray(words, number)
    ]
    found, problems = stated(rulebook, statements)
    if problems:
        raise CannotAskError(problems)
    facts = dict(found)
    incident, customer = str(facts.pop("incident", "")), str(facts.pop("customer", ""))
    known = (page.pseudonym(customer) or _NOBODY) if customer else ""
    texts = {
        fact.name: str(facts.pop(fact.name)) for fact in rulebook.facts if fact.kind == "text" and fact.name in facts
    }
    until, as_of = _day(said.until, "--until"), _day(said.as_of, "--as-of")
    ends = [day for day in (until, None if as_of is None else as_of + 1) if day is not None]
    for kind in said.kinds:
        if kind not in ENTRY_KINDS:
            hint = nearest(kind, ENTRY_KINDS, "kinds")
            raise _wrong("--kind", kind, "usage", f"`{kind}` is no kind of entry", hint)
    for name in ("person", "asker", "role", "remedy"):
        unknown = unknown_word(page, name, getattr(said, name))
        if unknown is not None:
            raise _wrong(f"--{name}", getattr(said, name), unknown.code, unknown.message, unknown.hint)
    return Wanted(
        kinds=said.kinds,
        person=said.person,
        asker=said.asker,
        role=said.role,
        incident=incident,
        customer=known,
        remedy=said.remedy,
        outcome=said.outcome,
        policy=_digest(page, said.digest),
        request_id=said.request_id,
        from_day=_day(said.since, "--from"),
        until_day=min(ends) if ends else None,
        least=_cost(page, said.least, "--at-least"),
        most=_cost(page, said.most, "--at-most"),
        facts=tuple(kept_facts(rulebook.facts, facts.items()).items()),
        texts=tuple(texts.items()),
        recorded_by=_known_at(page, said.known_at),
        oldest_first=said.oldest_first,
    )


def reached(page: Page, wanted: Wanted) -> Reached:
    """The book as it was known at the moment that was asked for, so that a later answer is the same; else as it is."""
    head, known = page.head, wanted.recorded_by
    if known is None or known >= head.at:
        return Reached(size=head.size, head=head.hash, at=head.at, rulebook=page.rulebook)
    last = page.entry(last_by(page.rows, known))
    if last is None:
        return Reached(size=0, head=FIRST_PREVIOUS, at=known, rulebook=page.rulebook)
    return Reached(size=last.seq, head=last.hash, at=last.at, rulebook=page.rulebook_of(last.data["policy"]))


def listed_page(page: Page, wanted: Wanted, *, after: int | None, limit: int) -> Listed:
    """The next so many of them. Entries that are added meanwhile are neither skipped nor seen twice."""
    found = [entry_of(row) for row in rows_listed(page.rows, wanted, after=after, limit=limit + 1)]
    return Listed(entries=tuple(found[:limit]), more=len(found) > limit)


def entries_listed(
    page: Page,
    wanted: Wanted,
    *,
    after: int | None = None,
    limit: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Entry]:
    """All of them, one after another."""
    for row in rows_listed(page.rows, wanted, after=after, limit=limit):
        yield entry_of(row)
        if progress is not None:
            progress(_come(page, wanted, number(row, "seq")))


def cells_listed(
    page: Page,
    wanted: Wanted,
    columns: tuple[str, ...],
    *,
    after: int | None = None,
    limit: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Some columns of all of them, the number first."""
    found = listed(page.rows, wanted, columns, after=after, limit=limit)
    return found if progress is None else _told(page, wanted, found, progress)


def lines_listed(
    page: Page,
    wanted: Wanted,
    columns: tuple[str, ...],
    currency_after: str,
    *,
    after: int | None = None,
    limit: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[Any, ...] | str]:
    """A line of CSV for each of them, as the database makes it; the cells where it leaves that to others."""
    line = line_sql(
        columns,
        digits=page.rulebook.digits,
        currency=page.head.currency,
        after=currency_after,
        far=page.rows.far,
    )
    found = listed(page.rows, wanted, ("seq", line), after=after, limit=limit)
    for seq, made in found if progress is None else _told(page, wanted, found, progress):
        if made is not None:
            yield made
        else:
            row = page.rows.get("entry", seq)
            assert row is not None
            yield tuple([row[name] for name in columns])


def _told(
    page: Page, wanted: Wanted, found: Iterator[tuple[Any, ...]], progress: Callable[[int], None]
) -> Iterator[tuple[Any, ...]]:
    for cells in found:
        yield cells
        progress(_come(page, wanted, cells[0]))


def _come(page: Page, wanted: Wanted, seq: int) -> int:
    """How far through the book an entry is, the way it is read."""
    return seq if wanted.oldest_first else page.head.size - seq + 1


def _stray(words: WordsPage, number: int) -> bool:
    hint = "a fact is written `FACT=VALUE`; everything else has its option, such as `--person ana` or `--kind posting`"
    problem = Problem(code="stray-word", message=f"`{words.words[number]}` is no fact", hint=hint, path=(number,))
    raise CannotAskError(words.placed([problem]))


def _day(said: str, option: str) -> int | None:
    if not said:
        return None
    day = read_date(said)
    if day is None:
        raise _wrong(option, said, "not-a-date", f"`{said}` is no date", f"say `{option} 2026-11-22`")
    return day


def _known_at(page: Page, said: str) -> int | None:
    """The last moment of a day, or the very moment."""
    if not said:
        return None
    day = read_date(said)
    if day is not None:
        return first_moment(page.rulebook, day + 1) - 1
    at = read_moment(page.rulebook, said)
    if isinstance(at, Problem):
        raise _wrong("--known-at", said, at.code, at.message, at.hint)
    return at


def _cost(page: Page, said: str, option: str) -> int | None:
    if not said:
        return None
    value = read_value(Fact(name=option, kind="money", digits=page.rulebook.digits), said, page.rulebook.currency)
    if isinstance(value, Unread):
        raise _wrong(option, said, value.code, value.message, value.hint)
    assert isinstance(value, int)
    return value


def _digest(page: Page, said: str) -> str:
    """The digest that begins so."""
    if not said:
        return ""
    known = [text(row, "digest") for row in page.rows.find("every policy") if row["kind"] == "policy"]
    begins = said if said.startswith("sha256:") else f"sha256:{said}"
    found = [one for one in known if one.startswith(begins)]
    if len(found) != 1:
        several = "begins the digests of several policies" if found else "begins the digest of no policy"
        hint = f"the book has obeyed {', '.join([one[:19] for one in known])}"
        raise _wrong("--digest", said, "unknown-policy", f"`{said}` {several} of this book", hint)
    return found[0]


def _wrong(option: str, said: str, code: str, message: str, hint: str) -> CannotAskError:
    problem = Problem(code=code, message=message, hint=hint, path=(1,))
    return CannotAskError(WordsPage((option, said), _COMMAND).placed([problem]))
