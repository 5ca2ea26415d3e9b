"""Programs: what the people of the shop do, one step after another, drawn at random."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.stated import Statement
from empower.services.delegate import delegate, revoke
from empower.services.incidents import amend_incident, close_incident, open_incident, reopen_incident
from tests.ledger.shop_house import Desk

PEOPLE = ("ana", "bea", "max", "kim", "aud", "oli")
INCIDENTS = ("I-1", "I-2", "")
CUSTOMERS = ("C-1", "C-2")


@dataclass(frozen=True)
class Step:
    """One thing that somebody does."""

    what: str
    who: str
    words: tuple[str, ...] = ()
    number: int = 0
    more: tuple[tuple[str, Any], ...] = ()

    def taken(self, desk: Desk) -> str:
        """What it comes to."""
        return str(getattr(self, f"_{self.what}")(desk))

    def _record(self, desk: Desk) -> str:
        known = _known(desk, self.words)
        found = desk.record(self.who, *known, **dict(self.more))
        if found.entry is None:
            return "asks " + " ".join([one.fact for one in found.decision.asks])
        return f"{found.entry.kind} {found.decision.outcome} {found.replayed}"

    def _approve(self, desk: Desk) -> str:
        found = desk.approve(self.who, _waiting(desk, self.number), dict(self.more).get("amount"))
        return f"vote {found.posting is not None} {found.waits_for}"

    def _decline(self, desk: Desk) -> str:
        return desk.decline(self.who, _waiting(desk, self.number)).kind

    def _withdraw(self, desk: Desk) -> str:
        return desk.withdraw(self.who, _waiting(desk, self.number)).kind

    def _reverse(self, desk: Desk) -> str:
        given = [entry.seq for entry in desk.entries() if entry.kind == "posting"]
        found = desk.reverse(self.who, given[self.number % len(given)] if given else 1, dict(self.more).get("amount"))
        return f"reversal {found.whole}"

    def _wait(self, desk: Desk) -> str:
        desk.pass_time(self.number)
        return "later"

    def _delegate(self, desk: Desk) -> str:
        from empower.policyfile.said.zone import local

        day = local(desk.now, "Europe/Lisbon", 0).day
        actor = desk.actor(self.who)
        days = self.number % 5 + 1
        return delegate(
            desk.house, desk.book, actor, self.words[0], desk.pen, from_day=day, until_day=day + days, by_login=False
        ).kind

    def _revoke(self, desk: Desk) -> str:
        made = [entry.seq for entry in desk.entries() if entry.kind == "delegation"]
        number = made[self.number % len(made)] if made else 1
        return revoke(desk.house, desk.book, desk.actor(self.who), number, desk.pen, by_login=False).kind

    def _open(self, desk: Desk) -> str:
        page, said = said_words(self.words)
        actor = desk.actor(self.who)
        name = INCIDENTS[self.number % 3]
        return open_incident(desk.house, desk.book, actor, name, page, said, desk.pen, by_login=False).kind

    def _amend(self, desk: Desk) -> str:
        page, said = said_words(self.words)
        actor, name = desk.actor(self.who), INCIDENTS[self.number % 2]
        return amend_incident(desk.house, desk.book, actor, name, page, said, desk.pen, "told so", by_login=False).kind

    def _close(self, desk: Desk) -> str:
        page, _ = said_words(())
        actor, name = desk.actor(self.who), INCIDENTS[self.number % 2]
        return close_incident(desk.house, desk.book, actor, name, page, desk.pen, "yes", "courier", by_login=False).kind

    def _reopen(self, desk: Desk) -> str:
        page, _ = said_words(())
        actor, name = desk.actor(self.who), INCIDENTS[self.number % 2]
        return reopen_incident(desk.house, desk.book, actor, name, page, desk.pen, "again", by_login=False).kind

    def _adopt(self, desk: Desk) -> str:
        before = desk.house
        try:
            return desk.adopt(self.words[0], self.who).kind
        except Exception:
            desk.house = before
            raise


def said_words(words: tuple[str, ...]) -> tuple[WordsPage, tuple[Statement, ...]]:
    page = WordsPage(words or ("x",), "empower incident")
    return page, tuple(
        [
            Statement(name=word.partition("=")[0], text=word.partition("=")[2], page=page, path=(number,))
            for number, word in enumerate(words)
        ]
    )


def _known(desk: Desk, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, without an incident that the book does not have."""
    with desk.book.reading() as page:
        return tuple(
            [
                word
                for word in words
                if not word.startswith("incident=") or page.rows.get("incident", word.partition("=")[2]) is not None
            ]
        )


