"""Every failure that is foreseen, with its slug and exit code; anything else is our bug.

Exit codes (docs/design.md, verdict): 0 within budget, 1 over budget, 2 policy or usage error,
3 could not measure, 130 interrupted.
"""

from collections.abc import Iterable
from typing import NamedTuple, Self

EXIT_WITHIN_BUDGET = 0
EXIT_OVER_BUDGET = 1
EXIT_POLICY_OR_USAGE = 2
EXIT_NOT_MEASURED = 3
EXIT_INTERRUPTED = 130


class Problem(NamedTuple):
    """One thing that is wrong: what, where and the next step, in the reader's terms.

    `path` is as git gives it ("" where no file is meant); `line` and `column` count from 1,
    0 means "the file as a whole". `slug` is the heading in docs/messages.md that explains it.
    """

    path: str
    line: int
    column: int
    slug: str
    message: str

    @property
    def place(self) -> str:
        """path:line:column, as much of it as is known."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.path else self.message


class ForeseenError(Exception):
    """A failure the product knows: carries every problem found, sorted, and an exit code."""

    exit_code = EXIT_NOT_MEASURED

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def one(cls, slug: str, message: str, path: str = "", line: int = 0, column: int = 0) -> Self:
        """The error for a single problem."""
        return cls((Problem(path=path, line=line, column=column, slug=slug, message=message),))


class PolicyError(ForeseenError):
    """The policy or its exceptions cannot be used: syntax, keys, values, overlapping patterns."""

    exit_code = EXIT_POLICY_OR_USAGE


class UsageError(ForeseenError):
    """Flags, inputs or the event ask for something that cannot be done."""

    exit_code = EXIT_POLICY_OR_USAGE


class MeasureError(ForeseenError):
    """A commit, file or report could not be read, so no figure can be trusted."""

    exit_code = EXIT_NOT_MEASURED


class ServiceError(ForeseenError):
    """GitHub did not do what was asked of it. Told, and never a reason for another verdict."""
