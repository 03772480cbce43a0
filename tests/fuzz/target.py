"""What is fuzzed: where inputs come from, how they are changed, and what reads them."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.fuzz import bytes_of
from tests.fuzz.line import ROOT, Line
from tests.fuzz.wrong import WrongError
from variant_budget.errors import Problem

SEEDS = Path(__file__).parent / "seeds"
_SLUGS = frozenset(
    re.findall(r"^### (.+)$", (ROOT / "docs/messages.md").read_text("utf-8"), re.MULTILINE)
)

Step = Callable[[bytes], str]
Whole = Callable[[bytes, Line], str]


class Target(NamedTuple):
    """`step` and `whole` say in a word what became of an input, and raise WrongError.

    `change` keeps the syntax of an input; `words` are those that mean something in it.
    """

    name: str
    seeds: tuple[bytes, ...]
    change: Callable[[bytes, Random, Sequence[str]], bytes]
    words: tuple[str, ...]
    step: Step
    whole: Whole

    def drawn(self, rng: Random, corpus: Sequence[bytes]) -> bytes:
        """An input made of one of the corpus."""
        data = rng.choice(corpus)
        if rng.random() < 0.7:
            # Nested beyond what the writer of the syntax takes, or half of a pair.
            with suppress(RecursionError, UnicodeEncodeError):
                data = self.change(data, rng, self.words)
        for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
            data = bytes_of.changed(data, rng, corpus)
        return data[: bytes_of.LARGEST]


def seeds_of(kind: str, *more: bytes) -> tuple[bytes, ...]:
    """The files in a folder of seeds, and more."""
    files = sorted(each for each in (SEEDS / kind).iterdir() if each.is_file())
    return (*(each.read_bytes() for each in files), *more)


def words_in(seeds: Iterable[bytes], *more: str) -> tuple[str, ...]:
    """The words that stand in the seeds, and more."""
    found = {word for seed in seeds for word in re.findall(r"[A-Za-z_]\w*", seed.decode())}
    return (*sorted(found | set(more)),)


def refused(problems: Sequence[Problem], data: bytes) -> str:
    """The slugs of problems, each of which must be documented, say something, and stand in the file."""
    if not problems:
        raise WrongError("refused without a problem")
    lines = len(re.split(rb"\r\n|\r|\n", data))
    for problem in problems:
        if problem.slug not in _SLUGS:
            raise WrongError(f"the message {problem.slug} is not documented")
        if not problem.message.strip() or problem.line > lines + 1:
            raise WrongError(f"a problem that says nothing, or nowhere: {problem}")
    return "refused " + " ".join(sorted({problem.slug for problem in problems}))
