"""Objects by id: one `git cat-file --batch` for questions, one for streams of blobs."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from subprocess import Popen
from typing import IO, NamedTuple

from variant_budget.adapters.git.missing import object_missing
from variant_budget.adapters.git.process import Runner
from variant_budget.errors import MeasureError

_IN_FLIGHT = 500
"""Ids that fit a pipe (64 KiB), so that asking never waits for an answer to be read."""


class GitObject(NamedTuple):
    """One object: its id in hex, its kind (`blob`, `commit`, ...) and its bytes."""

    oid: str
    kind: str
    data: bytes


class Questions:
    """A running `cat-file --batch`: one object a question, started with the first one."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._process: Popen[bytes] | None = None

    def ask(self, name: str) -> GitObject | None:
        """The object that git finds under a name (as in gitrevisions(7)), None where none."""
        if not name or "\n" in name or "\0" in name:
            return None
        return next(self._answers(name.encode("utf-8", "surrogateescape") + b"\n", 1))

    def ask_all(self, oids: Sequence[str]) -> Iterator[GitObject | None]:
        """The objects of these ids, in this order, many in flight at once."""
        for start in range(0, len(oids), _IN_FLIGHT):
            some = oids[start : start + _IN_FLIGHT]
            yield from self._answers("".join(f"{oid}\n" for oid in some).encode("ascii"), len(some))

    def _answers(self, questions: bytes, number: int) -> Iterator[GitObject | None]:
        # All are read before the first is given: one left in the pipe would answer what is asked
        # next.
        process = self._process or self._runner.start("cat-file", "--batch")
        self._process = process
        requests, answers = _pipes(process)
        try:
            requests.write(questions)
            requests.flush()
        except BrokenPipeError as error:
            raise _stopped() from error
        return iter([_next_object(answers) for _ in range(number)])

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            _end(self._process)
            self._process = None


def stream_objects(runner: Runner, oids: Sequence[str]) -> Iterator[GitObject]:
    """The objects of these ids, in this order, read as one stream.

    Raises MeasureError where one is missing. The process ends with the iterator.
    """
    if not oids:
        return
    process = runner.start("cat-file", "--batch", "--buffer")
    requests, answers = _pipes(process)
    # A thread, since git would wait for us to read while we wait for it to take the ids.
    writer = threading.Thread(target=_write_ids, args=(requests, oids), daemon=True)
    writer.start()
    try:
        for oid in oids:
            found = _next_object(answers)
            if found is None:
                raise object_missing(oid)
            yield found
    finally:
        _end(process, writer)


def stream_sizes(runner: Runner, oids: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(id, bytes) of each object, in this order, without reading their contents."""
    if not oids:
        return
    process = runner.start("cat-file", "--batch-check=%(objectname) %(objectsize)", "--buffer")
    requests, answers = _pipes(process)
    writer = threading.Thread(target=_write_ids, args=(requests, oids), daemon=True)
    writer.start()
    try:
        for oid in oids:
            told = answers.readline().split()
            if len(told) != 2 or not told[1].isdigit():
                raise object_missing(oid)
            yield oid, int(told[1])
    finally:
        _end(process, writer)


def _next_object(answers: IO[bytes]) -> GitObject | None:
    """Read one answer: a line `ID KIND SIZE` and the bytes, or a line that ends in the reason."""
    header = answers.readline()
    if not header:
        raise _stopped()
    told = header.split()
    if len(told) != 3 or not told[2].isdigit():
        return None
    size = int(told[2])
    data = answers.read(size + 1)
    if len(data) != size + 1:
        raise _stopped()
    return GitObject(told[0].decode("ascii"), told[1].decode("ascii"), data[:-1])


def _write_ids(requests: IO[bytes], oids: Iterable[str]) -> None:
    # Broken where the reader wants no more, or will see why.
    with suppress(BrokenPipeError):
        requests.write("".join(f"{oid}\n" for oid in oids).encode("ascii"))
        requests.close()


def _pipes(process: Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("started without pipes")
    return process.stdin, process.stdout


def _end(process: Popen[bytes], writer: threading.Thread | None = None) -> None:
    process.kill()
    process.wait()
    if writer is not None:
        writer.join()
    for pipe in _pipes(process):
        # What was not yet written has nowhere to go.
        with suppress(BrokenPipeError):
            pipe.close()


def _stopped() -> MeasureError:
    return MeasureError.one(
        "git-failed", "git cat-file ended too early: run `git fsck` in this clone to see why"
    )
