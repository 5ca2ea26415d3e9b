"""A base for frozen, slotted, keyword-only values that starts in no time.

`dataclasses` would do the same, but importing it alone costs a third of a cold `check`, so we keep these few lines.
Every module that declares a `Value` uses `from __future__ import annotations`: the annotations are the fields.
"""

from __future__ import annotations

__all__ = ["Value"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self, dataclass_transform
else:

    def dataclass_transform(**_: object):
        return lambda cls: cls


_OFTEN = 32
"""Writing an `__init__` takes as long as making a hundred values, so no class gets one that a single decision makes few of."""


class _Made(type):
    """Turns annotations into slots, and class-level values into defaults."""

    _fields: tuple[str, ...]
    _defaults: dict[str, Any]
    _needed: frozenset[str]  # the fields without a default
    _made: int  # how many there were, until the class got an `__init__` of its own

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Made:
        written = tuple(space.get("__annotations__", ()))
        own = tuple(n for n in written if not n.startswith("_"))  # `_name` is a slot to keep working notes in, no field
        defaults = {n: space.pop(n) for n in own if n in space}
        for note in set(written) - set(own):
            space.pop(note, None)  # a note's default is for the type checker: it stays unset until somebody sets it
        space["__slots__"] = written
        if parent := next((base for base in bases if isinstance(base, _Made)), None):
            # Never an `__init__` that was written for the fields of its parent.
            space.setdefault("__init__", Value.__init__ if parent._made >= _OFTEN else parent.__dict__["__init__"])
        cls = super().__new__(mcs, name, bases, space)
        inherited = parent._fields if parent else ()
        cls._fields = (*inherited, *[n for n in own if n not in inherited])
        cls._defaults = {**(parent._defaults if parent else {}), **defaults}
        cls._needed = frozenset(cls._fields) - cls._defaults.keys()
        cls._made = 0
        return cls


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Value(metaclass=_Made):
    """A value: equal when its fields are, hashable when they are, never changed."""

    def __init__(self, **given: Any) -> None:
        kind, put = type(self), object.__setattr__
        for name, value in (kind._defaults | given).items():
            put(self, name, value)
        if not kind._needed <= given.keys():
            missing = [n for n in kind._fields if n in kind._needed and n not in given]
            raise TypeError(f"{kind.__name__} needs {', '.join(missing)}")
        if kind.__init__ is Value.__init__:
            kind._made += 1
            if kind._made == _OFTEN and kind._fields:
                _give_its_own_init(kind)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes; make another with `but`")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes; make another with `but`")

    def but(self, **changes: Any) -> Self:
        """The same value with these fields changed."""
        return type(self)(**{n: getattr(self, n) for n in type(self)._fields} | changes)

    def plain(self) -> tuple[Any, ...]:
        """The fields' values, in the order they are declared."""
        return tuple([getattr(self, n) for n in type(self)._fields])

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.plain() == other.plain()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.plain()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{n}={getattr(self, n)!r}" for n in type(self)._fields)
        return f"{type(self).__name__}({shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (type(self), self.plain())


def _give_its_own_init(kind: type[Value]) -> None:
    """The same `__init__` with the fields of one class written out, which takes a third of the time."""
    taken = ", ".join([name if name in kind._needed else f"{name}=_defaults[{name!r}]" for name in kind._fields])
    lines = [f"    put_{name}(self, {name})" for name in kind._fields]
    space = {f"put_{name}": getattr(kind, name).__set__ for name in kind._fields} | {"_defaults": kind._defaults}
    exec(f"def __init__(self, *, {taken}):\n" + "\n".join(lines), space)  # noqa: S102  # names of our own classes
    kind.__init__ = space["__init__"]  # type: ignore[method-assign]


def _remade(kind: type[Value], plain: tuple[Any, ...]) -> Value:
    return kind(**dict(zip(kind._fields, plain, strict=True)))
