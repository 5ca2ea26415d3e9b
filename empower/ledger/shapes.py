"""The tables as the write path sees them, and the questions it puts to them; light, since every `check` loads it.

`tables.py` is the schema of record. A test holds the two together, name by name and key by key.
"""

from __future__ import annotations

from operator import itemgetter

from empower.domain.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CHAINED",
    "KEPT_BESIDE",
    "PROJECTED",
    "QUESTIONS",
    "SHAPES",
    "Cell",
    "Question",
    "Row",
    "Shape",
    "takes_value",
]

Cell = int | str | bytes | None
Row = dict[str, Cell]


class Shape(Value):
    """One table: its columns in order, and how many of the first make its key."""

    name: str
    columns: tuple[str, ...]
    keys: int = 1
    cells: Callable[[Row], tuple[Cell, ...]]  # of a row, in the order of the columns

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell one row from another."""
        return self.columns[: self.keys]

    @property
    def values(self) -> tuple[str, ...]:
        """The other columns."""
        return self.columns[self.keys :]


def _shape(name: str, keys: str, values: str) -> Shape:
    first = tuple(keys.split())
    columns = first + tuple(values.split())
    return Shape(name=name, columns=columns, keys=len(first), cells=itemgetter(*columns))


CHAINED = (
    _shape(
        "entry",
        "seq",
        "kind at effective day request_id person role vouched asker authority incident customer remedy amount quantity "
        "cost outcome refers policy payload previous hash",
    ),
)
"""The book itself: rows are added and nothing else."""

KEPT_BESIDE = (
    _shape("private", "commitment", "seq kind name subject salt text"),
    _shape("policy", "digest", "seq kind name text"),
)
"""What entries hold only a digest or a commitment of. Texts of `private` may be erased."""

PROJECTED = (
    _shape("head", "id", "book size hash at policy roster identity currency closed_until"),
    _shape("counter", "counter key period", "spent held day"),
    _shape("bucket", "counter key day", "spent held"),
    _shape("charge", "seq number", "counter key day spent held spent_after held_after"),
    _shape("holding", "request number", "counter key day amount expires_at"),
    _shape(
        "request",
        "seq",
        "state asker role at moves_up_after expires_at incident customer remedy amount quantity cost on_word "
        "resolved_by resolved_at",
    ),
    _shape("vote", "request voter", "asker in_name_of role seq at amount"),
    _shape("delegation", "seq", "delegator delegate from_day until_day up_to remedies revoked_by"),
    _shape(
        "incident",
        "id",
        "state seq changed_by opened_at opened_by customer facts response_due recovery_due responded_at recovered_at "
        "closed_at satisfied cause reopened day given cost unknown levels at_once repeats",
    ),
    _shape("duty", "seq duty", "title incident person due_at done_by done_at"),
    _shape("rollup", "by value month", "asked given cost owed unknown undone undone_cost"),
    _shape("handling", "by value month", "count cost micros"),
    _shape("period", "period", "state seq until_day at"),
    _shape("finding", "id", "kind state seq at person rows"),
)
"""What is made from the entries and can be remade; `ledger verify --rebuild` does, and compares."""

SHAPES: dict[str, Shape] = {shape.name: shape for shape in (*CHAINED, *KEPT_BESIDE, *PROJECTED)}


class Question(Value):
    """Rows of one table that pass the tests, in order.

    A test is a column and one of `=`, `>`, `>=`, `<`, `<=` (a value is given for each, in this order), or `null`, `given`,
    or `=WORD` for a word of our own (none is given).
    """

    table: str
    tests: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()
    descending: bool = False
    limit: int | None = None

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The tests that a value is given for."""
        return tuple([test for test in self.tests if takes_value(test[1])])


def takes_value(sign: str) -> bool:
    """Whether a test with this sign is given a value."""
    return sign in ("=", ">", ">=", "<", "<=")


def _ask(
    table: str, tests: str = "", order: str = "", *, descending: bool = False, limit: int | None = None
) -> Question:
    """`tests` as `state = expires_at <=`: pairs of a column and a sign."""
    words = tests.split()
    return Question(
        table=table,
        tests=tuple(zip(words[::2], words[1::2], strict=True)),
        order=tuple(order.split()),
        descending=descending,
        limit=limit,
    )


QUESTIONS: dict[str, Question] = {
    "entry of a request id": _ask("entry", "request_id ="),
    "entries of a kind": _ask("entry", "kind =", "seq"),
    "first decision of days": _ask("entry", "day >= day < outcome given", "day seq", limit=1),
    "entries of a day": _ask("entry", "day = seq >", "seq", limit=1000),
    "entries after": _ask("entry", "seq >", "seq", limit=1000),
    "latest by asker": _ask("entry", "asker = at >=", "seq", descending=True, limit=200),
    "entries that refer to": _ask("entry", "refers =", "seq"),
    "entries of an incident": _ask("entry", "incident =", "seq"),
    "entries of a customer": _ask("entry", "customer =", "seq"),
    "first of a customer": _ask("entry", "customer =", "seq", limit=1),
    "gestures of an asker": _ask("entry", "asker = at >=", "seq", descending=True, limit=1000),
    "latest entries": _ask("entry", "", "seq", descending=True, limit=50),
    "customer by id": _ask("private", "kind =customer text ="),
    "texts about": _ask("private", "subject =", "seq commitment"),
    "texts of entries after": _ask("private", "seq >", "seq commitment", limit=1000),
    "texts of an entry": _ask("private", "seq =", "commitment"),
    "buckets between": _ask("bucket", "counter = key = day >= day <", "day"),
    "counters called": _ask("counter", "counter =", "key period"),
    "buckets called": _ask("bucket", "counter =", "key day"),
    "holdings called": _ask("holding", "counter =", "request number"),
    "charges of": _ask("charge", "seq =", "number"),
    "holdings of": _ask("holding", "request =", "number"),
    "holdings past their time": _ask("holding", "counter = key = expires_at <=", "expires_at request number"),
    "requests past their time": _ask("request", "state = expires_at <=", "expires_at seq", limit=20),
    "requests in a state": _ask("request", "state =", "seq"),
    "requests of an asker": _ask("request", "asker = state =", "seq"),
    "votes on": _ask("vote", "request =", "seq"),
    "delegations that may hold": _ask("delegation", "revoked_by null until_day >", "seq"),
    "incidents in a state": _ask("incident", "state =", "opened_at id"),
    "incidents of a customer": _ask(
        "incident", "customer = opened_at >= opened_at <", "opened_at id", descending=True, limit=1
    ),
    "incidents of days": _ask("incident", "day >= day <", "day id"),
    "rollup between": _ask("rollup", "by = month >= month <", "value month"),
    "handling between": _ask("handling", "month >= month <", "month by value"),
    "duties of a person": _ask("duty", "person = done_at null", "due_at seq duty"),
    "duties of an entry": _ask("duty", "seq =", "duty"),
    "duties not done": _ask("duty", "done_at null", "due_at seq duty"),
    **{f"every {shape.name}": _ask(shape.name, "", " ".join(shape.key)) for shape in (*KEPT_BESIDE, *PROJECTED)},
}
