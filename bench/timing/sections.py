"""Parts of the page: one repository, growth, and where the time goes behind a missed target."""

from collections.abc import Sequence

from bench.timing.contest import Result
from bench.timing.contestants import PULL_REQUESTS
from bench.timing.growth import Growth, Step, fit
from bench.timing.profile import Profile
from bench.timing.targets import Timed, Verdict

REPOSITORY = """\
## {name} at `{commit}`

{files:,} files, {lines:,} physical lines of text, {megabytes:.1f} MB. Files changed: {changed}.

| | command | wall | cpu | peak | together | wall ÷ our cold run | runs |
|:--|:--|--:|--:|--:|--:|--:|--:|
{rows}
"""

GROWTH = """\
## Growth

On {name}, {rounds} runs each in turns. Cold, `{cold}`, on commits with every eighth, fourth and
second of its files, and with all:

{cold_steps}

Warm, `{warm}`: the cache is what a run on the base left, and so many files, spread over the tree,
have one line more. *MB* is what stands in them:

{warm_steps}
"""

STEPS = """\
| files | MB | wall | cpu | cpu per MB | cpu |
|--:|--:|--:|--:|--:|:--|
{rows}

Straight line through the processor time: {start:.3f} s and {slope:.4f} s for each MB; no row is
farther from it than {farthest:.1f} %."""

MISSES = """\
## Where a target is missed

One run of each command, in one process (`--jobs 1`), under cProfile, which makes Python slower and
leaves C as it is. Shares of own time; what is built into Python counts for the stage that calls it,
waiting for git for the stage that waits.
"""

MISS = """\
### `{command}` on {name}

{seconds:.2f} s in all: {stages}.

| function | share |
|:--|--:|
{functions}
"""

_SITUATIONS = {
    "cold": "ours, cold",
    "warm": "ours, warm",
    "event10": "ours, pull request of 10 on GitHub",
    "checkout": "two checkouts",
}


def repository(timed: Timed) -> str:
    """Everybody's figures on one repository."""
    changed = (f"{timed.changed[number]:,} since HEAD~{number}" for number in PULL_REQUESTS)
    return REPOSITORY.format(
        name=timed.repository.name,
        commit=timed.repository.commit[:12],
        files=timed.size.files,
        lines=timed.size.lines,
        megabytes=timed.size.megabytes,
        changed=", ".join(changed),
        rows="\n".join(_row(result, timed) for result in timed.results.values()),
    )


def _row(result: Result, timed: Timed) -> str:
    key = result.contestant.key
    default = f"ours, pull request of {key[2:]}" if result.contestant.ours else key
    together = timed.together.get(key)
    cells = (
        _SITUATIONS.get(key, default),
        f"`{result.contestant.text}`",
        f"{result.wall:.3f}",
        f"{result.cpu:.3f}",
        f"{result.peak:.0f} MiB",
        "" if together is None else f"{together:.0f} MiB",
        f"{result.wall / timed.results['cold'].wall:.2f}",
        str(len(result.runs)),
    )
    return f"| {' | '.join(cells)} |"


def growth(name: str, grown: Growth) -> str:
    """Two tables, each with a bar in every row."""
    return GROWTH.format(
        name=name,
        rounds=len(grown.cold[0].result.runs),
        cold=grown.cold[0].result.contestant.text,
        warm=grown.warm[0].result.contestant.text,
        cold_steps=_steps(grown.cold),
        warm_steps=_steps(grown.warm),
    )


def _steps(steps: Sequence[Step]) -> str:
    line = fit([(step.megabytes, step.result.cpu) for step in steps])
    most = max(step.result.cpu for step in steps)
    rows = "\n".join(
        f"| {step.files:,} | {step.megabytes:.1f} | {step.result.wall:.3f} | {step.result.cpu:.3f} "
        f"| {step.result.cpu / step.megabytes:.4f} | {'█' * round(24 * step.result.cpu / most)} |"
        for step in steps
    )
    return STEPS.format(rows=rows, start=line.start, slope=line.slope, farthest=100 * line.farthest)


def misses(profiles: Sequence[tuple[Verdict, Profile]]) -> list[str]:
    """Where the time goes; nothing where all targets are met."""
    return [MISSES, *(_miss(*each) for each in profiles)] if profiles else []


def _miss(verdict: Verdict, found: Profile) -> str:
    stages = (f"{name} {100 * spent / found.seconds:.0f} %" for name, spent in found.stages[:10])
    functions = (
        f"| `{_in_table(name)}` | {100 * spent / found.seconds:.1f} % |"
        for name, spent in found.functions
    )
    return MISS.format(
        command=verdict.timed.results[verdict.target.subject].contestant.text,
        name=verdict.timed.repository.name,
        seconds=found.seconds,
        stages=", ".join(stages),
        functions="\n".join(functions),
    )


def _in_table(name: str) -> str:
    return name.replace("|", "\\|")
