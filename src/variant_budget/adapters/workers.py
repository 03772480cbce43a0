"""Measures blobs in several processes. Knows neither git nor languages: it is handed both steps.

Workers are forked and hand their results back over a pipe as plain bytes; nothing is unpickled.
They take shares of shrinking size from one queue, so that none of them waits for a large file that
another one got: the sizes of blobs are not known beforehand, and asking git for them costs more.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from variant_budget.domain.requests import Request
from variant_budget.errors import ForeseenError, MeasureError

OpenBlobs = Callable[[Sequence[str]], Iterator[tuple[str, bytes]]]
"""Blob ids to their bytes, in any order; every call reads through a process of its own."""
Measure = Callable[[Sequence[tuple[bytes, str]]], Sequence[bytes]]
"""Bytes and language of some blobs to what is found in each, in their order."""
Progress = Callable[[int, int], None]
"""Told the number of requests done, and of all."""

FORK_FROM = 200
"""Requests below which a second process costs more than it saves."""


def measure_all(
    requests: Sequence[Request],
    open_blobs: OpenBlobs,
    measure: Measure,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[Request, bytes]:
    """What `measure` gives for every request, in their order; the same for any number of `jobs`.

    `jobs` None: one for each processor that this process may use. Must not be called while other
    threads run, since it forks.
    """
    wanted = tuple(dict.fromkeys(requests))
    languages = _languages(wanted)
    workers = min(jobs or _processors(), _MOST_WORKERS, len(languages))
    with _no_collection():
        if workers < 2 or len(wanted) < FORK_FROM or not hasattr(os, "fork"):
            found = _measure_here(languages, open_blobs, measure, len(wanted), progress)
        else:
            # Not at the top: few runs have enough that is new to measure.
            from variant_budget.adapters.forks import Crew

            with Crew(workers, shares(_rare_first(languages), workers)) as crew:
                found = crew.gather(
                    lambda oids: measured(oids, languages, open_blobs, measure),
                    len(wanted),
                    progress,
                )
    missing = [oid for oid, language in wanted if (oid, language) not in found]
    if missing:
        raise MeasureError.one("blob-not-read", f"git gave no content for blob {missing[0]}.")
    return {request: found[request] for request in wanted}


def measured(
    oids: Sequence[str],
    languages: Mapping[str, Sequence[str]],
    open_blobs: OpenBlobs,
    measure: Measure,
) -> Iterator[tuple[Request, bytes]]:
    """Read these blobs and measure each in all its languages."""
    for batch in _batches(open_blobs(oids), languages):
        try:
            facts = measure([(content, language) for (_, language), content in batch.items()])
        except ForeseenError:
            raise
        except Exception:  # noqa: BLE001 - one by one, to name the blob
            facts = [_alone(request, content, measure) for request, content in batch.items()]
        yield from zip(batch, facts, strict=True)


def _batches(
    blobs: Iterable[tuple[str, bytes]], languages: Mapping[str, Sequence[str]]
) -> Iterator[dict[Request, bytes]]:
    """What is measured at a time: enough to be quick, and little to hold."""
    batch: dict[Request, bytes] = {}
    size = 0
    for oid, content in blobs:
        batch.update(((oid, language), content) for language in languages.get(oid, ()))
        size += len(content)
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def _alone(request: Request, content: bytes, measure: Measure) -> bytes:
    oid, language = request
    try:
        return measure([(content, language)])[0]
    except Exception as error:
        raise MeasureError.one(
            "measuring-failed",
            f"measuring blob {oid} as {language} failed: "
            f"{type(error).__name__}: {error}. This is a bug in variant-budget; "
            f"please report it with what `git cat-file blob {oid}` prints.",
        ) from error


def shares(oids: Sequence[str], workers: int) -> list[Sequence[str]]:
    """All of `oids` in pieces: large ones first, then smaller, none so small that it costs time."""
    pieces: list[Sequence[str]] = []
    first = 0
    while first < len(oids):
        size = max(_SMALLEST_SHARE, -(-(len(oids) - first) * 2 // (workers * 3)))
        pieces.append(oids[first : first + size])
        first += size
    return pieces


_BATCH = 64
_BATCH_BYTES = 1_000_000
_MOST_WORKERS = 64
_SMALLEST_SHARE = 64
"""Each share starts a git of its own, about 3 ms: as long as measuring 20 to 30 files."""


def _measure_here(
    languages: Mapping[str, Sequence[str]],
    open_blobs: OpenBlobs,
    measure: Measure,
    total: int,
    progress: Progress | None,
) -> dict[Request, bytes]:
    found: dict[Request, bytes] = {}
    if not languages:
        return found
    for request, facts in measured(tuple(languages), languages, open_blobs, measure):
        found[request] = facts
        if progress and (len(found) % _SMALLEST_SHARE == 0 or len(found) == total):
            progress(len(found), total)
    return found


def _languages(requests: Sequence[Request]) -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for oid, language in requests:
        languages.setdefault(oid, []).append(language)
    return languages


def _rare_first(languages: Mapping[str, Sequence[str]]) -> list[str]:
    """The blobs, those of rare languages first and together.

    A worker compiles the patterns of a language, up to 20 ms, with the first blob in it: so few
    workers compile many.
    """
    number: dict[str, int] = {}
    for first, *_ in languages.values():
        number[first] = number.get(first, 0) + 1
    return sorted(languages, key=lambda oid: number[languages[oid][0]])


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cyclic collector: measuring makes no cycles, and it cost 2 to 8 % of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
