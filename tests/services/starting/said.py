"""Answers as somebody may type them, drawn: every one of them will do."""

from __future__ import annotations

from hypothesis import strategies as st

from empower.domain.currencies import DIGITS
from empower.domain.money import written_money
from empower.domain.problem import Problem
from empower.services.starting.catalogue import KNOWN
from empower.services.starting.names import named, one_line

ZONES = ("UTC", "Europe/Lisbon", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu", "Etc/GMT+12")
_ODD = """
Duty Manager|crew|night-desk|Küche|経理|24h desk|#1: 'chef' & co|[boss]|{x: y}|- item|yes|no|on|1e3|0x10|~|*all*|&anchor|!tag|%
@home|>|? a|usual|other|too-late|old-claim|at-no-cost|injury|apology|role|day|not|ana|"quoted"|back\\slash|it's|a # b|👩‍🍳
"""
_WORDS = st.one_of(
    st.sampled_from([word for word in _ODD.replace("\n", "|").split("|") if word]),
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"], exclude_characters=",;、，:="), max_size=12),
)


def _fitting(noun: str) -> st.SearchStrategy[str]:
    """Words that a name is made of; in place of those that are refused one that is not."""
    return _WORDS.map(
        lambda text: text if text.strip() and not isinstance(named(text, noun, 1), Problem) else f"plain {noun}"
    )


def _title(text: str) -> str:
    line = one_line(text)
    return text if isinstance(line, str) and line else "The house"


def _names(draw: st.DrawFn, noun: str, least: int, most: int, taken: tuple[str, ...] = ()) -> list[str]:
    """Words that come to different names."""
    found: dict[str, str] = dict.fromkeys(taken, "")
    for text in draw(st.lists(_fitting(noun), min_size=least * 3, max_size=most + 6)):
        name = named(text, noun, len(found) - len(taken) + 1)
        assert not isinstance(name, Problem)
        found.setdefault(name.name, text)
    words = [text for text in found.values() if text][:most]
    return words if len(words) >= least else [f"{noun} {letter}" for letter in "abc"]


@st.composite
def answers_said(draw: st.DrawFn, most: int) -> dict[str, str]:
    """A text for each question, with two roles or so many as come to different names, up to `most`."""
    currency = draw(st.sampled_from(["EUR", "JPY", "BHD", "CLF", *sorted(DIGITS)]))
    digits = DIGITS[currency]
    title = draw(st.text(max_size=80).map(_title))
    roles = _names(draw, "role", 2, most)
    failures = _names(draw, "failure", 1, 8)
    own = _names(draw, "remedy", 0, 3, tuple(one.name for one in KNOWN))
    kinds = [draw(st.sampled_from(["courtesy", "service", "gift", "credit", "cash"])) for _ in own]
    known = draw(st.lists(st.sampled_from([one.name for one in KNOWN]), unique=True, max_size=7))
    money = [] if {"voucher", "refund", "discount"} & set(known) else [draw(st.sampled_from(["voucher", "refund"]))]
    remedies = [*known, *[f"{word}:{kind}" for word, kind in zip(own, kinds, strict=True)], *money]
    remedies = draw(st.permutations(remedies))
    counted = [one for one in remedies if one in ("again", "gift") or one.endswith((":service", ":gift"))]
    cost = st.one_of(st.just(0), st.integers(0, 10**4), st.integers(0, 10**12))
    costs = [written_money(draw(cost), digits) for _ in counted]
    limit = st.one_of(st.just(0), st.integers(0, 10**5), st.integers(0, 10**12))
    limits = [written_money(one, digits) for one in sorted(draw(st.lists(limit, min_size=11, max_size=11)))]
    limits = limits[: len(roles) - 1]
    free = any([one in ("apology", "call_back") or one.endswith(":courtesy") for one in remedies])
    if not free and not limits[0].strip("0."):
        limits = ["none"] * len(limits)  # whoever may give nothing at all is no role
    for at in range(draw(st.integers(0, len(limits))), len(limits)):
        limits[at] = "none" if draw(st.booleans()) or (at and limits[at - 1] == "none") else limits[at]
    said = {"title": title, "currency": currency, "timezone": draw(st.sampled_from(ZONES))}
    said |= {"roles": ",".join(roles), "failures": ", ".join(failures), "remedies": ",".join(remedies)}
    if counted:
        said["costs"] = ", ".join(costs)
    said["limits"] = ",".join(limits)
    said["claim-days"] = draw(st.one_of(st.just("none"), st.integers(1, 3650).map(str)))
    return said


@st.composite
def calls_said(draw: st.DrawFn, failures: tuple[str, ...], roles: tuple[str, ...]) -> str:
    """Whose call some of the failures are; every one of them, at times."""
    whose = [draw(st.sampled_from([*roles[1:], "never", ""])) for _ in failures]
    pairs = [f"{failure}={role}" for failure, role in zip(failures, whose, strict=True) if role]
    return ", ".join(pairs) or "none"
