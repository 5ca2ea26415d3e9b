"""Figures as people write them elsewhere (`25,50`, `€25`, `1 000`, `1.000`): what was probably meant, to be offered."""

from __future__ import annotations

from empower.domain.money import Misread, read_money

__all__ = ["grouped", "plainer", "two_readings"]

_SIGNS = {"€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY")}
_DOLLARS = "D"  # the last letter of the currencies that are written with `$`
_POINTS = ".,"
_BETWEEN_GROUPS = (*_POINTS, "'", " ")
_GROUP = 3


def grouped(text: str, digits: int) -> bool:
    """Whether a point is followed by three figures that could be fewer: `7.500` is thousands to many, and to us 7.5."""
    bare = "".join([ch for ch in text if not (ch.isspace() or ch.isalpha())])
    whole, _, part = bare.partition(".")
    if digits >= _GROUP or not whole.strip("0") or len(whole) > _GROUP:
        return False
    return part.isdigit() and len(part) == _GROUP and part.endswith("0")


def two_readings(text: str, currency: str, digits: int) -> str:
    """What to write for a figure such as `30.005`, which is thirty here and thirty thousand elsewhere; "" for any other."""
    without = text.replace(currency, "") if currency else text
    bare = "".join([ch for ch in without if not (ch.isspace() or _is_sign(ch, currency))])
    whole, _, part = bare.partition(".")
    if digits >= _GROUP or len(part) != _GROUP or not _in_groups([whole or "0", part], ["."]):
        return ""
    if not (bare.isascii() and whole.isdigit() and part.isdigit()):
        return ""
    low = int(whole + part[:digits])
    readings = [low] if not part[digits:].strip("0") else [low, low + 1]
    shown = " or ".join([f"`{_with_point(one, digits)}`" for one in readings])
    places = f"with at most {digits} decimal{'s' if digits > 1 else ''}" if digits else "without decimals"
    return f"write it {places}: {shown}; or, if thousands are meant, `{whole}{part}`"


def _with_point(steps: int, digits: int) -> str:
    figures = str(steps).rjust(digits + 1, "0")
    return f"{figures[:-digits]}.{figures[-digits:]}" if digits else figures


def plainer(text: str, currency: str, digits: int) -> str:
    """The figure that a text probably means, as digits with a point; "" where that is anybody's guess."""
    without = text.replace(currency, "") if currency else text
    spaced = [" " if ch.isspace() else "'" if ch == "’" else ch for ch in without if not _is_sign(ch, currency)]
    meant = _meant(*_parted("".join(spaced).strip()), digits)
    return "" if meant == text or isinstance(read_money(meant, currency, digits), Misread) else meant


def _parted(bare: str) -> tuple[list[str], list[str]]:
    """The figures, and the single signs between them; nothing where anything else stands."""
    figures, signs = [""], []
    for ch in bare:
        if ch.isascii() and ch.isdigit():
            figures[-1] += ch
        elif ch in _BETWEEN_GROUPS:
            signs.append(ch)
            figures.append("")
        else:
            return [], []
    return figures, signs


def _meant(figures: list[str], signs: list[str], digits: int) -> str:
    if not figures or not figures[0]:
        return ""
    if not signs:
        return figures[0]
    alone = len(signs) == 1 and signs[0] in _POINTS
    if not (alone and digits >= _GROUP) and _in_groups(figures, signs):
        return "".join(figures)
    if len(signs) > 1 and signs[-1] in _POINTS and signs[-1] != signs[0] and _in_groups(figures[:-1], signs[:-1]):
        return "".join(figures[:-1]) + (f".{figures[-1]}" if figures[-1] else "")
    return (figures[0] + (f".{figures[1]}" if figures[1] else "")) if alone else ""


def _in_groups(figures: list[str], signs: list[str]) -> bool:
    """Whether these are thousands with one kind of sign between them."""
    first, *others = figures
    return (
        first[0] != "0"
        and len(first) <= _GROUP
        and all([len(other) == _GROUP for other in others])
        and all([sign == signs[0] for sign in signs])
    )


def _is_sign(character: str, currency: str) -> bool:
    """Whether a character is the sign of the policy's currency."""
    return currency.endswith(_DOLLARS) if character == "$" else currency in _SIGNS.get(character, ())
