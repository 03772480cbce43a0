"""What was promised, and whether the figures of a run keep it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bench.agreement.repositories import Repository
from bench.timing.contest import Result
from bench.timing.repositories import Size

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Timed:
    """One repository: its size, everybody's figures by key, and what ours held in all processes.

    `changed` has the files that differ between head and the base so many commits back.
    """

    repository: Repository
    size: Size
    results: dict[str, Result]
    together: dict[str, float]
    changed: dict[int, int]

    def ratio(self, dividend: str, divisor: str) -> float | None:
        """Wall time over wall time; None where one of the two was not run here."""
        if dividend not in self.results or divisor not in self.results:
            return None
        return self.results[dividend].wall / self.results[divisor].wall


Measure = Callable[[Timed], float | None]


class Target(NamedTuple):
    """`subject` is our contestant, whose profile explains a miss."""

    words: str
    subject: str
    measure: Measure
    bound: float
    at_least: bool = True
    unit: str = "×"

    def met(self, value: float) -> bool:
        """Exactly at the bound is met."""
        return value >= self.bound if self.at_least else value <= self.bound


class Verdict(NamedTuple):
    """What one repository says of one target; `value` is None where it does not apply."""

    target: Target
    timed: Timed
    value: float | None

    @property
    def missed(self) -> bool:
        """Whether there is a figure, and it is not good enough."""
        return self.value is not None and not self.target.met(self.value)


def _faster(than: str, subject: str) -> Measure:
    return lambda timed: timed.ratio(than, subject)


def _on_many_files(measure: Measure) -> Measure:
    return lambda timed: measure(timed) if timed.size.files >= 10_000 else None


def _memory(timed: Timed) -> float | None:
    """MB, the unit of the target: of all processes together where that is known."""
    cold = timed.results.get("cold")
    if cold is None or timed.size.megabytes < 50:
        return None
    return timed.together.get("cold", cold.peak) * MIB / 1e6


_WARM = _on_many_files(_faster("scc", "warm"))
TARGETS = (
    Target("cold: at least 30 × as fast as cloc", "cold", _faster("cloc", "cold"), 30),
    Target("cold: at least 25 × as fast as lizard", "cold", _faster("lizard", "cold"), 25),
    Target("cold: at least 300 × as fast as radon", "cold", _faster("radon", "cold"), 300),
    Target("cold: at most 3 × the time of scc", "cold", _faster("cold", "scc"), 3, at_least=False),
    Target("warm: at least 4 × as fast as scc (10,000 files)", "warm", _WARM, 4),
    Target("warm: goal, 6 × as fast as scc (10,000 files)", "warm", _WARM, 6),
    Target(
        "pull request of 10 commits: at least 15 × as fast as a checkout of the base and scc twice",
        "pr10",
        _faster("checkout", "pr10"),
        15,
    ),
    Target(
        "the same at the event `pull_request`, where less is believed of the cache",
        "event10",
        _faster("checkout", "event10"),
        15,
    ),
    Target(
        "cold: peak memory below 200 MB (trees from 50 MB)",
        "cold",
        _memory,
        200,
        at_least=False,
        unit=" MB",
    ),
)


def verdicts(timed: Sequence[Timed]) -> list[list[Verdict]]:
    """A row for each target, with an entry for each repository."""
    return [[Verdict(target, each, target.measure(each)) for each in timed] for target in TARGETS]
