"""The shape of a file: its keys, which must be there, and what kind of thing stands behind each. Said in plain words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from empower.domain.problem import Path, Problem
from empower.policyfile.said.words import nearest
from empower.rules.compile.wording import kind_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

__all__ = ["Shape", "several", "shaped"]


class Shape(BaseModel):
    """A mapping with a closed set of keys. What stands behind a key of type `Any` is read by whoever knows its meaning."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    what: ClassVar[str]  # "a case"
    example: ClassVar[str]


_OF_A_POLICY = {"empower", "policy", "currency"}
"""The keys that make a file a policy."""

Model = TypeVar("Model", bound=Shape)


def shaped(model: type[Model], data: Any, path: Path = ()) -> Model | tuple[Problem, ...]:
    """`data` as a `model`, or every way in which it is not one."""
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        errors = wrong.errors()
        if not path and isinstance(data, dict) and data.keys() >= _OF_A_POLICY:
            message = f"this is a policy, not {model.what}"
            hint = f"name {model.what}; a policy is named with `--policy`"
            return (Problem(code="unknown-key", message=message, path=("empower",), hint=hint, at_key=True),)
        unknown = [str(error["loc"][0]) for error in errors if error["type"] == "extra_forbidden"]
        return tuple(
            [
                _problem(model, error["type"], tuple(error["loc"]), error["input"], path)
                for error in errors
                if error["type"] != "missing"
                or not get_close_matches(str(error["loc"][0]), unknown)  # one slip, one problem
            ]
        )


def several(value: Any, path: Path) -> list[tuple[Any, Path]]:
    """The items of a list with their paths; a single thing stands for a list of one, nothing at all for an empty one."""
    if value is None:
        return []
    if isinstance(value, list):
        return [(item, (*path, number)) for number, item in enumerate(value)]
    return [(value, path)]


def _problem(model: type[Shape], error: str, loc: tuple[int | str, ...], given: Any, path: Path) -> Problem:
    at = (*path, *loc)
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    key = str(loc[0]) if loc else ""
    if error == "extra_forbidden":
        hint = nearest(key, fields, f"keys of {model.what}")
        return Problem(
            code="unknown-key", message=f"`{key}` is not a key of {model.what}", path=at, hint=hint, at_key=True
        )
    if error == "missing":
        message = f"{model.what} needs `{key}`"
        return Problem(code="missing-key", message=message, path=path, hint=f"write it like this: `{model.example}`")
    wanted = _wanted(fields[key]) if key in fields and len(loc) == 1 else "a mapping"
    message = f"`{key}` is {wanted}, not {kind_of(given)}" if key else f"{model.what} is {wanted}, not {kind_of(given)}"
    return Problem(code="wrong-kind", message=message, path=at, hint=f"write it like this: `{model.example}`")


def _wanted(field: FieldInfo) -> str:
    """What stands behind a field, in words."""
    kinds = str([field.annotation, *get_args(field.annotation)])
    for word, name in (("list", "a list"), ("dict", "a mapping"), ("bool", "true or false"), ("str", "text")):
        if word in kinds:
            return name
    return "a mapping"
