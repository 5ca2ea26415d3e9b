"""Policies of the tests, compiled by the path every policy takes; a drawn policy is a good one, or the test is wrong."""

from __future__ import annotations

from typing import Any

from empower.policyfile.load import Loaded, read_policy
from empower.policyfile.misshapen import in_shape
from empower.rules.compile import compiled
from empower.rules.rulebook import PolicyRef, Rulebook
from tests.laws.shuffling import Origins
from tests.laws.yaml_text import yaml_text

__all__ = ["loaded", "moved", "rulebook_of"]

Tree = dict[str, Any]


def loaded(tree: Tree) -> Loaded:
    """The policy, by way of its text."""
    text = yaml_text(tree)
    found = read_policy(text.encode(), "policy.yaml")
    assert not found.problems, "\n".join(
        [*(f"{p.line}: {p.code}: {p.message} ({p.source})" for p in found.problems), text]
    )
    assert found.tree.data == tree
    return found


def rulebook_of(tree: Tree) -> Rulebook:
    """The policy, compiled."""
    rulebook = loaded(tree).rulebook
    assert rulebook is not None
    return rulebook


def moved(before: Loaded, tree: Tree, origins: Origins) -> Rulebook:
    """A shuffled policy, compiled; every line keeps the place and the policy the digest it had before."""
    shaped, problems = in_shape(tree)

    def place(path: tuple[Any, ...]) -> tuple[int, int]:
        at = before.tree.places.key(path)
        return at.line, at.column

    assert before.rulebook is not None
    ref = PolicyRef(name=before.rulebook.ref.name, digest=before.rulebook.ref.digest)
    rulebook, more = compiled(shaped, ref, origins.place_of(place))
    assert rulebook is not None, (*problems, *more)
    return rulebook
