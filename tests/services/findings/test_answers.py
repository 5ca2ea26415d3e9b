"""What people say of a finding: who may, that it stays, that it is seen when it grew since, and that proofs still hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from empower.domain.errors import CannotAskError
from empower.ledger.memory import MemoryStore
from empower.ledger.opening import open_store
from empower.services.evidence import verified
from empower.services.forget import forget
from tests.ledger.conftest import created
from tests.services.findings.corner_shop import Corner

LATE = "failure=late"


@pytest.fixture
def shop() -> Corner:
    """A shop with one split and one word that nobody confirmed."""
    shop = Corner(MemoryStore())
    asked_about(shop)
    return shop


def asked_about(shop: Corner) -> None:
    shop.gives("ana", "refund", "45", LATE, "customer=C-1")
    shop.pass_time(1)
    shop.gives("ana", "voucher", "20", LATE, "customer=C-1")
    shop.gives("ana", "refund", "60", LATE, "customer=C-2", word_of="max", note="Max said yes")
    shop.pass_time(13)


def refused(act: Callable[[], object]) -> tuple[str, int]:
    with pytest.raises(CannotAskError) as wrong:
        act()
    return wrong.value.problems[0].code, wrong.value.exit_code


def test_an_answer_stays_with_who_and_why(shop: Corner) -> None:
    split, word = shop.pages()
    assert (split.state, split.waits, word.kind) == ("open", True, "word")
    first = shop.answers("oli", split.id, because="two parcels were late")
    shop.pass_time(1)
    second = shop.answers("oli", split.id, "confirmed", "it was one parcel after all")
    assert [one.id for one in shop.pages()] == [word.id]
    [told] = shop.pages(state="confirmed")
    assert told.answered is not None
    assert (told.answered.seq, told.answered.person, told.answered.because) == (
        second.seq,
        "oli",
        "it was one parcel after all",
    )
    assert [(one.seq, one.state, one.because) for one in told.earlier] == [
        (first.seq, "explained", "two parcels were late")
    ]
    assert shop.pages(state="explained") == ()
    with shop.book.reading() as page:
        row = page.rows.get("finding", split.id)
    assert row is not None
    assert (row["state"], row["seq"], row["person"]) == ("confirmed", second.seq, "oli")
    assert row["rows"] == str(list(split.finding.rows if split.finding else ())).replace(" ", "")


def test_what_grew_since_it_was_answered_is_seen_again(shop: Corner) -> None:
    split = shop.pages(kind="split")[0]
    shop.answers("oli", split.id)
    assert shop.pages(kind="split") == ()
    shop.gives("ana", "voucher", "5", LATE, "customer=C-1")
    [again] = shop.pages(kind="split")
    assert (again.id, again.state, again.more) == (split.id, "explained", 1)
    shop.answers("oli", split.id)
    assert shop.pages(kind="split") == ()


def test_who_may_answer(shop: Corner) -> None:
    split, word = shop.pages()
    assert refused(lambda: shop.answers("ana", split.id)) == ("not-yours", 4)  # a clerk, and about her
    assert refused(lambda: shop.answers("max", split.id)) == ("not-yours", 4)  # adopts nothing
    assert refused(lambda: shop.answers("oli", "split-0000000000")) == ("unknown-finding", 2)
    size = len(shop.entries())
    assert shop.answers("oli", word.id).seq == size + 1


def test_nobody_answers_what_is_about_them(shop: Corner) -> None:
    posting = shop.gives("ana", "refund", "10", LATE, "customer=C-5")
    shop.opens("I-9", LATE, "customer=Oli")
    received = shop.gives("ana", "refund", "10", "incident=I-9")
    for incident in (str(posting.data["incident"]), "I-9"):
        shop.closes(incident)
    shop.undoes("oli", posting)
    shop.undoes("max", received)
    by_oli, to_oli = shop.pages(kind="after-close")
    assert refused(lambda: shop.answers("oli", by_oli.id)) == ("not-yours", 4)
    assert refused(lambda: shop.answers("oli", to_oli.id)) == ("not-yours", 4)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_reason_is_forgotten_with_the_customer_and_the_book_verifies(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = str(tmp_path / "book.db") if engine == "sqlite" else str(request.getfixturevalue("pg_url"))
    created(where)
    shop = Corner(open_store(where))
    asked_about(shop)
    split = shop.pages()[0]
    shop.answers("oli", split.id, because="C-1 had two parcels")
    assert verified(shop.book, (), rebuild=True, against=None).flaws == ()
    forget(shop.house, shop.book, shop.actor("oli"), "C-1", shop.pen, "asked", by_login=False)
    [told] = shop.pages(state="explained")
    assert (told.customer, told.answered and told.answered.because) == (None, None)
    shop.answers("oli", split.id, because="said again, without a name")
    [told] = shop.pages(state="explained")
    assert told.answered is not None
    assert told.answered.because == "said again, without a name"
    found = verified(shop.book, (), rebuild=True, against=None)
    assert (found.rebuilt, found.flaws) == (True, ())
    shop.book.close()


def test_nobody_answers_what_they_said_yes_to(shop: Corner) -> None:
    """Not the asker alone: whoever had a hand in one of its entries."""
    size, last = len(shop.pages()), 0
    for amount in ("400", "401"):
        asked = shop.gives("ana", "refund", amount, LATE, "customer=C-8")
        shop.login = "oli"
        given = shop.approve("oli", asked.seq).posting
        assert given is not None
        last = given.seq
    twice = [one for one in shop.pages(kind="twice") if one.finding and last in one.finding.rows]
    assert (len(twice), len(shop.pages()) > size) == (1, True)
    assert refused(lambda: shop.answers("oli", twice[0].id)) == ("not-yours", 4)
