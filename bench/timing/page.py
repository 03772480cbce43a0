"""docs/performance.md: the figures of one bench run."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.timing import levels, sections, staged
from bench.timing.contest import SLOW, SLOW_RUNS, Result
from bench.timing.enforcement import Enforcement
from bench.timing.growth import Growth
from bench.timing.machine import Machine
from bench.timing.profile import Profile
from bench.timing.targets import Timed, Verdict, verdicts

INTRODUCTION = """\
# Performance

Made by `make bench` on {day}, with variant-budget {commit}, on {cores} cores ({processor}), Python
{python}, git {git}. How, and what the numbers don't say, stands at the end.
"""

METHOD = """\
## How it was measured

- Each repository is a clone in one of the folders that `VARIANT_BUDGET_REPOS` names (or the command
  line: `python -m bench FOLDER...`). Other tools read a checkout of the same commit, made by
  `git worktree add`; ours reads git objects of the clone.
- Whole processes, from their start to their end: ours is `python -I -m variant_budget`, with
  `--repo`, `--head` and `--policy` besides what the tables show, and `--cache` where they do not say
  `--no-cache`. The policy takes every file that is code for the product, tests too.
- One round to warm up, then {rounds} rounds of all commands in turns, every other one backwards; the
  figures are medians. What takes others longer than {slow:.0f} s is run {slow_runs} times, its first run
  included. The column *runs* has the number.
- *cold*: no cache. *warm*: everything about both commits is in the cache. *Pull request*: before
  each run, and not timed, the cache becomes what a run on the base commit left; what is new in the
  pull request is not in it. HEAD~10 is ten first parents back, so merges bring more commits. *On
  GitHub*: the same, with the policy in both commits instead of beside them, and the variables and
  the file that tell the event. There a cache is believed of old blobs only, and a sample of these is
  measured again; and the check writes annotations and a summary.
- The checkout of the base is timed with its two runs of scc, its removal is not.
- Wall and processor time in seconds, processor time with all children. *peak* is the largest
  process (`ru_maxrss`; not below the {floor:.0f} MiB of the process that starts it), *together* the largest sum over
  all processes at once, sampled in a run of its own that is not timed, shared pages counted once.
- Programs: {programs}.

## What the numbers don't say

- The page cache is warm, and a clone with all its objects is there. A runner that has to fetch first
  waits for that, with any tool.
- Not everybody does the same. scc, cloc and pygount count lines, also of prose and data, which we do
  not read; scc's complexity is a rough one. lizard and radon find functions and their complexity,
  ctags functions and classes. Ours has lines, complexity, functions and classes line by line, whose
  they are, the budgets and the report.
- One machine, one system, one version of Python. Times on two cores say little of times on many.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All that one run found out."""

    machine: Machine
    rounds: int
    floor: float
    timed: list[Timed]
    left_out: list[str]
    growth: Growth | None
    enforced: list[Enforcement]
    profiles: list[tuple[Verdict, Profile]]
    staged: dict[str, Result]


def document(bench: Bench) -> str:
    """The page."""
    machine = bench.machine
    programs = ", ".join(f"{name} {version}" for name, version in machine.programs.items())
    parts = [
        INTRODUCTION.format(
            day=machine.day,
            commit=machine.commit,
            cores=machine.cores,
            processor=machine.processor,
            python=machine.python,
            git=machine.programs["git"],
        ),
        *levels.table(bench.timed, bench.enforced),
        "",
        *_targets(bench.timed),
        *_left_out(bench.left_out),
    ]
    parts += [sections.repository(each) for each in bench.timed]
    if bench.growth:
        parts.append(sections.growth(bench.timed[0].repository.name, bench.growth))
    parts.append(staged.section(bench.staged, machine))
    parts += sections.misses(bench.profiles)
    method = METHOD.format(
        rounds=bench.rounds, slow=SLOW, slow_runs=SLOW_RUNS, floor=bench.floor, programs=programs
    )
    return "\n".join([*parts, method])


def _targets(timed: Sequence[Timed]) -> list[str]:
    if not timed:
        return []
    names = [each.repository.name.split("/")[1] for each in timed]
    return [
        "## Targets",
        "",
        "Wall time against wall time of the same run. A dash: the target is not for this repository.",
        "",
        f"| target | {' | '.join(names)} |",
        f"|:--|{'--:|' * len(names)}",
        *(
            f"| {row[0].target.words} | {' | '.join(cell(verdict) for verdict in row)} |"
            for row in verdicts(timed)
        ),
        "",
    ]


def cell(verdict: Verdict) -> str:
    """The figure and whether it is good enough. Two digits more where rounding would lie."""
    target, value = verdict.target, verdict.value
    if value is None:
        return "–"
    text = f"{value:.1f}"
    if verdict.missed == target.met(float(text)):
        text = f"{value:.3f}"
    return f"{text}{target.unit} {'**missed**' if verdict.missed else 'met'}"


def _left_out(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    return [f"Left out, since no clone was there: {', '.join(names)}.", ""]
