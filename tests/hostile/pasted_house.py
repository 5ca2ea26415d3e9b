"""A house in whose every text stands what people paste: its policy, its roster, its table and log of the past."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.hostile.texts import IDS, SEEN, TEXTS
from tests.laws.yaml_text import yaml_text

__all__ = ["Says", "person", "policy", "write_house"]

Says = Callable[[int], str]
"""What stands in the text of a number."""
_COUNT = len(SEEN)
_ROLES = (1, 2, 4, 5, 11)
"""Of these numbers there is a role: a few, since what a policy comes to is worked out for each."""


def write_house(folder: Path, says: Says, ledger: str) -> None:
    """The files of the house. `says` gives the text of each number."""
    folder.mkdir(parents=True)
    (folder / "policy.yaml").write_text(yaml_text(policy(says)), encoding="utf-8")
    looser = policy(says) | {"title": says(3)}
    looser["grants"] = [*looser["grants"][:1], looser["grants"][1] | {"limit": {"amount": 45, "per": "incident"}}]
    (folder / "looser.yaml").write_text(yaml_text(looser), encoding="utf-8")
    (folder / "roster.yaml").write_text(yaml_text({"people": _people(says)}), encoding="utf-8")
    (folder / "cases.yaml").write_text(
        yaml_text({"now": "2026-05-01T22:15:00+01:00", "cases": _cases(says)}), encoding="utf-8"
    )
    (folder / "past.csv").write_text(_past(says), encoding="utf-8", newline="")
    (folder / "log.xes").write_text(_xes(says), encoding="utf-8")
    (folder / "xes.yaml").write_text(_map(_OF_XES), encoding="utf-8")
    (folder / "log.csv").write_text(_log(says), encoding="utf-8", newline="")
    (folder / "log.yaml").write_text(_map({key: key for key in _OF_XES}), encoding="utf-8")
    settings = {"policy": "policy.yaml", "roster": "roster.yaml", "ledger": ledger, "as": "oli"}
    (folder / "empower.yaml").write_text(yaml_text(settings), encoding="utf-8")


def person(number: int, says: Says) -> str:
    """The id of somebody; one that another program could take for something else, unless plain words are wanted."""
    return IDS[number] if number < len(IDS) and says(number) == TEXTS[number] else f"p{number}"


def policy(says: Says) -> dict[str, Any]:
    """A policy with a text of every number for whatever has a title, and all others in its reasons."""
    each = range(_COUNT)
    return {
        "empower": 1,
        "policy": "pasted",
        "title": says(0),
        "currency": "EUR",
        "timezone": "Europe/Lisbon",
        "facts": {
            "failure": {"one_of": ["late", "broken", "lost"], "title": says(1), "help": says(2)},
            "bill": {"money": True, "optional": True, "title": says(10), "help": says(4)},
            "said": {"text": True, "default": "counter", "title": says(5), "help": says(6)},
            "branch": {"text": True, "default": "here"},
            "told_by": {"text": True, "optional": True, "title": says(12)},
        },
        "papers": {f"paper_{number}": {"title": says(number)} for number in each},
        "duties": {f"duty_{number}": {"title": says(number), "within": "1 hours"} for number in each},
        "remedies": {
            "refund": {"kind": "cash", "title": says(10)},
            "cup": {"kind": "in_kind", "unit": says(7), "title": says(8), "cost": {"each": 2, "of": "quantity"}},
            **{f"r_{number}": {"kind": "cash", "title": says(number)} for number in each},
        },
        "roles": {
            "clerk": {"reports_to": "owner", "title": says(13)},
            "owner": {"final": True, "title": says(0)},
            **{f"role_{number}": {"title": says(number), "reports_to": "owner"} for number in _ROLES},
        },
        "grants": [
            {"id": "all", "roles": "all", "remedies": "all", "limit": {"amount": 30, "per": "incident"}},
            {"id": "owner", "roles": "owner", "remedies": "all", "limit": {"amount": 1000, "per": "incident"}},
        ],
        "budgets": [
            {
                "id": "branch-month",
                "amount": 9000,
                "per": "branch",
                "every": "month",
                "warn_at": "1%",
                "because": says(9),
            },
            {"id": "customer-month", "amount": 8000, "per": "said", "every": "month", "because": says(11)},
        ],
        "rules": [
            {
                "id": f"rule-{number}",
                "when": {"remedy": f"r_{number}"},
                "needs": [f"paper_{number}"],
                "must": [f"duty_{number}"],
                "say": says((number + 1) % _COUNT),
                "because": says(number),
            }
            for number in each
        ],
        "owed": [
            {
                "id": "lost-is-paid",
                "when": {"failure": "lost"},
                "remedies": ["refund"],
                "amount": 5,
                "source": says(12),
                "say": says(0),
                "because": says(1),
            }
        ],
        "exceptions": [
            {
                "id": "storm",
                "lifts": ["rule-1"],
                "effective": {"from": "2026-04-02", "until": "2026-06-09"},
                "approved_by": "owner",
                "ticket": says(2),
                "because": says(3),
            }
        ],
        "promises": [{"id": "never-much", "when": {"remedy": "cup"}, "never": "deny", "because": says(4)}],
        "requests": {"moves_up_after": "4 hours", "expires_after": "900 hours", "on_word": "12 hours"},
        "adopts": ["owner"],
        "causes": {f"cause_{number}": says(number) for number in each},
        "clocks": {"first_response": "2 hours", "recovery": "3 days"},
    }


def _people(says: Says) -> list[dict[str, Any]]:
    others = [
        {
            "id": person(number, says),
            "name": says(number),
            "roles": ["clerk", *[f"role_{one}" for one in _ROLES if one == number]],
            "contact": says(number),
            "facts": {"branch": says(number)},
        }
        for number in range(_COUNT)
    ]
    owner = {"id": "oli", "name": says(13), "roles": ["owner"], "contact": says(10)}
    return [owner, {"id": "eve", "name": "Eve", "roles": ["owner"]}, *others]


def _cases(says: Says) -> list[dict[str, Any]]:
    given = {"failure": "late", "said": says(9)}
    return [
        {
            "name": says(number),
            "ask": {"role": "clerk", "remedy": "refund", "amount": 20 + number, "facts": given},
            "expect": {"outcome": "approve" if number < 10 else "deny"},
        }
        for number in range(_COUNT)
    ]


def _past(says: Says) -> str:
    """A table of the past; of the texts that are longer than a line a table has them too."""
    rows = [["date", "by", "remedy", "amount", "customer", "incident", "note", "failure", "said", says(4)]]
    for number in range(len(TEXTS)):
        text, who = says(number), person(number % _COUNT, says)
        about = [f"{text} before", f"{text} before", text, "late", text, text]
        rows.append(["2026-04-05", who, "refund", f"{number + 1}.25", *about])
    return _table(rows)


def _log(says: Says) -> str:
    """Incidents whose ids are the texts, not ended yet."""
    heads = [*_OF_XES, "failure"]
    rows = [heads]
    for number in range(len(TEXTS)):
        text, who = says(number), person(number % _COUNT, says)
        for minute, activity, amount in ((0, "register", ""), (30, "give refund", "0.50"), (45, text, "")):
            rows.append([text, activity, f"2026-04-06T09:{minute:02d}:00+00:00", who, amount, text, text, "late"])
    return _table(rows)


def _table(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _xes(says: Says) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<log xes.version="1.0">']
    for number in range(_COUNT):
        text = says(number)
        lines.append(f'<trace><string key="concept:name" value={quoteattr(f"{text} in XES")}/>')
        for minute, activity, amount in (
            (0, "register", ""),
            (30, "give refund", "1.50"),
            (45, text, ""),
            (50, "close", ""),
        ):
            said = {"concept:name": activity, "org:resource": person(number, says), "customer": text}
            said |= {"failure": "late", "note": text} | ({"amount": amount} if amount else {})
            lines.append(f'<event><date key="time:timestamp" value="2026-04-07T09:{minute:02d}:00+00:00"/>')
            lines += [f"<string key={quoteattr(key)} value={quoteattr(value)}/>" for key, value in said.items()]
            lines.append("</event>")
        lines.append("</trace>")
    return "\n".join([*lines, "</log>"])


_OF_XES = {
    "case": "case:concept:name",
    "activity": "concept:name",
    "on": "time:timestamp",
    "by": "org:resource",
    "amount": "amount",
    "customer": "customer",
    "note": "note",
}


def _map(columns: dict[str, str]) -> str:
    found = {"gestures": {"give refund": "refund"}, "columns": {**columns, "facts": {"failure": "failure"}}}
    return json.dumps(found | ({"closes": "close"} if columns is _OF_XES else {}))
