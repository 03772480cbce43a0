"""`python -m bench [FOLDER]...` times the check against other tools and writes docs/performance.md.

All tools run on the same commit in one run, alternating, with a warm page cache. Folders as for
`python -m bench.agreement`; `VARIANT_BUDGET_RUNS` is the number of rounds.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.agreement.repositories import git_folder
from bench.timing import staged
from bench.timing.borrowed import Borrowed
from bench.timing.contest import Contestant, contest, timed
from bench.timing.contestants import PULL_REQUESTS, Ground, others, ours
from bench.timing.enforcement import measured
from bench.timing.growth import Growth, growth
from bench.timing.machine import this_machine
from bench.timing.memory import together
from bench.timing.page import Bench, document
from bench.timing.profile import Profile, profile
from bench.timing.programs import find_programs, versions
from bench.timing.repositories import LINES, Line, size_of
from bench.timing.targets import Timed, Verdict, verdicts

PAGE = Path("docs/performance.md")
ROUNDS = int(os.environ.get("VARIANT_BUDGET_RUNS", "10"))


@contextmanager
def prepared(line: Line, clone: Path) -> Iterator[Ground]:
    """A checkout, a policy and a place for caches; all gone afterwards."""
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        borrowed = Borrowed(clone, scratch / "borrowed")
        borrowed.check_out(line.repository.commit, scratch / "tree")
        (scratch / "policy.yml").write_text(line.policy(), "utf-8")
        yield Ground(borrowed, line.repository.commit, scratch / "tree", scratch)


def time_all(line: Line, ground: Ground, programs: dict[str, str]) -> Timed:
    """Everybody on one repository."""
    print(f"{line.repository.name} {line.repository.commit[:12]} …", file=sys.stderr)
    # Before the contest: it reads every file, and so warms the page cache for those who do.
    size = size_of(ground.tree)
    own = ours(ground)
    results = contest([*own, *others(ground, programs, python=line.python)], ROUNDS)
    sums = {each.key: _together(each) for each in own}
    head = ground.commit
    changed = {
        number: ground.borrowed.git(
            "diff-tree", "-r", "-z", "--name-only", f"{head}~{number}", head
        ).count(b"\0")
        for number in PULL_REQUESTS
    }
    held = {key: value for key, value in sums.items() if value is not None}
    return Timed(line.repository, size, results, held, changed)


def _together(contestant: Contestant) -> float | None:
    contestant.before()
    return together(contestant.steps[0], contestant.variables)


def misses(ground: Ground, found: Timed) -> Iterator[tuple[Verdict, Profile]]:
    """A profile of each command of ours that missed a target here."""
    seen = set()
    for (verdict,) in verdicts([found]):
        subject = verdict.target.subject
        if verdict.missed and subject not in seen:
            seen.add(subject)
            yield verdict, profile(found.results[subject].contestant, ground.scratch)


def clones(folders: list[Path]) -> tuple[dict[Line, Path], list[str]]:
    """The repositories that are there, and the names of those that are left out, which it tells."""
    found = {line: git_folder(line.repository, folders) for line in LINES}
    left_out = [line.repository.name for line, clone in found.items() if clone is None]
    for name in left_out:
        places = ", ".join(map(str, folders)) or "no folder: none was given"
        print(f"{name}: no clone in {places}; left out", file=sys.stderr)
    return {line: clone for line, clone in found.items() if clone is not None}, left_out


def main(arguments: list[str]) -> int:
    programs = find_programs()
    named = arguments or os.environ.get("VARIANT_BUDGET_REPOS", "").split(os.pathsep)
    folders = [Path(folder) for folder in named if folder]
    there, left_out = clones(folders)
    if not there:
        print("Give folders with clones, as arguments or VARIANT_BUDGET_REPOS.", file=sys.stderr)
        return 2
    PAGE.write_text(document(bench(there, left_out, folders, programs)), "utf-8")
    print(f"wrote {PAGE}", file=sys.stderr)
    return 0


def bench(
    there: dict[Line, Path], left_out: list[str], folders: list[Path], programs: dict[str, str]
) -> Bench:
    """Everything that the page tells."""
    floor = timed(Contestant("floor", "true", (("true",),))).peak
    found: list[Timed] = []
    profiles: list[tuple[Verdict, Profile]] = []
    for line, clone in there.items():
        with prepared(line, clone) as ground:
            found.append(time_all(line, ground, programs))
            profiles += misses(ground, found[-1])
    # What the rest reads stays with this process, and would be in the memory of those above.
    return Bench(
        machine=this_machine(versions(programs)),
        rounds=ROUNDS,
        floor=floor,
        timed=found,
        left_out=left_out,
        growth=_growth(LINES[0], there.get(LINES[0])),
        enforced=list(measured(folders)),
        profiles=profiles,
        staged=staged.measured(ROUNDS),
    )


def _growth(line: Line, clone: Path | None) -> Growth | None:
    if clone is None:
        return None
    with prepared(line, clone) as ground:
        return growth(ground, ROUNDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
