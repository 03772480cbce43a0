"""What all readers share while one file is read: its path, the problems so far, the bounds."""

from collections.abc import Callable, Iterable

from variant_budget.domain.location import Location
from variant_budget.errors import PolicyError, Problem
from variant_budget.policy_file import nodes

MOST_PROBLEMS = 100
MOST_PATTERNS = 2_000
_MOST_NAMES = 1_000
_MOST_OPTIONS = 150
_FEW_OPTIONS = 12
_MOST_EXTRA = 6
_LONGEST_SHOWN = 60


class Reading:
    """Collects the problems of one file; stops the reading after `MOST_PROBLEMS` of them.

    A fork's proposed policy is read too, and every problem costs a search for what was meant.
    """

    __slots__ = ("_problems", "home_of", "path", "patterns")

    def __init__(self, path: str, home_of: Callable[[str], str] | None = None) -> None:
        self.path = path
        self.patterns = 0
        self.home_of = home_of or (lambda _: "")
        self._problems: list[Problem] = []

    def problem(self, slug: str, location: Location, message: str) -> None:
        """Note one problem."""
        self._problems.append(Problem(self.path, location.line, location.column, slug, message))
        if len(self._problems) >= MOST_PROBLEMS:
            message = f"more than {MOST_PROBLEMS} problems; here are the first {MOST_PROBLEMS}"
            self._problems.append(Problem(self.path, 0, 0, "too-many-problems", message))
            self.finish()

    def finish(self) -> None:
        """Raise all problems at once, where there are any."""
        if self._problems:
            raise PolicyError(self._problems)

    def finish_with(self, slug: str) -> None:
        """Raise the problems of one kind alone, where there are any."""
        if found := [problem for problem in self._problems if problem.slug == slug]:
            raise PolicyError(found)

    def count_pattern(self, location: Location) -> None:
        """Count one more pattern against the bound of a policy."""
        self.patterns += 1
        if self.patterns == MOST_PATTERNS + 1:
            self.problem(
                "too-many-patterns",
                location,
                f"more than {MOST_PATTERNS:,} patterns; name folders rather than files",
            )


def shown(text: str) -> str:
    """Foreign text in quotes: on one line, nothing invisible, at most 60 characters."""
    clipped = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return '"' + "".join(map(_visible, clipped)) + '"'


def _visible(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    return "\\n" if character == "\n" else f"\\u{ord(character):04x}"


def closest(word: str, options: Iterable[str], cutoff: float = 0.6) -> str:
    """The option that was most likely meant, "" where none is close."""
    from difflib import get_close_matches  # here: a right policy does not need it

    short = _fold(word[:_LONGEST_SHOWN])
    names = set(options)
    if len(names) > _MOST_NAMES:
        return ""
    near = {name for name in names if abs(len(name) - len(short)) <= _MOST_EXTRA}
    by_start = sorted(near, key=lambda name: (_fold(name[:1]) != short[:1], name))
    by_fold = {_fold(name): name for name in by_start[:_MOST_OPTIONS]}
    close = get_close_matches(short, by_fold, n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else ""


def meant(word: str, options: Iterable[str], known: str = "", cutoff: float = 0.6) -> str:
    """`; did you mean "x"?`, else (`known` given) the options where they are few, else nothing."""
    names = set(options)
    if close := closest(word, names, cutoff):
        return f"; did you mean {shown(close)}?"
    if known and 0 < len(names) <= _FEW_OPTIONS:
        return f"; {known}: {', '.join(name[:_LONGEST_SHOWN] for name in sorted(names))}"
    return ""


def _fold(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")


def _kind_of(node: nodes.Node) -> str:
    """A node in words, for "… is a list"."""
    if isinstance(node, nodes.Sequence):
        return "a list"
    if isinstance(node, nodes.Mapping):
        return "a mapping"
    if isinstance(node, nodes.Scalar):
        return "empty" if node.is_null else shown(node.text)
    return "not readable"


def wrong_type(node: nodes.Node, what: str, wanted: str, reading: Reading) -> None:
    """Note that a value is of the wrong kind, unless it was complained about already."""
    if not isinstance(node, nodes.Broken):
        message = f"{what} is {_kind_of(node)}; {wanted}"
        reading.problem("wrong-type", node.location, message)


NAME_FIX = "use letters, digits, and _ . - after the first"


def bad_name(
    text: str, location: Location, what: str, reading: Reading, fix: str = NAME_FIX
) -> None:
    """Note that a text cannot be a name."""
    message = f"{shown(text)} cannot be the {what}'s name; {fix}"
    reading.problem("bad-name", location, message)
