"""A small log of handled requests, whose figures can be worked out by hand, as CSV and as XES."""

from __future__ import annotations

import csv
import io
from xml.sax.saxutils import quoteattr

HEADS = ("case", "activity", "timestamp", "resource", "role", "amount", "customer", "failure", "satisfied", "cause")
LOG = """\
R-1,register,2026-01-05T09:00:00+00:00,ana,clerk,,C-1,late,,
R-1,give refund,2026-01-05T09:30:00+00:00,ana,clerk,12.50,C-1,late,,
R-1,close,2026-01-05T10:00:00+00:00,ana,clerk,,C-1,late,yes,courier
R-2,register,2026-01-06T09:00:00+00:00,ana,clerk,,C-2,broken,,
R-3,web form,2026-01-06T10:00:00+00:00,,,,C-1,lost,,
R-2,ask manager,2026-01-06T12:00:00+00:00,max,manager,,C-2,broken,,
R-2,give refund,2026-01-08T09:00:00+00:00,max,manager,80,C-2,broken,,
R-3,call back,2026-01-07T10:00:00+00:00,bea,clerk,,C-1,lost,,
R-2,close,2026-01-09T09:00:00+00:00,ana,clerk,,C-2,broken,partly,packing
R-2,call back,2026-01-10T09:00:00+00:00,ana,clerk,,C-2,broken,,
R-3,close,2026-01-07T11:00:00+00:00,bea,clerk,,C-1,lost,no,courier
R-4,register,2026-01-11T09:00:00+00:00,bea,clerk,,C-3,rude,,
R-4,give voucher,2026-01-11T15:00:00+00:00,bea,clerk,10,C-3,rude,,
R-4,give refund,2026-01-12T09:00:00+00:00,bea,clerk,5,C-3,rude,,
R-4,close,2026-01-12T09:00:00+00:00,bea,clerk,,C-3,rude,yes,
"""
"""
| case | opened | response | recovery | hands | given | end |
| R-1 | 5 Jan 09:00 | 30 minutes | 30 minutes | 1: clerk | 12.50 | closed, yes, courier |
| R-2 | 6 Jan 09:00 | 3 hours | 48 hours | 2: clerk, manager | 80.00 | open again after 9 Jan |
| R-3 | 6 Jan 10:00 | 24 hours | none | 1: clerk, the web form being nobody | nothing | closed, no, courier |
| R-4 | 11 Jan 09:00 | 6 hours | 6 hours | 1: clerk | voucher 10 (costs 5), 5.00 | closed, yes |

By hands: one hand had 3 incidents, 2 with a gesture, after 30 minutes and 6 hours, so 30 minutes is the lower one in the
middle, at 12.50 + 5.00 + 5.00 = 22.50; two hands had 1, after 2 days, at 80.00. Refunds 3 at 97.50, vouchers 1 at 5.00.
"""
MAP = """\
gestures: {give refund: refund, give voucher: voucher}
closes: close
not_by_staff: web form
columns:
  case: CASE
  activity: ACTIVITY
  on: AT
  by: BY
  role: ROLE
  amount: amount
  customer: customer
  satisfied: satisfied
  cause: cause
  facts: {failure: failure}
"""
_KEYS = {"case": "concept:name", "activity": "concept:name", "timestamp": "time:timestamp", "resource": "org:resource"}
_KEYS |= {"role": "org:role"}


def rows(text: str = LOG) -> list[dict[str, str]]:
    """The events."""
    return [dict(zip(HEADS, cells, strict=True)) for cells in csv.reader(io.StringIO(text))]


def as_csv(text: str = LOG) -> str:
    """The log as a table, its cases mixed."""
    return f"{','.join(HEADS)}\n{text}"


def csv_map() -> str:
    """The map of the table."""
    return _filled({"CASE": "case", "ACTIVITY": "activity", "AT": "timestamp", "BY": "resource", "ROLE": "role"})


def as_xes(text: str = LOG) -> str:
    """The same log in XES, each case a trace."""
    cases: dict[str, list[dict[str, str]]] = {}
    for row in rows(text):
        cases.setdefault(row["case"], []).append(row)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<log xes.version="1.0" xmlns="http://www.xes-standard.org/">']
    lines += ['<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>']
    lines += ['<global scope="event"><string key="concept:name" value="UNKNOWN"/></global>']
    for case, events in cases.items():
        lines += ["<trace>", f'<string key="concept:name" value={quoteattr(case)}/>']
        for event in events:
            lines += ["<event>"]
            for head, value in event.items():
                if head != "case" and value:
                    kind = "date" if head == "timestamp" else "float" if head == "amount" else "string"
                    lines += [f"<{kind} key={quoteattr(_KEYS.get(head, head))} value={quoteattr(value)}/>"]
            lines += ["</event>"]
        lines += ["</trace>"]
    return "\n".join([*lines, "</log>", ""])


def xes_map() -> str:
    """The map of the log in XES."""
    return _filled(
        {
            "CASE": "case:concept:name",
            "ACTIVITY": "concept:name",
            "AT": "time:timestamp",
            "BY": "org:resource",
            "ROLE": "org:role",
        }
    )


def _filled(names: dict[str, str]) -> str:
    found = MAP
    for word, name in names.items():
        found = found.replace(f": {word}\n", f": {name}\n")
    return found