def _waiting(desk: Desk, number: int) -> int:
    """One of the requests that ever were made."""
    made = [entry.seq for entry in desk.entries() if entry.kind == "hold"]
    return made[-1 - number % len(made)] if made else 1


_FACTS = st.tuples(
    st.sampled_from([f"failure={one}" for one in ("late", "broken", "lost", "rude")]),
    st.sampled_from(["severity=minor", "severity=major", "severity=critical", ""]),
    st.sampled_from([f"customer={one}" for one in CUSTOMERS]),
    st.sampled_from(["shelf=A", "shelf=B", "told_by=ana", "told_by=someone else", "bill=80", ""]),
    st.sampled_from(["incident=I-1", "incident=I-1", "incident=I-2", ""]),
).map(lambda words: tuple([word for word in words if word]))
_ASKED = st.one_of(
    st.just(("apology",)),
    st.integers(1, 4).map(lambda cups: ("coffee", str(cups))),
    st.sampled_from((10, 45, 70, 130)).map(lambda euros: ("voucher", str(euros))),
    st.sampled_from((8, 19, 29, 33, 60, 190)).map(lambda euros: ("refund", f"{euros}.50")),
    st.sampled_from((8, 19, 29, 33, 60, 190)).map(lambda euros: ("refund", f"{euros}.50")),
    st.just(("refund",)),
)
_SAID = st.fixed_dictionaries(
    {"again": st.just(True)},
    optional={
        "request_id": st.sampled_from(["r-1", "r-2", "r-3"]),
        "note": st.sampled_from(["a note, =cmd()", "<b>bold</b>"]),
        "word_of": st.sampled_from(["max", "kim", "oli"]),
        "papers": st.just(("photo=IMG-1",)),
        "ask_others": st.just(False),
        "also": st.just(("coffee=1",)),
    },
)
_WHO = st.sampled_from(PEOPLE)
_NUMBER = st.integers(0, 5)
_AMOUNT = st.one_of(st.none(), st.integers(100, 4000)).map(lambda amount: (("amount", amount),))


def program() -> st.SearchStrategy[Step]:
    """One step."""
    records = st.builds(
        lambda who, asked, facts, said: Step("record", who, (*asked, *facts), 0, tuple(sorted(said.items()))),
        st.sampled_from(("ana", "ana", "bea", "max", "kim")),
        _ASKED,
        _FACTS,
        _SAID,
    )
    yes = st.builds(lambda who: Step("approve", who, (), 0), st.sampled_from(("max", "kim", "aud", "oli")))
    amended = _FACTS.map(lambda words: tuple([one for one in words if not one.startswith("incident=")]))
    steps = (
        *[records] * 14,
        st.builds(lambda who, number, more: Step("approve", who, (), number, more), _WHO, _NUMBER, _AMOUNT),
        *[yes] * 8,
        st.builds(lambda who, number: Step("decline", who, (), number), _WHO, _NUMBER),
        st.builds(lambda who, number: Step("withdraw", who, (), number), _WHO, _NUMBER),
        st.builds(lambda who, number, more: Step("reverse", who, (), number, more), _WHO, _NUMBER, _AMOUNT),
        st.builds(lambda hours: Step("wait", "", (), hours), st.sampled_from((1, 5, 13, 25, 24 * 9, 24 * 31))),
        st.builds(lambda who, to, days: Step("delegate", who, (to,), days), _WHO, _WHO, _NUMBER),
        st.builds(lambda who, number: Step("revoke", who, (), number), _WHO, _NUMBER),
        st.builds(lambda who, words, number: Step("open", who, words, number), _WHO, amended, _NUMBER),
        st.builds(lambda who, words, number: Step("amend", who, words[:2], number), _WHO, amended, _NUMBER),
        st.builds(lambda who, number: Step("close", who, (), number), _WHO, _NUMBER),
        st.builds(lambda who, number: Step("reopen", who, (), number), _WHO, _NUMBER),
        st.builds(
            lambda who, policy: Step("adopt", who, (policy,)),
            st.sampled_from(("oli", "max")),
            st.sampled_from(("policy.yaml", "tighter.yaml")),
        ),
    )
    return st.sampled_from(steps).flatmap(lambda step: step)
