"""A copy of the project with a Python of its own, in which tests run against the copy's source.

Tests start the product as `python -I -m variant_budget`, which no PYTHONPATH reaches. So the copy has
an environment of its own, whose path holds the copy's src and the packages of this one.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.security.patches import ROOT, function_of

LONGEST = 300
"""Seconds that the tests of one mutant may take."""
_LEFT_OUT = (".git", ".venv*", "build", "dist", "__pycache__", ".hypothesis", ".*_cache", "*.png")


class LaboratoryError(Exception):
    """A run that proves nothing, and why."""


class Ran(NamedTuple):
    """How often each test (`path::name`) passed, failed, and broke off before it could do either."""

    passed: dict[str, int]
    failed: dict[str, int]
    broken: dict[str, int]


class Laboratory:
    """One copy at a time, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self._environment = folder / "environment"
        self._results = folder / "results.xml"
        self._make_environment()

    def _make_environment(self) -> None:
        here = [sys.executable, "-m", "venv", "--without-pip", str(self._environment)]
        subprocess.run(here, check=True)
        base = {"base": str(self._environment), "platbase": str(self._environment)}
        own = Path(sysconfig.get_path("purelib", "venv", vars=base))
        packages = sysconfig.get_path("purelib")
        # The copy first; the .pth files of the other environment, which name its src, are not read.
        (own / "copy.pth").write_text(f"{self.project / 'src'}\n{packages}\n", "utf-8")
        # Programs that tests start by their place beside Python.
        for program in Path(sys.executable).parent.iterdir():
            if not (beside := Path(self.python).parent / program.name).exists():
                beside.symlink_to(program)

    @property
    def python(self) -> str:
        """The Python that imports the copy."""
        return str(self._environment / "bin/python")

    def fresh(self) -> None:
        """A new copy of the project as it is."""
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(
            ROOT, self.project, symlinks=True, ignore=shutil.ignore_patterns(*_LEFT_OUT)
        )
        for flags in ([], ["-I"]):
            where = "import variant_budget; print(variant_budget.__file__)"
            told = self._run([self.python, *flags, "-c", where]).stdout.strip()
            if not Path(told).is_relative_to(self.project):
                raise LaboratoryError(f"the product is imported from {told}, not from the copy")

    def apply(self, patch: Path) -> None:
        """LaboratoryError where the patch does not fit."""
        done = self._run(["git", "apply", "--whitespace=nowarn", str(patch)])
        if done.returncode:
            raise LaboratoryError(f"the patch does not apply: {done.stderr.strip()}")

    def test(self, tests: Sequence[str]) -> Ran:
        """LaboratoryError where the tests could not be collected, or did not end."""
        self._results.unlink(missing_ok=True)
        flags = ["-q", "-p", "no:cacheprovider", "--tb=no", f"--junitxml={self._results}"]
        try:
            done = self._run([self.python, "-m", "pytest", *flags, *tests])
        except subprocess.TimeoutExpired as error:
            raise LaboratoryError(f"no end in {LONGEST} s") from error
        if done.returncode not in (0, 1):
            raise LaboratoryError(f"pytest ended with {done.returncode}: {done.stdout[-2000:]}")
        return _ran(ET.parse(self._results).iter("testcase"))  # noqa: S314 - pytest wrote it

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        environ = {"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": "/"}
        return subprocess.run(
            command,
            cwd=self.project,
            env=environ | {"HOME": str(self._environment), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )


def _ran(cases: Iterable[ET.Element]) -> Ran:
    found = Ran(defaultdict(int), defaultdict(int), defaultdict(int))
    for case in cases:
        path = f"{case.get('classname', '').replace('.', '/')}.py"
        name = function_of(f"{path}::{case.get('name', '')}")
        kinds = {child.tag for child in case}
        if "error" in kinds:
            found.broken[name] += 1
        elif "failure" in kinds:
            found.failed[name] += 1
        elif "skipped" not in kinds:
            found.passed[name] += 1
    return found
