"""What follows from an entry: every table but the book itself and the texts beside it is made here, and here only."""

from __future__ import annotations

from empower.ledger.projection import adoptions, gestures, incidents, months, past_incidents, persons, requests
from empower.ledger.projection.rollups import roll_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from empower.domain.entries import Entry
    from empower.ledger.projection.place import Place

__all__ = ["project"]

_STEPS: dict[str, tuple[Callable[[Place, Entry], None], ...]] = {
    "adoption": (adoptions.adopt,),
    "posting": (
        *(gestures.post, requests.resolve, requests.await_word),
        *(incidents.touch, incidents.owe_duties, roll_up),
    ),
    "hold": (requests.open_request, gestures.hold, incidents.touch, roll_up),
    "release": (gestures.release, requests.close),
    "reversal": (gestures.reverse, incidents.give_back, roll_up),
    "denial": (incidents.touch, roll_up),
    "import": (gestures.post, past_incidents.open_past, incidents.bring_in, roll_up),
    "vote": (requests.vote,),
    "confirmation": (requests.confirm,),
    "delegation": (persons.delegate,),
    "revocation": (persons.revoke,),
    "opened": (incidents.open_incident,),
    "amendment": (incidents.amend,),
    "closed": (incidents.close,),
    "reopened": (incidents.reopen,),
    "done": (incidents.duty_done,),
    "erasure": (),
    "period": (months.close_month,),
    "finding": (months.judge,),
}


def project(place: Place, entry: Entry) -> None:
    """The tables after `entry`, which comes right after those that made them."""
    for step in _STEPS[entry.kind]:
        step(place, entry)
