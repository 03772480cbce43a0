"""The soak itself: edit, commit, ask twice, compare."""

import difflib
import json
import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.soak import command, edits
from bench.soak.command import Told
from bench.soak.history import History
from bench.soak.questions import question
from bench.soak.tree import Tree

EDITS_PER_COMMIT = 9
APART_EVERY = 50
AGAIN_EVERY = 4
KEPT_TREES = 40


class DifferentError(Exception):
    """A check with the cache said something else than one without."""


@dataclass(slots=True)
class Tally:
    """What a soak did."""

    edits: int = 0
    commits: int = 0
    comparisons: int = 0
    again: int = 0
    apart: int = 0
    proposals: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)


class Soak:
    """Everything that happens follows from the seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.tally = Tally()
        self._folder = folder
        self._random = Random(seed)
        self._past: list[Tree] = []

    def run(self, number: int, told: Callable[[Tally], None] = lambda _: None) -> Tally:
        """At least so many edits; raises DifferentError at the first difference."""
        tree = edits.start(self._random)
        with History(self._folder / "line.git") as history:
            history.commit(tree)
            while self.tally.edits < number:
                self._edit(tree, min(number - self.tally.edits, EDITS_PER_COMMIT))
                history.commit(tree)
                self.tally.commits += 1
                self._compare(history)
                told(self.tally)
        history.fsck()
        return self.tally

    def _edit(self, tree: Tree, most: int) -> None:
        for _ in range(self._random.randint(1, most)):
            self.tally.kinds[edits.edit(self._random, tree, self._past)] += 1
            self.tally.edits += 1
        if len(self._past) < KEPT_TREES:
            self._past.append(Tree(tree.files))
        else:
            self._past[self._random.randrange(KEPT_TREES)] = Tree(tree.files)

    def _compare(self, history: History) -> None:
        asked = question(self._random, self._folder, history.commits)
        tally = self.tally
        tally.comparisons += 1
        ask = command.apart if tally.comparisons % APART_EVERY == 0 else command.here
        tally.apart += ask is command.apart
        tally.proposals += bool(asked.event)
        kept = (*asked.arguments, "--cache", str(self._folder / "cache"))
        cached = ask(kept, asked.event)
        plain = ask((*asked.arguments, "--no-cache"), asked.event)
        self._same(kept, cached, plain)
        if tally.comparisons % AGAIN_EVERY == 0:
            # Now everything about these commits is in the cache.
            tally.again += 1
            self._same(kept, ask(kept, asked.event), plain)
        tally.verdicts[json.loads(plain.out)["verdict"]] += 1

    def _same(self, arguments: Sequence[str], cached: Told, plain: Told) -> None:
        if cached == plain:
            return
        difference = difflib.unified_diff(
            _lines(plain), _lines(cached), "without a cache", "with it", lineterm=""
        )
        raise DifferentError(
            f"after {self.tally.edits} edits and {self.tally.comparisons} comparisons, exit codes "
            f"{plain.exit_code} and {cached.exit_code}:\nvariant-budget {shlex.join(arguments)}\n"
            + "\n".join(list(difference)[:60])
        )


def _lines(told: Told) -> list[str]:
    return (told.out + told.err).decode(errors="replace").splitlines()
