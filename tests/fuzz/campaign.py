"""Draws inputs, runs them, keeps what is new. The same seed draws the same inputs in the same order."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from tests.fuzz import drafts, events, recorded, reports, rulers
from tests.fuzz.line import Line
from tests.fuzz.target import Target
from tests.fuzz.wrong import STEP, WHOLE, Finding, finding

TARGETS: tuple[Target, ...] = (
    *(*rulers.TARGETS, *events.TARGETS, *reports.TARGETS, *recorded.TARGETS, *drafts.TARGETS),
)
TAKEN_EVERY, REFUSED_EVERY = 15, 150
"""Of so many inputs that a step takes or refuses, one goes through a whole check, beside those whose
outcome is new: what is taken goes further."""
_LARGEST_KEPT = 20_000
_MOST_KEPT = 400


class Campaign:
    """All targets in turn. An input whose outcome was not seen before joins the corpus."""

    def __init__(
        self,
        seed: int,
        line: Line,
        found: Path,
        targets: Sequence[Target] = TARGETS,
        seconds: float = STEP,
    ) -> None:
        self.runs: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.findings: dict[tuple[str, Finding], bytes] = {}
        self._seed, self._line, self._found = seed, line, found
        self._targets, self._seconds = targets, seconds
        self._corpus = {target.name: list(target.seeds) for target in targets}
        self._known: set[tuple[str, str]] = set()

    def run(
        self, goes_on: Callable[[], bool], told: Callable[[str], None] = lambda _: None
    ) -> None:
        """The seeds, then drawn inputs while it goes on."""
        for target, data in self._inputs():
            if not goes_on():
                return
            self._try(target, data, told)

    def _inputs(self) -> Iterator[tuple[Target, bytes]]:
        for target in self._targets:
            yield from ((target, seed) for seed in target.seeds)
        for number in count():
            target = self._targets[number % len(self._targets)]
            rng = Random(f"{self._seed} {number}")
            yield target, target.drawn(rng, self._corpus[target.name])

    def _try(self, target: Target, data: bytes, told: Callable[[str], None]) -> None:
        # What ends the process leaves this behind.
        (self._found / "last-input").write_bytes(data)
        self.runs[target.name] += 1
        outcome, wrong = finding(lambda: target.step(data), self._seconds)
        self._report(target, data, wrong, told)
        new = self._is_new(target, data, outcome)
        every = REFUSED_EVERY if outcome.startswith("refused") else TAKEN_EVERY
        if wrong is None and (new or self.runs[target.name] % every == 0):
            self.runs["whole checks"] += 1
            outcome, wrong = finding(partial(target.whole, data, self._line), WHOLE)
            self.outcomes[outcome] += 1
            self._report(target, data, wrong, told)

    def _is_new(self, target: Target, data: bytes, outcome: str) -> bool:
        if (target.name, outcome) in self._known:
            return False
        self._known.add((target.name, outcome))
        corpus = self._corpus[target.name]
        if len(data) <= _LARGEST_KEPT and len(corpus) < _MOST_KEPT:
            corpus.append(data)
        return True

    def _report(
        self, target: Target, data: bytes, wrong: Finding | None, told: Callable[[str], None]
    ) -> None:
        if wrong is None or any(
            (name, known.kind, known.key) == (target.name, wrong.kind, wrong.key)
            for name, known in self.findings
        ):
            return
        self.findings[target.name, wrong] = data
        folder = self._found / target.name
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(data).hexdigest()[:16]
        (folder / name).write_bytes(data)
        (self._found / f"{target.name}-{name}.txt").write_text(f"{wrong.kind}: {wrong.detail}\n")
        told(f"{target.name} {wrong.kind} {wrong.key}: {folder / name}")


def for_seconds(seconds: float) -> Callable[[], bool]:
    """Whether so much time is not over yet."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def for_inputs(number: int) -> Callable[[], bool]:
    """Whether so many inputs were not run yet."""
    left = iter(range(number))
    return lambda: next(left, None) is not None
