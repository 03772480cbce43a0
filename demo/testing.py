"""The tests of the demo's product line: a real run, which writes the reports that the check reads."""

import os
import subprocess
import sys
from pathlib import Path

from demo.history import BRANCH, git


def run_all_tests(repository: Path, reports: Path) -> None:
    """Test main and then the pull request, which stays checked out."""
    for branch in ("main", BRANCH):
        git(repository, "switch", "--quiet", branch)
        run_tests(repository, (reports / branch).absolute())


def run_tests(repository: Path, where: Path) -> None:
    """Write junit.xml and coverage.xml into `where`; nothing stays behind in the repository."""
    where.mkdir(parents=True, exist_ok=True)
    written = (
        f"--junitxml={where / 'junit.xml'}",
        "--cov=src",
        "--cov-report=",
        f"--cov-report=xml:{where / 'coverage.xml'}",
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "COVERAGE_FILE": str(where / "coverage-data"),
    }
    done = subprocess.run(
        (sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", *written),
        cwd=repository,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"the tests of the demo's product line failed\n{done.stdout}{done.stderr}")
