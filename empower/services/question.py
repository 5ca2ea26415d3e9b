"""A question in words, as it was typed: each word keeps its place, so that a mistake can be pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from empower.domain.value import Value
from empower.policyfile.said.asking import Figure, Wish
from empower.policyfile.said.page import WordsPage
from empower.policyfile.said.stated import Statement

__all__ = ["Question", "Who", "question"]

_WITH_REMEDY = ("check", "record")
_AS, _ROLE, _AT = "--as", "--role", "--at"


class Who(Value):
    """Who asks, as far as it was said: a person's id, a role, or the name somebody is logged in by."""

    person: str = ""
    role: str = ""
    login: str = ""  # where the operating-system user is the person


class Question(Value):
    """What somebody asks: nothing in it is known to be a word of the policy yet."""

    page: WordsPage
    now: int  # microseconds, UTC
    who: Who = Who()
    wishes: tuple[Wish, ...] = ()
    statements: tuple[Statement, ...] = ()
    papers: tuple[tuple[str, tuple[int, ...]], ...] = ()
    at: str = ""
    incident: Path | None = None
    stray: tuple[int, ...] = ()  # the numbers of words that nothing reads

    def place_of(self, option: str) -> tuple[int, ...]:
        """Where what was said with an option stands; a role may be said without its option."""
        words = self.page.words
        if option in words:
            return (words.index(option) + 1,)
        return (words.index(self.who.role),) if option == _ROLE and self.who.role in words else ()

    def stating(self, fact: str, value: str) -> Question:
        """The same question with one more fact."""
        page = WordsPage((*self.page.words, f"{fact}={value}"), self.page.before)
        return self.but(page=page, statements=(*self.statements, _statement(page, len(page.words) - 1)))


def question(
    command: str,
    words: Sequence[str],
    *,
    now: int,
    who: Who | None = None,
    also: Sequence[str] = (),
    papers: Sequence[str] = (),
    at: str = "",
    incident: Path | None = None,
    role_is_said: bool = False,
) -> Question:
    """The question that the words of `command` put: `REMEDY [AMOUNT] [FACT=VALUE …]`, or facts alone.

    `also` holds further gestures (`REMEDY` or `REMEDY=AMOUNT`), `papers` what is at hand (`PAPER` or `PAPER=REFERENCE`).
    With `role_is_said` the role is one of the words.
    """
    who = who or Who()
    words = _joined(words)
    options = [*_repeated("--also", also), *_repeated("--with", papers)]
    for name, value in ((_AS, who.person), (_ROLE, "" if role_is_said else who.role), (_AT, at)):
        options += [name, value] if value else []
    page = WordsPage((*words, *options), f"empower {command}")
    facts = [number for number, word in enumerate(words) if "=" in word]
    bare = [number for number, word in enumerate(words) if "=" not in word]
    with_remedy = command in _WITH_REMEDY
    wishes = [_wish(page, bare)] if with_remedy else []
    start = len(words) + 1
    wishes += [_also(page, number) for number in range(start, start + 2 * len(also), 2)]
    start += 2 * len(also)
    return Question(
        page=page,
        now=now,
        who=who,
        wishes=tuple(wishes),
        statements=tuple([_statement(page, number) for number in facts]),
        papers=tuple([(page.words[number], (number,)) for number in range(start, start + 2 * len(papers), 2)]),
        at=at,
        incident=incident,
        stray=tuple(bare[2 if with_remedy else 0 :]),
    )


def _joined(words: Sequence[str]) -> list[str]:
    """The words, with an amount and the currency after it as one (`60 EUR`), and a fact with its value (`bill = 480`)."""
    found: list[str] = []
    for word in words:
        if found and _goes_on(found[-1], word):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _goes_on(before: str, word: str) -> bool:
    """Whether a word belongs to the one before it: a currency to its amount, a sign to its fact, a value to its sign."""
    if "=" not in before:
        return word.startswith("=") or (before[-1:].isdigit() and len(word) == 3 and word.isalpha())
    return before.endswith(" =") and "=" not in word


def _repeated(option: str, values: Sequence[str]) -> list[str]:
    return [word for value in values for word in (option, value)]


def _statement(page: WordsPage, number: int) -> Statement:
    name, _, value = page.words[number].partition("=")
    return Statement(name=name.strip(), text=value, page=page, path=(number,))


def _wish(page: WordsPage, bare: list[int]) -> Wish:
    """The remedy, and how much of it; without a word for it the place where it should stand."""
    if not bare:
        return Wish(remedy="", page=page, path=())
    figure = Figure(text=page.words[bare[1]], path=(bare[1],)) if len(bare) > 1 else None
    return Wish(remedy=page.words[bare[0]], page=page, path=(bare[0],), figure=figure)


def _also(page: WordsPage, number: int) -> Wish:
    remedy, said, figure = page.words[number].partition("=")
    return Wish(remedy=remedy, page=page, path=(number,), figure=Figure(text=figure, path=(number,)) if said else None)
