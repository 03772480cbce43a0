"""How the time grows: cold with the bytes of a tree, warm with the blobs that changed."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bench.timing.borrowed import Blob
from bench.timing.contest import Contestant, Result, contest
from bench.timing.contestants import CHECK, Ground, fill, from_cache

PARTS = (8, 4, 2, 1)
"""One file of so many; each part holds the smaller ones."""
CHANGED = (250, 500, 1000, 2000)
SUFFIX = b".java"


class Step(NamedTuple):
    """One size: how many files and bytes, and what it took."""

    files: int
    megabytes: float
    result: Result


class Fit(NamedTuple):
    """The straight line through the steps, by least squares."""

    start: float
    slope: float
    farthest: float
    """The largest distance of a step from the line, as a share of what the line says."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Steps in the order of their size."""

    cold: tuple[Step, ...]
    warm: tuple[Step, ...]


def fit(points: Sequence[tuple[float, float]]) -> Fit:
    """The line through points (size, seconds)."""
    sizes, seconds = zip(*points, strict=True)
    slope, start = statistics.linear_regression(sizes, seconds)
    lines = [start + slope * size for size in sizes]
    return Fit(start, slope, max(abs(s - at) / at for s, at in zip(seconds, lines, strict=True)))


def part(blobs: Sequence[Blob], share: int) -> list[Blob]:
    """Every `share`-th file, spread over all folders."""
    return [blob for number, blob in zip(count(), blobs, strict=False) if number % share == 0]


def growth(ground: Ground, rounds: int) -> Growth:
    """Both, on the commit of `ground`."""
    blobs = ground.borrowed.files(ground.commit)
    cold = {f"cold-{share}": part(blobs, share) for share in PARTS}
    warm = {f"warm-{number}": _some(blobs, number) for number in CHANGED}
    contestants = [_cold(ground, key, files) for key, files in cold.items()]
    left = fill(ground.scratch / "grown", ground.check("--head", ground.commit))
    contestants += [_warm(ground, key, files, left) for key, files in warm.items()]
    results = contest(contestants, rounds)
    return Growth(_steps(cold, results), _steps(warm, results))


def _steps(parts: dict[str, list[Blob]], results: dict[str, Result]) -> tuple[Step, ...]:
    return tuple(
        Step(len(files), sum(blob.size for blob in files) / 1e6, results[key])
        for key, files in parts.items()
    )


def _cold(ground: Ground, key: str, files: list[Blob]) -> Contestant:
    head = ground.borrowed.commit(files)
    command = ground.check("--head", head, "--no-cache")
    return Contestant(key, f"{CHECK} --no-cache", (command,), ours=True)


def _some(blobs: Sequence[Blob], number: int) -> list[Blob]:
    """So many source files, spread over all folders."""
    sources = [blob for blob in blobs if blob.path.endswith(SUFFIX)]
    return [sources[at * len(sources) // number] for at in range(min(number, len(sources)))]


def _warm(ground: Ground, key: str, files: list[Blob], left: Path) -> Contestant:
    # A blank line more is another blob with the same cost.
    contents = {path: content + b"\n" for path, content in ground.borrowed.contents(files).items()}
    head = ground.borrowed.changed(ground.commit, contents)
    command = ground.check("--head", head, "--base", ground.commit)
    return from_cache(key, f"{CHECK} --base BASE", command, left)
