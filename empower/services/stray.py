"""Words that stand where no word is read: what was meant, said with the policy's own words."""

from __future__ import annotations

from empower.domain.problem import Problem
from empower.policyfile.said.asking import Wish
from empower.rules.rulebook import Rulebook
from empower.services.question import Question

__all__ = ["stray_words", "without_strays"]


def stray_words(rulebook: Rulebook, question: Question) -> tuple[Problem, ...]:
    """A problem for each word that is neither a remedy, nor how much of it, nor a fact."""
    words = question.page.words
    figure = question.wishes[0].figure if question.wishes else None
    found = [(words[number], number) for number in question.stray]
    if figure is not None and _meant(rulebook, question, figure.text or ""):
        found = [(figure.text or "", int(figure.path[0])), *found]
    return tuple([_stray(rulebook, question, word, number) for word, number in found])


def without_strays(rulebook: Rulebook, question: Question) -> tuple[Wish, ...]:
    """The wishes, without a figure that is a word of the policy."""
    return tuple(
        [
            wish.but(figure=None) if wish.figure and _meant(rulebook, question, wish.figure.text or "") else wish
            for wish in question.wishes
        ]
    )


def _stray(rulebook: Rulebook, question: Question, word: str, number: int) -> Problem:
    hint = _unit_meant(rulebook, question, word, number) or _meant(rulebook, question, word)
    if not hint and question.wishes:
        hint = "a fact is written `FACT=VALUE`; put quotes round a value of several words"
    what = "neither a fact nor an amount" if question.wishes else "no fact"
    return Problem(
        code="unexpected-word",
        message=f"`{word}` is {what}",
        path=(number,),
        hint=hint or "only facts are said here, and written `FACT=VALUE`",
    )


def _meant(rulebook: Rulebook, question: Question, word: str) -> str:
    """What a word of the policy was meant for; "" for one that the policy does not know."""
    if word.endswith((".yaml", ".yml")):
        return f"if it is the policy, say `--policy {word}`"
    if word[:1].isdigit():
        return ""
    facts = {fact.name: fact for fact in rulebook.facts if not fact.derived}
    if word in [remedy.id for remedy in rulebook.remedies]:
        if not question.wishes:
            return f"only facts are said here; one remedy is asked for with `empower check {word}`"
        first = question.wishes[0].remedy or ""
        if first[:1].isdigit():
            return f"the remedy stands first: `{word} {first}`"
        return f"several gestures are one question: `--also {word}`"
    name, colon, value = word.partition(":")
    if colon and value and name in (*facts, "incident", "customer"):
        return f"did you mean `{name}={value}`?"
    if word in facts:
        return f"say what it is: `{word}={'yes' if facts[word].kind == 'yes_no' else '…'}`"
    meant = [f"`{fact.name}={word}`" for fact in facts.values() if word in fact.values]
    return f"did you mean {' or '.join(meant)}?" if meant else ""


def _unit_meant(rulebook: Rulebook, question: Question, word: str, number: int) -> str:
    """That what a remedy is counted in is known: `free_night 2 nights`."""
    units = {remedy.id: remedy.unit for remedy in rulebook.remedies if remedy.unit}
    wish = question.wishes[0] if question.wishes else None
    if wish is None or wish.figure is None or wish.figure.path != (number - 1,):
        return ""
    unit = units.get(wish.remedy or "")
    return f"the number is enough: `{wish.remedy} {wish.figure.text}`" if unit and word.startswith(unit) else ""
