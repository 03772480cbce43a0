"""`python -m bench.regions.inline CLONE [SEED]` prints how much of libuv's platform code stands under conditions.

CLONE is a clone of libuv that has COMMIT; the policy is that of examples/libuv. A Markdown table from
the report of `check`, then ten spans of lines that a condition decides, drawn by SEED from all that
`explain` gives, each with its lines, condition and owners: to be held against the source.
"""

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMIT = "6179e7af87413396d5853a1c3722c8b5749336c8"
POLICY = Path(__file__).parents[2] / "examples/libuv/policy.yml"
SEED = 20261125
DRAWN = 10
_CONDITION = re.compile(r"line \d+: ")


def told(clone: Path, command: str, *arguments: str) -> dict[str, Any]:
    """What a command of variant-budget prints as JSON."""
    program = (sys.executable, "-m", "variant_budget", command, f"--repo={clone}")
    asked = (*program, f"--policy={POLICY}", "--format=json", *arguments)
    found: dict[str, Any] = json.loads(
        subprocess.run(asked, capture_output=True, check=True).stdout
    )
    return found


def table(report: dict[str, Any]) -> Iterator[str]:
    """A row for each platform, the largest share of conditions first."""
    yield "| platform | owned | of it under conditions | share | undecided | does without |"
    yield "|---|--:|--:|--:|--:|--:|"
    rows = []
    for row in report["budgets"][0]["variants"]:
        lines = next(each for each in row["metrics"] if each["metric"] == "lines_of_code")
        rows.append((row["inline"] / lines["owned"], lines["owned"], row))
    for share, owned, row in sorted(rows, key=lambda each: (-each[0], each[2]["variant"])):
        yield (
            f"| {row['variant']} | {owned:,} | {row['inline']:,} | {share:.2%} | "
            f"{row['undecided']:,} | {row['without']:,} |"
        )


def code_files(clone: Path) -> Iterator[str]:
    """C files of libuv's product."""
    command = ("git", f"--git-dir={clone}/.git", "ls-tree", "-r", "--name-only", COMMIT)
    listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    product = ("src/", "include/")
    yield from (each for each in listed.splitlines() if each.startswith(product))


def regions(clone: Path) -> Iterator[str]:
    """Every span that a condition gives to some platform: path, lines, condition, owners."""
    for path in code_files(clone):
        found = told(clone, "explain", path, f"--rev={COMMIT}")
        for span in found["spans"]:
            because, owners = span["because"]["platform"], span["owners"]["platform"]
            if owners and _CONDITION.match(because):
                lines = f"{path}:{span['first']}-{span['last']}"
                yield f"| {lines} | {because.replace('|', chr(92) + '|')} | {', '.join(owners)} |"


def main() -> int:
    """The table, and the regions that were drawn."""
    clone, *seed = sys.argv[1:]
    report = told(Path(clone), "check", f"--head={COMMIT}", "--release=none")
    print("\n".join(table(report)))
    every = list(regions(Path(clone)))
    generator = random.Random(int(seed[0]) if seed else SEED)
    print(f"\n{DRAWN} of {len(every)}:\n")
    print("\n".join(sorted(generator.sample(every, DRAWN))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
