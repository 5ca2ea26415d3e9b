"""Values: equal when their fields are, never changed, whole or not at all."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empower.domain.value import Value


class Tag(Value):
    name: str
    numbers: tuple[int, ...] = ()
    tag: Tag | None = None


class Label(Value):
    name: str
    numbers: tuple[int, ...] = ()
    tag: Tag | None = None


class Sized(Tag):
    size: int
    name: str = "unnamed"  # a field declared again: one slot more, the same field


class Dated(Tag):
    day: int = 7


class Noted(Value):
    name: str
    _note: str = ""


TAGS = st.recursive(
    st.builds(lambda name, numbers: Tag(name=name, numbers=tuple(numbers)), st.text(), st.lists(st.integers())),
    lambda inner: st.builds(lambda name, tag: Tag(name=name, tag=tag), st.text(), inner),
    max_leaves=3,
)


def pickled(value: Value) -> object:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


@given(TAGS, TAGS)
def test_values_are_equal_when_their_fields_are(left: Tag, right: Tag) -> None:
    same = (left.name, left.numbers, left.tag) == (right.name, right.numbers, right.tag)
    assert (left == right) is same
    assert hash(left) == hash(right) or not same
    assert len({left, right}) == 2 - same


@given(TAGS)
def test_a_value_comes_back_from_a_pickle_and_a_copy(tag: Tag) -> None:
    for again in (pickled(tag), copy.copy(tag), copy.deepcopy(tag), tag.but()):
        assert again == tag
        assert type(again) is Tag


@given(TAGS, st.text())
def test_but_changes_what_it_names_and_nothing_else(tag: Tag, name: str) -> None:
    before = tag.plain()
    other = tag.but(name=name)
    assert other.plain() == (name, *before[1:])
    assert tag.plain() == before
    assert tag.but(name=name).but(name=tag.name) == tag


def test_another_kind_with_the_same_fields_is_not_equal() -> None:
    assert Tag(name="a") != Label(name="a")
    assert Tag(name="a") != Dated(name="a")
    assert Dated(name="a") != Tag(name="a")
    assert Tag(name="a") != ("a", (), None)
    assert len({Tag(name="a"), Label(name="a"), Tag(name="a")}) == 2


def test_a_value_is_never_changed() -> None:
    tag = Tag(name="a")
    with pytest.raises(AttributeError, match="never changes"):
        tag.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="never changes"):
        tag.unheard_of = 1
    with pytest.raises(AttributeError, match="never changes"):
        del tag.name
    assert not hasattr(tag, "__dict__")
    assert tag == Tag(name="a")


def test_a_value_names_the_fields_it_misses() -> None:
    with pytest.raises(TypeError, match="name"):
        Tag()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="size"):
        Sized(name="a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Tag("a")  # type: ignore[call-arg]


def test_a_class_that_is_made_often_makes_the_same_values() -> None:
    class Often(Value):
        name: str
        numbers: tuple[int, ...] = (1,)

    class Oftener(Often):
        size: int = 3

    class Fieldless(Value):
        pass

    made = [Often(name=str(number)) for number in range(100)]
    assert Often.__init__ is not Value.__init__
    assert [one.plain() for one in made] == [(str(number), (1,)) for number in range(100)]
    assert Oftener(name="a").plain() == ("a", (1,), 3)
    assert Often(numbers=(), name="a").plain() == ("a", ())
    assert len({Fieldless() for _ in range(100)}) == 1
    with pytest.raises(TypeError, match="name"):
        Often(numbers=())  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Often(name="a", colour="red")  # type: ignore[call-arg]


def test_a_value_takes_no_field_it_does_not_have() -> None:
    with pytest.raises((AttributeError, TypeError)):
        Tag(name="a", colour="red")  # type: ignore[call-arg]
    with pytest.raises((AttributeError, TypeError)):
        Tag(name="a").but(colour="red")


def test_defaults_belong_to_their_own_kind() -> None:
    assert Sized(size=1).plain() == ("unnamed", (), None, 1)
    assert pickled(Sized(size=1, name="b")) == Sized(name="b", size=1)
    assert Dated(name="a").day == 7
    assert Tag(name="a").plain() == ("a", (), None)
    with pytest.raises(TypeError, match="name"):
        Tag()  # type: ignore[call-arg]
    assert not hasattr(Tag, "_missing")
    first, second = Tag(name="a"), Tag(name="b", numbers=(1,))
    assert first.numbers == ()
    assert second.but(numbers=(2,)).numbers == (2,)
    assert second.numbers == (1,)


def test_working_notes_are_no_field() -> None:
    noted = Noted(name="a")
    object.__setattr__(noted, "_note", "kept")
    assert noted == Noted(name="a")
    assert noted.plain() == ("a",)
    assert not hasattr(noted.but(name="b"), "_note")
    assert not hasattr(pickled(noted), "_note")


def test_a_value_shows_its_fields() -> None:
    assert repr(Dated(name="a", tag=Tag(name="b"))) == (
        "Dated(name='a', numbers=(), tag=Tag(name='b', numbers=(), tag=None), day=7)"
    )


def test_what_cannot_be_hashed_is_not() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Tag(name=["a"]))  # type: ignore[arg-type]
