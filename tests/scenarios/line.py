"""The small product line that all scenarios start from, and what a scenario is.

40 lines of common code and the vehicles van (20), truck (30) and bus (10), each in its folder.
A scenario builds a repository, says how `check` is called in it, and what must come of that; the
same scenarios are run through the git layer (tests/adapters) and through the command line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.repositories import Content, Repository, lines

POLICY_PATH = ".variant-budget/policy.yml"


def policy(hard_limit: str = "100.0", exclude: str = "", **paths: str) -> str:
    """A policy with one budget that only the named limit can breach.

    `paths` replaces the patterns of a variant by others, as YAML.
    """
    variants = "".join(
        f"""      {name}: {{paths: {paths.get(name, f'["variants/{name}/", "tests/{name}/"]')}}}\n"""
        for name in ("van", "truck", "bus")
    )
    return f"""\
version: 1
files:
  exclude: [{exclude}]
dimensions:
  vehicle:
    shared: ["core/"]
    variants:
{variants}vehicle_budget:
  hard_limit: {hard_limit}
  metrics: [lines_of_code]
"""


def first_files(text: str | None = None) -> dict[str, Content]:
    """The files of the product line at its first commit."""
    return {
        POLICY_PATH: policy() if text is None else text,
        "core/brake.py": lines("core_", 40),
        "variants/van/doors.py": lines("van_", 20),
        "variants/truck/axle.py": lines("truck_", 30),
        "variants/bus/ramp.py": lines("bus_", 10),
        "tests/van/test_doors.py": "def test_a():\n    assert True\n",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One call of `check`: in which repository, with which flags, at which event.

    `base` and `head` are the commits that must be compared; None where there is no base, or where
    the call ends in an error before it has one.
    """

    repository: Repository
    head: str | None
    base: str | None
    flags: tuple[str, ...] = ()
    event_name: str = ""
    event: Mapping[str, object] = field(default_factory=dict)

    def arguments(self) -> list[str]:
        """The command line behind `variant-budget`."""
        return ["check", "--repo", str(self.repository.root), *self.flags]

    def environ(self) -> dict[str, str]:
        """The variables that say where the check runs; the event's file is the caller's."""
        if not self.event_name:
            return {}
        return {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": self.event_name}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """`changes` are lines of code that a variant owns more (or less) at head than at base; without
    a base, all that it owns. Variants that are not named stay as they are.

    `mentions` must stand in what the check says, `never` must not.
    """

    name: str
    build: Callable[[Path], Question]
    exit_code: int = 0
    outcome: Literal["ok", "warn", "error"] = "ok"
    changes: Mapping[str, int] = field(default_factory=dict)
    common: int = 0
    unattributed: int = 0
    mentions: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def started(folder: Path, text: str | None = None) -> tuple[Repository, str]:
    """The product line in a new repository, and its first commit."""
    repository = Repository(folder / "line")
    return repository, repository.commit("base", first_files(text))


def compared(repository: Repository, base: str, *flags: str) -> Question:
    """`check --base BASE`, with HEAD judged."""
    return Question(
        repository=repository, head=repository.head, base=base, flags=("--base", base, *flags)
    )


def pull_request(base_sha: str, tip: str, branch: str = "main") -> dict[str, object]:
    """The event of a pull request."""
    return {
        "action": "synchronize",
        "number": 7,
        "pull_request": {
            "number": 7,
            "head": {"ref": "feature", "sha": tip},
            "base": {"ref": branch, "sha": base_sha},
        },
    }


def push(
    before: str, ref: str = "refs/heads/main", default_branch: str = "main"
) -> dict[str, object]:
    """The event of a push."""
    return {"ref": ref, "before": before, "repository": {"default_branch": default_branch}}
