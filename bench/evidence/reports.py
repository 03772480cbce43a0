"""`python -m bench.evidence.reports`: 200,000 test cases in 400 reports, read, attributed and judged.

Against junitparser alone (every case looked at, its time summed), which we read with, and against
junit2html's matrix, which reads a set of reports and makes one text of it. All in turns. Prints a
table of Markdown with medians.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.timing.contest import Contestant, contest

FILES, CASES = 400, 500
VARIANTS = 10
ROUNDS = 5
POLICY = """\
version: 1
dimensions:
  vehicle: {paths: ["src/{variant}/", "tests/{variant}/"], shared: ["src/core/", "tests/core/"],
            not_variants: [core]}
vehicle_budget: {hard_limit: 50}
test_budget: {hard_limit: 25, metrics: [test_case_count, test_execution_time]}
"""
ALONE = """\
import glob, sys
from junitparser import JUnitXml
cases = time = 0
for path in glob.glob(sys.argv[1] + "/*.xml"):
    for suite in JUnitXml.fromfile(path):
        for case in suite:
            cases += not case.is_skipped
            time += case.time or 0
print(cases, round(time, 3))
"""
PRINTED = "a line of what a test prints\n"
HEAD = """\
| | command | wall | cpu | peak | wall ÷ ours |
|:--|:--|--:|--:|--:|--:|"""


def main() -> int:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as scratch:
        line, results = Path(scratch, "line"), Path(scratch, "results")
        lay_out(line, results)
        reports = f"{results}/*.xml"
        ours = ("-m", "variant_budget", "check", "--repo", str(line), "--junit", reports)
        found = contest(
            [
                Contestant(
                    "ours",
                    'variant-budget check --junit "results/*.xml" --format json --no-cache',
                    ((sys.executable, "-I", *ours, "--format", "json", "--no-cache"),),
                    ours=True,
                ),
                Contestant(
                    "junitparser",
                    "JUnitXml.fromfile, is_skipped and time of every case",
                    ((sys.executable, "-c", ALONE, str(results)),),
                ),
                Contestant(
                    "junit2html",
                    "junit2html --summary-matrix results/*.xml",
                    ((sys.executable, "-m", "junit2htmlreport", "--summary-matrix",
                      *map(str, sorted(results.glob("*.xml")))),),
                ),
            ],
            ROUNDS,
        )  # fmt: skip
    print(f"{FILES * CASES:,} test cases in {FILES} reports, {VARIANTS} variants.\n\n{HEAD}")
    for result in found.values():
        each = result.contestant
        print(
            f"| {each.key} | `{each.text}` | {result.wall:.2f} s | {result.cpu:.2f} s | "
            f"{result.peak:.0f} MiB | {result.wall / found['ours'].wall:.2f} |"
        )
    return 0


def lay_out(line: Path, results: Path) -> None:
    """A product line in git with as many test files as reports, and the reports."""
    results.mkdir()
    for number in range(FILES):
        owner = f"v{number % VARIANTS}" if number % 2 else "core"
        write(line / f"tests/{owner}/test_part_{number}.py", "def test():\n    pass\n")
        write(line / f"src/{owner}/part_{number}.py", "x = 1\n")
        module = f"tests.{owner}.test_part_{number}"
        (results / f"TEST-{number}.xml").write_text("".join(report(module)), "utf-8")
    write(line / ".variant-budget/policy.yml", POLICY)
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "line"),
    ):
        subprocess.run(("git", "-C", str(line), *words), check=True)


def write(path: Path, text: str) -> None:
    """Writes a file, and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def report(module: str) -> Iterator[str]:
    """What pytest writes: here and there a failure, a skipped test and some output."""
    yield '<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests">'
    yield f'<testsuite name="pytest" errors="0" failures="5" tests="{CASES}" time="99.5">'
    for number in range(CASES):
        kind = f"{module}.TestPart{number % 20}"
        yield f'<testcase classname="{kind}" name="test_{number}" time="0.{number % 999:03d}">'
        if number % 100 == 1:
            yield '<failure message="assert 1 == 2">def test():\n    assert 1 == 2</failure>'
        elif number % 100 == 2:
            yield '<skipped type="pytest.skip" message="not here">t.py:3: not here</skipped>'
        elif number % 20 == 3:
            yield f"<system-out>{PRINTED * 20}</system-out>"
        yield "</testcase>"
    yield "</testsuite></testsuites>"


if __name__ == "__main__":
    sys.exit(main())
