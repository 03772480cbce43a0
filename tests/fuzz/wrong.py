"""What an input may do that it must not: crash, hang, take too much memory, end wrongly."""

import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple, NoReturn

MOST_MEMORY = 200 * 1024
"""KiB that one input may add to the most that this process ever held."""
STEP, WHOLE = 2.0, 15.0
"""Seconds of processor time that one input may take: in the step that reads it, in a whole check."""
_PATIENCE = 8
"""Times as many seconds of the clock, for what only waits."""
_SOURCE = "variant_budget"


class WrongError(AssertionError):
    """An answer that must not be given; the message says which."""


class HangError(BaseException):
    """No answer in time. No `except Exception` of the product may take it for its own."""


class Finding(NamedTuple):
    """`kind` and `key` are equal for what is most likely the same fault."""

    kind: str
    key: str
    detail: str


def finding(act: Callable[[], str], seconds: float) -> tuple[str, Finding | None]:
    """The outcome in a word, and what was wrong with it."""
    before = _most_memory()
    try:
        with _within(seconds):
            outcome = act()
    except HangError as error:
        return "hang", Finding("hang", _where(error), f"no answer in {seconds} s")
    except WrongError as error:
        return "wrong", Finding("wrong", str(error)[:60], str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        told = "".join(traceback.format_exception(error))
        return "crash", Finding("crash", f"{type(error).__name__} {_where(error)}", told)
    grown = _most_memory() - before
    if grown > MOST_MEMORY:
        return "memory", Finding("memory", "memory", f"it took {grown:,} KiB more than ever before")
    return outcome, None


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """HangError after so much processor time of this process, or eight times as long by the clock."""

    def late(_: int, __: FrameType | None) -> NoReturn:
        raise HangError

    before = [signal.signal(each, late) for each in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in zip((signal.SIGPROF, signal.SIGALRM), before, strict=True):
            signal.signal(each, handler)


def _where(error: BaseException) -> str:
    """The innermost line of the product that was under way."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if _SOURCE in Path(each.filename).parts]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "outside"


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
