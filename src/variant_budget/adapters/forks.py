"""Forked workers and the pipes to them. See workers.py, which decides what they do.

A frame on a pipe is a head of fixed size and the bytes it announces. A worker that breaks off, is
killed or meets a problem ends the run with an error: a result that is missing is never 0.
"""

import json
import os
import selectors
import signal
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from variant_budget.domain.requests import Request
from variant_budget.errors import ForeseenError, MeasureError, Problem

Measured = Callable[[Sequence[str]], Iterator[tuple[Request, bytes]]]
Progress = Callable[[int, int], None]

_HEAD = struct.Struct("<BHHI")
"""Kind, length of the blob id, length of the language, length of the facts or problems."""
_RESULT, _PROBLEMS, _DONE = range(3)
_SHARE = struct.Struct("<H")
_QUEUE_LIMIT = 4096
"""Bytes that a pipe takes at once everywhere (PIPE_BUF on Linux), so that filling it cannot block."""
_FLUSH_AT = 65536
_READ_AT_ONCE = 1 << 20
_BROKEN = 3
"""Exit code of a worker that could not even say what went wrong."""


class Crew:
    """Workers that take shares from a queue. `with` ends them all, however it is left."""

    def __init__(self, workers: int, shares: Sequence[Sequence[str]]) -> None:
        self._workers = workers
        self._shares = shares
        self._pids: dict[int, int] = {}
        self._queue = _filled_queue(len(shares))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.close(self._queue)
        for pipe, pid in self._pids.items():
            os.close(pipe)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def gather(
        self, measured: Measured, total: int, progress: Progress | None
    ) -> dict[Request, bytes]:
        """All results of all workers; raises the first problem that one of them met."""
        for _ in range(self._workers):
            self._start(measured)
        found: dict[Request, bytes] = {}
        with selectors.DefaultSelector() as selector:
            for pipe in self._pids:
                selector.register(pipe, selectors.EVENT_READ, _Frames())
            while selector.get_map():
                for key, _ in selector.select():
                    data = os.read(key.fd, _READ_AT_ONCE)
                    if data:
                        found.update(key.data.results(data))
                    else:
                        selector.unregister(key.fd)
                        self._end(key.fd, key.data.done)
                if progress:
                    progress(len(found), total)
        return found

    def _start(self, measured: Measured) -> None:
        receiver, sender = os.pipe()
        pid = os.fork()
        if pid == 0:
            # The child must never return into the caller's code, whatever happens.
            code = _BROKEN
            try:
                signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback of its own at Ctrl-C
                for pipe in (receiver, *self._pids):
                    os.close(pipe)
                code = _work(self._queue, self._shares, measured, sender)
            finally:
                os._exit(code)
        os.close(sender)
        self._pids[receiver] = pid

    def _end(self, pipe: int, done: bool) -> None:
        os.close(pipe)
        _, status = os.waitpid(self._pids.pop(pipe), 0)
        if done and status == 0:
            return
        code = os.waitstatus_to_exitcode(status)
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        raise MeasureError.one(
            "worker-crashed",
            f"a measuring process {how} before its work was done. "
            "Was memory short? Try again, or with `--jobs 1`.",
        )


class _Frames:
    """What came from one worker, put together to frames again."""

    def __init__(self) -> None:
        self.done = False
        self._rest = b""

    def results(self, data: bytes) -> Iterator[tuple[Request, bytes]]:
        data = self._rest + data
        at = 0
        while len(data) >= at + _HEAD.size:
            kind, *lengths = _HEAD.unpack_from(data, at)
            end = at + _HEAD.size + sum(lengths)
            if len(data) < end:
                break
            first = at + _HEAD.size
            second = first + lengths[0]
            third = second + lengths[1]
            at = end
            if kind == _RESULT:
                yield (
                    (data[first:second].decode(), data[second:third].decode()),
                    data[third:end],
                )
            elif kind == _PROBLEMS:
                raise MeasureError(Problem(*fields) for fields in json.loads(data[third:end]))
            else:
                self.done = kind == _DONE
        self._rest = data[at:]


def _filled_queue(shares: int) -> int:
    """A pipe that holds the index of every share: who reads two bytes has that share."""
    receiver, sender = os.pipe()
    indices = b"".join(map(_SHARE.pack, range(shares)))
    if len(indices) > _QUEUE_LIMIT:
        raise ValueError(f"{shares} shares are more than the queue holds")
    os.write(sender, indices)
    os.close(sender)
    return receiver


def _work(queue: int, shares: Sequence[Sequence[str]], measured: Measured, pipe: int) -> int:
    """The life of a worker; its exit code."""
    try:
        for oids in _taken(queue, shares):
            _send(
                pipe,
                (_frame(_RESULT, *request, facts) for request, facts in measured(oids)),
            )
        _send(pipe, (_frame(_DONE),))
    except ForeseenError as error:
        _send(pipe, (_problems(error),))
    except Exception as error:  # noqa: BLE001 - there is no caller to tell but the one at the pipe
        message = f"a measuring process failed: {type(error).__name__}: {error}."
        _send(pipe, (_problems(MeasureError.one("worker-crashed", message)),))
    return 0


def _problems(error: ForeseenError) -> bytes:
    fields = [(p.path, p.line, p.column, p.slug, p.message) for p in error.problems]
    return _frame(_PROBLEMS, data=json.dumps(fields).encode())


def _taken(queue: int, shares: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    while index := os.read(queue, _SHARE.size):
        yield shares[_SHARE.unpack(index)[0]]


def _frame(kind: int, oid: str = "", language: str = "", data: bytes = b"") -> bytes:
    key, name = oid.encode(), language.encode()
    return _HEAD.pack(kind, len(key), len(name), len(data)) + key + name + data


def _send(pipe: int, frames: Iterable[bytes]) -> None:
    buffer = bytearray()
    for frame in frames:
        buffer += frame
        if len(buffer) >= _FLUSH_AT:
            _write(pipe, buffer)
            buffer.clear()
    _write(pipe, buffer)


def _write(pipe: int, buffer: bytearray) -> None:
    view = memoryview(bytes(buffer))
    while view:
        view = view[os.write(pipe, view) :]
