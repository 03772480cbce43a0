"""`python -m bench.timing.enforcement [FOLDER]...`: can code grow where no budget sees it?

For the example policies, on clones of the repositories that they are for. Every tracked file is
asked for with `explain`: does it have a role, and all of its code an owner? And every variant that
owns code gets so many lines that it is over its hard limit by one: does the check fail for it?
"""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.agreement.repositories import REPOSITORIES, git_folder
from bench.timing.borrowed import Borrowed
from bench.timing.planting import Variant, blocked, home, owners, planted, plants
from variant_budget.cli.run import run
from variant_budget.domain.metrics import Role

EXAMPLES = {
    "commaai/opendbc": "opendbc",
    "libuv/libuv": "libuv",
    "vacanza/holidays": "holidays",
}


class Enforcement(NamedTuple):
    """Of one policy: files, and those that it covers; variants that own code, and those whose
    planted breach made the check fail."""

    name: str
    files: int
    covered: int
    owners: int
    blocked: int


def measured(folders: list[Path]) -> Iterator[Enforcement]:
    """All examples whose clone is there; names the others."""
    for repository in REPOSITORIES:
        if repository.name not in EXAMPLES:
            continue
        clone = git_folder(repository, folders)
        if clone is None:
            print(f"enforcement of {repository.name}: no clone, left out", file=sys.stderr)
            continue
        print(f"enforcement of {repository.name} …", file=sys.stderr)
        policy = Path("examples") / EXAMPLES[repository.name] / "policy.yml"
        yield enforcement(repository.name, clone, repository.commit, policy)


def enforcement(name: str, clone: Path, commit: str, policy: Path) -> Enforcement:
    """Both figures of one policy on one commit; nothing is written to the clone."""
    with TemporaryDirectory() as folder:
        borrowed = Borrowed(clone, Path(folder) / "borrowed")
        where = ("--repo", str(borrowed.folder), "--policy", str(policy))
        check = ("check", *where, "--release", "none", "--cache", folder)
        report = _told(*check, "--head", commit)
        told = [_told("explain", path, *where, "--rev", commit) for path in borrowed.paths(commit)]
        unattributed = {row["path"] for row in report["unattributed"]}
        head = planted(borrowed, commit, plants(report, _homes(told)))
        found = owners(report)
        return Enforcement(
            name,
            len(told),
            sum(is_covered(each, listed=each["path"] in unattributed) for each in told),
            len(found),
            len(found & blocked(_told(*check, "--head", head))),
        )


def _homes(told: Iterable[dict[str, Any]]) -> dict[Variant, str]:
    return dict(found for found in map(home, told) if found)


def is_covered(told: dict[str, Any], *, listed: bool) -> bool:
    """A role, and for every line of code an owner in all dimensions or a place in the list."""
    if told["role"] not in set(Role):
        return False
    if told["role"] != Role.CODE:
        return True
    reached = 0
    for span in told["spans"]:
        if span["first"] != reached + 1 or not span["owners"]:
            return False
        if "unattributed" in span["class"].values() and not listed:
            return False
        reached = span["last"]
    return bool(reached >= told["lines"])


def _told(*arguments: str) -> dict[str, Any]:
    """The command in this process: one for each file would take minutes."""
    out = io.TextIOWrapper(io.BytesIO())
    with redirect_stdout(out):
        code = run([*arguments, "--format", "json"])
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)} ended with {code}")
    out.seek(0)
    found: dict[str, Any] = json.loads(out.read())
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the figures of each example."""
    named = arguments or os.environ.get("VARIANT_BUDGET_REPOS", "").split(os.pathsep)
    found = list(measured([Path(folder) for folder in named if folder]))
    for each in found:
        print(
            f"{each.name}: {each.covered:,} of {each.files:,} files covered, "
            f"{each.blocked} of {each.owners} variants blocked one line over the limit"
        )
    return 0 if found and all(e.files == e.covered and e.owners == e.blocked for e in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
