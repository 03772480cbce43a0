"""`python -m demo`: build the product line, check its pull request, say what to look at."""

import subprocess
import sys
from pathlib import Path

from demo.history import BRANCH, TODAY, build
from demo.testing import run_all_tests

REPOSITORY = Path("build", "demo")
TESTED = Path("build", "demo-tests")
OUTPUT = Path("build", "demo-report")

CHECK = (
    "check",
    f"--repo={REPOSITORY}",
    "--base=main",
    "--policy-from=base",
    f"--junit={TESTED / BRANCH / 'junit.xml'}",
    f"--base-junit={TESTED / 'main' / 'junit.xml'}",
    f"--coverage={TESTED / BRANCH / 'coverage.xml'}",
    f"--today={TODAY}",
    f"--output={OUTPUT}",
)

INTRODUCTION = f"""\
haul, in {REPOSITORY}, is a small product line that is made up for this demo: 3 vehicles, 3 sectors,
2 platforms, releases v1.0.0 and v1.1.0. Its branch {BRANCH} is a pull request.
The tests of main and of the branch have run. It is judged by the policy of main:

$ variant-budget {" ".join(CHECK)}
"""

CLOSING = f"""
exit code {{code}}: {{meaning}}

What to look at
  {OUTPUT}/summary.md       what the pull request shows
  {OUTPUT}/report.json      every figure behind it
  {OUTPUT}/findings.sarif   the same for code scanning
  {REPOSITORY}/.variant-budget/         the policy, and the exception that lets the bus pass

What to try next
  cd {REPOSITORY}
  {{program}} explain src/vehicles/truck/retarder.py
  {{program}} explain src/drive/brake.c
  {{program}} validate
  {{program}} check --base main --mode release --today {TODAY}
"""

MEANINGS = {
    0: "within budget. The pull request may land.",
    1: "over budget. A real pull request would be blocked; the demo itself went well.",
}


def main() -> int:
    """0 if all went as it should, which includes a check that blocks."""
    build(REPOSITORY)
    run_all_tests(REPOSITORY, TESTED)
    print(INTRODUCTION, flush=True)
    code = subprocess.run((sys.executable, "-m", "variant_budget", *CHECK), check=False).returncode
    if code not in MEANINGS:
        return code
    program = f"{Path(sys.executable).absolute()} -m variant_budget"
    print(CLOSING.format(code=code, meaning=MEANINGS[code], program=program), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
