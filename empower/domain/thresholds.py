"""Where looking begins: every figure that a finding rests on, in one place. The pages in `docs/findings` explain each."""

from __future__ import annotations

from empower.domain.calendar import DAY
from empower.domain.value import Value

__all__ = ["Thresholds"]


class Thresholds(Value):
    """The figures, with their units last. Windows are between the first and the last moment, both included."""

    split_micros: int = 7 * DAY  # gestures of one person to one customer lie this close together

    twice_micros: int = 7 * DAY  # the same remedy for one incident or one customer

    one_customer_micros: int = 365 * DAY
    one_customer_incidents: int = 5  # of the customer in which the person gave something, at least
    one_customer_percent: int = 50  # of all incidents in which the customer was given something, at least
    one_customer_one_in: int = 1_000_000  # by Fisher's exact test, one-sided

    each_other_micros: int = 365 * DAY
    each_other_yeses: int = 2  # each way, at least
    each_other_percent: int = 33  # of all the yeses that each of them had, at least

    near_limit_micros: int = 365 * DAY
    near_limit_percent: int = 95  # of the limit that binds most: from here on an amount is near it
    near_limit_gestures: int = 5  # of a person that are near it, at least
    near_limit_times: int = 3  # as large a share as the others', at least
    near_limit_one_in: int = 10_000  # by Fisher's exact test, one-sided

    hours_grace_minutes: int = 60  # before and after a person's hours
    usual_micros: int = 180 * DAY  # where the roster names no hours: the hours of this long before
    usual_gestures: int = 25  # of a person before anything is usual for them
    usual_hours: int = 2  # before and after, on the clock's face
    usual_percent: int = 2  # of a person's gestures at such hours, or fewer, are unusual
