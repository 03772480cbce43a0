"""A small real product line, and whole checks of it in this process."""

import io
import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema

from tests.command import surroundings
from tests.fuzz.wrong import WrongError
from tests.repositories import Repository, lines
from tests.runner import commands_of
from tests.vehicle_line import FILES, POLICY, POLICY_PATH
from variant_budget.cli.run import run

ROOT = Path(__file__).parents[2]
EXCEPTIONS_PATH = ".variant-budget/exceptions.yml"
BUDGETS = """\
vehicle_budget: {hard_limit: 60, coverage_floor: 0, metrics: [lines_of_code]}
test_budget: {hard_limit: 100, metrics: [test_case_count, test_execution_time]}
"""
_SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "schemas/report.schema.json").read_text("utf-8"))
)


class Told(NamedTuple):
    """How a check ended: exit code, its report, standard error."""

    exit_code: int
    report: dict[str, Any]
    err: str


class Line:
    """The repository: `base`, `within` a change that keeps the budgets, `over` one that does not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._repository = Repository(folder / "line")
        self.base = self._repository.commit("base", {**FILES, POLICY_PATH: POLICY + BUDGETS})
        self._repository.branch("change")
        self.within = self._repository.commit("within", {"core/gear.py": lines("gear_", 3)})
        self.tip = self._repository.commit("over", {"variants/van/loud.py": lines("van_", 60)})
        self.over = self._merge({})
        self._repository.git("reset", "-q", "--hard", self.within)

    @property
    def root(self) -> Path:
        """The checkout."""
        return self._repository.root

    def proposing(self, path: str, data: bytes) -> str:
        """The merge commit of a pull request that is over budget and brings this file along."""
        return self._merge({path: data})

    def _merge(self, files: Mapping[str, bytes]) -> str:
        git = self._repository.git
        git("read-tree", self.tip)
        for path, data in files.items():
            blob = git("hash-object", "-w", "--stdin", stdin=data)
            git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        tree = git("write-tree")
        return git("commit-tree", tree, "-p", self.base, "-p", self.tip, "-m", "merge")

    def write(self, name: str, data: bytes) -> str:
        """Write an input beside the checkout; its path."""
        place = self.folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        return str(place)

    def event(self, **more: object) -> dict[str, object]:
        """A pull request of `tip`."""
        return {
            "action": "synchronize",
            "number": 7,
            "pull_request": {
                "number": 7,
                "head": {"ref": "change", "sha": self.tip},
                "base": {"ref": "main", "sha": self.base},
            },
            "repository": {"default_branch": "main"},
            **more,
        }

    def checked(self, *flags: str, environ: Mapping[str, str] | None = None) -> Told:
        """`check` in all formats; WrongError where its end, its report or its words are not sound."""
        words = ["check", f"--repo={self.root}", "--format=json", "--no-cache", "--jobs=1"]
        words += [f"--output={self.folder / 'out'}", "--today=2026-11-25", *flags]
        told = environ or {}
        code, out, err = _run(words, told)
        return _sound(code, out, err, on_github=bool(told))

    def ran(self, *words: str) -> int:
        """The exit code of another command; WrongError where it broke."""
        code, _, err = _run([*words], {})
        if "internal error" in err or "Traceback" in err:
            raise WrongError(f"internal error: {err}")
        return code


def _run(words: list[str], environ: Mapping[str, str]) -> tuple[int, bytes, str]:
    """Exit code, standard output and standard error of a command."""
    out, err = io.BytesIO(), io.BytesIO()
    texts = io.TextIOWrapper(out), io.TextIOWrapper(err)
    with surroundings(environ), redirect_stdout(texts[0]), redirect_stderr(texts[1]):
        code = run(words)
    for text in texts:
        text.flush()
    return code, out.getvalue(), err.getvalue().decode()


def _sound(code: int, out: bytes, err: str, *, on_github: bool) -> Told:
    if code not in (0, 1, 2, 3):
        raise WrongError(f"exit code {code}")
    try:
        report = json.loads(out)
    except ValueError as error:
        raise WrongError(f"standard output is no JSON: {error}") from error
    if "internal error" in err or "Traceback" in err:
        raise WrongError(f"internal error: {err}")
    broken = next(iter(_SCHEMA.iter_errors(report)), None)
    if broken:
        raise WrongError(f"report.json does not fit its schema: {broken.message[:300]}")
    if (report["verdict"] == "error") != (code in (2, 3)):
        raise WrongError(f"exit code {code} with verdict {report['verdict']}")
    if not on_github and commands_of(err):
        raise WrongError(f"a runner's command on standard error: {commands_of(err)}")
    return Told(code, report, err)
