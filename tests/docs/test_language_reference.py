"""The language reference does not lie: each of its examples is read by the loader it is meant for, and no key is left out.

The first example is a whole policy. The others are parts of one: they are laid over the first, a name or a section that both
have being the example's. An example that begins with a file's name is such a file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from empower.domain.facts import BUILT_IN
from empower.domain.people import Person
from empower.policyfile.case_files.cases import load_cases
from empower.policyfile.case_files.expected import OUTCOMES
from empower.policyfile.document import PARTS, SECTIONS, PolicyFile, Written
from empower.policyfile.incident import Incident, load_incident
from empower.policyfile.load import load_policy
from empower.policyfile.roster import Roster, load_roster
from empower.policyfile.said.stated import stated
from empower.policyfile.workspace import Workspace, load_workspace
from empower.rules.rulebook import Rulebook
from empower.services.house import open_house
from empower.services.run_cases import run_cases

PAGE = Path(__file__).resolve().parents[2] / "docs" / "policy-language.md"
TEXT = PAGE.read_text(encoding="utf-8")
_FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"([a-z_]+):(.*)")
_ENTRY = re.compile(r"  ([a-z0-9_-]+):")
_FILE = re.compile(r"# ([a-z]+\.yaml)\n")

Sections = dict[str, list[str]]


def examples() -> list[tuple[str, str]]:
    """Each example with the heading it stands under."""
    found = []
    for match in _FENCE.finditer(TEXT):
        heading = re.findall(r"^#+ (.+)$", TEXT[: match.start()], re.MULTILINE)[-1]
        found.append((heading, match[1]))
    return found


WHOLE, *PARTS_OF_ONE = [(heading, text) for heading, text in examples() if not _FILE.match(text)]
FILES = {found[1]: text for _, text in examples() if (found := _FILE.match(text))}


def sections(text: str) -> Sections:
    """The lines of each section."""
    found: Sections = {}
    name = ""
    for line in text.splitlines():
        if not line.strip():
            continue
        if key := _SECTION.match(line):
            name = key[1]
        found.setdefault(name, []).append(line)
    return found


def entries(lines: list[str]) -> Sections:
    """The lines of each name in a section that maps names."""
    found: Sections = {}
    name = ""
    for line in lines[1:]:
        if key := _ENTRY.match(line):
            name = key[1]
        found.setdefault(name, []).append(line)
    return found


def laid_over(whole: str, part: str) -> str:
    """The policy with a part of it written otherwise."""
    found = sections(whole)
    for name, lines in sections(part).items():
        inline = _SECTION.match(lines[0])
        if name not in found or (inline and inline[2].strip()):
            found[name] = lines
        elif lines[1].startswith("  - "):
            found[name] = [*found[name], *lines[1:]]
        else:
            both = {**entries(found[name]), **entries(lines)}
            found[name] = [f"{name}:", *[line for entry in both.values() for line in entry]]
    return "\n".join([line for lines in found.values() for line in lines]) + "\n"


def compiled(text: str, folder: Path) -> Rulebook:
    """The rulebook of a policy without a problem."""
    file = folder / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    loaded = load_policy(file)
    told = [f"{one.line}: {one.code}: {one.message} ({one.source.strip()})" for one in loaded.problems]
    assert told == []
    assert loaded.rulebook is not None
    return loaded.rulebook


def test_the_first_example_is_a_whole_policy(tmp_path: Path) -> None:
    assert compiled(WHOLE[1], tmp_path).ref.name == "harbour-inn"


@pytest.mark.parametrize(("heading", "part"), PARTS_OF_ONE, ids=[heading for heading, _ in PARTS_OF_ONE])
def test_each_example_is_a_part_of_a_policy(heading: str, part: str, tmp_path: Path) -> None:
    before = sections(WHOLE[1])
    rulebook = compiled(laid_over(WHOLE[1], part), tmp_path)
    assert rulebook.remedies
    for name, lines in sections(part).items():
        written = [line for line in lines if re.match(r"  - (\{|id)", line)]
        kept = [line for line in before.get(name, []) if re.match(r"  - (\{|id)", line)]
        if written:
            assert len(getattr(rulebook, name)) == len(written) + len(kept)


def test_the_example_roster_is_one(tmp_path: Path) -> None:
    roster = load_roster(_saved("roster.yaml", tmp_path), compiled(WHOLE[1], tmp_path))
    assert isinstance(roster, Roster)
    assert [type(person) for person in roster.people] == [Person, Person]


def test_the_example_workspace_is_one(tmp_path: Path) -> None:
    workspace = load_workspace(_saved("empower.yaml", tmp_path))
    assert isinstance(workspace, Workspace)
    assert workspace.identity == "login"


def test_the_example_incident_is_one(tmp_path: Path) -> None:
    incident = load_incident(_saved("incident.yaml", tmp_path))
    assert isinstance(incident, Incident)
    facts, problems = stated(compiled(WHOLE[1], tmp_path), incident.statements)
    assert not problems
    assert dict(facts)["bill"] == 48000


def test_the_example_cases_pass(tmp_path: Path) -> None:
    compiled(WHOLE[1], tmp_path)
    _saved("roster.yaml", tmp_path)
    _saved("cases.yaml", tmp_path)
    results = run_cases(open_house(tmp_path / "policy.yaml"))
    assert len(results) == 8
    assert [(result.name, result.mismatches) for result in results if result.mismatches] == []


def _saved(name: str, folder: Path) -> Path:
    file = folder / name
    file.write_text(FILES[name], encoding="utf-8")
    return file


MODELS: list[type[Written]] = [PolicyFile, *SECTIONS.values(), *PARTS.values()]
KEYS = [key for model in MODELS for key in model.keys()]  # noqa: SIM118  # a model is no mapping
WORDS = [
    *("per", "every", "counts", "amount", "under", "count", "gesture", "goodwill", "all"),
    *("each", "share", "steps", "over", "by", "is", "otherwise", "greatest", "least", "sum", "as_of"),
    *("at_least", "at_most", "nothing_below", "round", "rounded", "half_up", "after"),
    *("any_of", "to", "not", "given", "age", "from", "before", "weekday", "hour"),
    *("courtesy", "service", "in_kind", "points", "credit", "cash", "warn"),
    *("people", "login", "contact", "hours", "away", "deputy", "identity", "ledger", "policy", "roster"),
    *("now", "incidents", "cases", "name", "ask", "also", "with", "at", "expect", "table", "because", "most"),
    *(*BUILT_IN, *OUTCOMES),
]


@pytest.mark.parametrize("key", sorted({*KEYS, *WORDS}))
def test_every_key_has_its_place_and_its_example(key: str) -> None:
    code = re.sub(r"^```yaml\n.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    named = [span for span in re.findall(r"`([^`\n]+)`", code) if re.search(rf"\b{key}\b", span)]
    shown = [text for _, text in examples() if re.search(rf"\b{key}\b", text)]
    assert named, f"`{key}` is said nowhere on the page"
    assert shown or key in ("incident_cost", "hour", "remedy_kind", "half_up", "gesture"), f"`{key}` has no example"


def test_a_wrong_example_would_be_seen(tmp_path: Path) -> None:
    wrong = laid_over(WHOLE[1], "grants:\n  - {id: vain, roles: agent, limit: {amount: 5}}\n")
    with pytest.raises(AssertionError, match="per-missing"):
        compiled(wrong, tmp_path)


def test_cases_and_policies_take_turns(tmp_path: Path) -> None:
    assert set(FILES) == {"roster.yaml", "empower.yaml", "incident.yaml", "cases.yaml"}
    assert load_cases(_saved("incident.yaml", tmp_path), compiled(WHOLE[1], tmp_path)).problems
