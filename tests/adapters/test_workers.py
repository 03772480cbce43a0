import gc
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha1

import pytest

from variant_budget.adapters import workers
from variant_budget.adapters.workers import Measure, measure_all, shares
from variant_budget.domain.requests import Request
from variant_budget.errors import MeasureError

CONTENT = {f"{number:040x}": b"line\n" * (number % 97) for number in range(1, 701)}
REQUESTS = [(oid, "python") for oid in CONTENT]


def open_blobs(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    return ((oid, CONTENT[oid]) for oid in oids)


def measure_one(content: bytes, language: str) -> bytes:
    return language.encode() + sha1(content, usedforsecurity=False).digest()


def each(one: Callable[[bytes, str], bytes]) -> Measure:
    return lambda blobs: [one(*blob) for blob in blobs]


measure = each(measure_one)


def expected(requests: Sequence[Request]) -> dict[Request, bytes]:
    return {(oid, language): measure_one(CONTENT[oid], language) for oid, language in requests}


@pytest.mark.parametrize("jobs", [1, 2, 3, 7, None])
def test_the_result_and_its_order_do_not_depend_on_jobs(jobs: int | None) -> None:
    found = measure_all(REQUESTS, open_blobs, measure, jobs)
    assert list(found.items()) == list(expected(REQUESTS).items())


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_blob_in_two_languages_is_two_requests_and_read_once(jobs: int) -> None:
    read: list[str] = []

    def counting(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        read.extend(oids)
        return open_blobs(oids)

    twice = [(oid, language) for oid in CONTENT for language in ("c", "cpp")]
    assert measure_all([*twice, *twice], counting, measure, jobs) == expected(twice)
    assert len(read) == (len(CONTENT) if jobs == 1 else 0)  # workers read in their own memory


def test_nothing_to_measure_opens_nothing() -> None:
    def never(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        raise AssertionError(oids)

    assert measure_all([], never, measure) == {}


def test_few_requests_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    few = REQUESTS[: workers.FORK_FROM - 1]
    assert measure_all(few, open_blobs, measure, 2) == expected(few)


def test_many_requests_work_without_fork_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert measure_all(REQUESTS, open_blobs, measure, 2) == expected(REQUESTS)


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_rises_to_the_number_of_requests(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    measure_all(REQUESTS, open_blobs, measure, jobs, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (700, 700)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_larger_than_a_pipe_come_whole(jobs: int) -> None:
    large = measure_all(REQUESTS, open_blobs, each(lambda content, _: content * 500), jobs)
    assert large == {(oid, "python"): content * 500 for oid, content in CONTENT.items()}


def failing(act: Callable[[], None]) -> Measure:
    """A measure that fails at one blob of the last share."""

    def measure_or_fail(content: bytes, language: str) -> bytes:
        if content == CONTENT[f"{690:040x}"]:
            act()
        return measure_one(content, language)

    return each(measure_or_fail)


def raise_recursion_error() -> None:
    raise RecursionError("too deep")


def raise_foreseen() -> None:
    raise MeasureError.one("too-odd", "this blob is too odd", path="a/b.py", line=3, column=1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_measure_that_fails_names_the_blob(jobs: int) -> None:
    with pytest.raises(MeasureError) as caught:
        measure_all(REQUESTS, open_blobs, failing(raise_recursion_error), jobs)
    (problem,) = caught.value.problems
    assert problem.slug == "measuring-failed"
    named = re.search("blob ([0-9a-f]{40}) as python failed: RecursionError: too", problem.message)
    assert named
    assert CONTENT[named[1]] == CONTENT[f"{690:040x}"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_foreseen_problem_arrives_as_it_was_raised(jobs: int) -> None:
    with pytest.raises(MeasureError) as caught:
        measure_all(REQUESTS, open_blobs, failing(raise_foreseen), jobs)
    (problem,) = caught.value.problems
    assert (problem.slug, problem.path, problem.line) == ("too-odd", "a/b.py", 3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_blob_that_git_does_not_give_is_an_error(jobs: int) -> None:
    def forgetful(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        return ((oid, content) for oid, content in open_blobs(oids) if oid != f"{77:040x}")

    with pytest.raises(MeasureError, match=r"no content for blob 0+4d"):
        measure_all(REQUESTS, forgetful, measure, jobs)


@pytest.mark.parametrize(
    ("act", "how"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "was killed by signal 9"),
        (lambda: os._exit(0), "ended with code 0"),
        (lambda: os._exit(7), "ended with code 7"),
    ],
)
def test_a_worker_that_is_lost_is_an_error(act: Callable[[], None], how: str) -> None:
    with pytest.raises(MeasureError, match=how) as caught:
        measure_all(REQUESTS, open_blobs, failing(act), 2)
    assert caught.value.problems[0].slug == "worker-crashed"
    assert_no_children()


def test_an_unexpected_error_outside_measuring_is_reported_too() -> None:
    def broken(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        raise OSError(f"no git for {len(oids)} blobs")

    with pytest.raises(MeasureError, match="failed: OSError: no git for"):
        measure_all(REQUESTS, broken, measure, 2)
    assert_no_children()


def test_an_interrupt_ends_the_workers() -> None:
    def slow(content: bytes, language: str) -> bytes:
        time.sleep(60)
        return measure_one(content, language)

    began = time.monotonic()
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.3)  # no thread: measure_all forks
    try:
        with pytest.raises(KeyboardInterrupt):
            measure_all(REQUESTS, open_blobs, each(slow), 2)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - began < 10
    assert_no_children()


def assert_no_children() -> None:
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_cyclic_collector_is_as_it_was_before() -> None:
    seen: list[bool] = []

    def looking(content: bytes, language: str) -> bytes:
        seen.append(gc.isenabled())
        return measure_one(content, language)

    measure_all(REQUESTS[:3], open_blobs, each(looking), 1)
    assert seen == [False, False, False]
    assert gc.isenabled()


@pytest.mark.parametrize(("count", "jobs"), [(0, 2), (1, 2), (64, 2), (700, 2), (10_000, 4)])
def test_shares_hold_every_blob_once_and_shrink(count: int, jobs: int) -> None:
    oids = [str(number) for number in range(count)]
    pieces = shares(oids, jobs)
    assert [oid for piece in pieces for oid in piece] == oids
    assert list(map(len, pieces)) == sorted(map(len, pieces), reverse=True)


def test_the_shares_of_the_largest_repository_fit_into_the_queue() -> None:
    oids = ["0"] * 10_000_000
    assert 2 * len(shares(oids, 64)) <= 4096


def test_no_module_of_the_workers_is_loaded_for_a_small_run() -> None:
    script = "import sys, variant_budget.adapters.workers; sys.exit('selectors' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
