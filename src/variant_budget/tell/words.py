"""The words for metrics, owners and limits in sentences."""

from fractions import Fraction

from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Owner
from variant_budget.domain.metrics import METRIC_BY_NAME, Role
from variant_budget.tell.numbers import SPACE, count, decimal_text, signed

LONGEST_NAME = 300
NOUNS = {
    "lines_of_code": "code",
    "cyclomatic_complexity": "complexity",
    "function_count": "functions",
    "class_count": "classes",
}


def noun(metric: str) -> str:
    """What a share is a share of: "truck code", "truck functions"."""
    known = METRIC_BY_NAME.get(metric)
    return NOUNS.get(metric) or (known.title if known else metric)


def title(metric: str) -> str:
    """The name of a metric in a table."""
    known = METRIC_BY_NAME.get(metric)
    return known.title if known else metric


def plural(number: int, one: str, several: str) -> str:
    """A number with its noun: 1 test, 2 tests."""
    return f"{count(number)} {one if number == 1 else several}"


def units(metric: str, number: int) -> str:
    """A number of units: 1 line, 136 lines, 12.5 s."""
    measured = amount(metric, number)
    return f"{measured} {unit_word(metric, number)}" if is_counted(metric) else measured


def amount(metric: str, number: int) -> str:
    """A number in a table: 1 024, 12.5 s, 3.1 MB; a cost in the policy's currency: 0.42."""
    if is_counted(metric):
        return count(number)
    if metric == "test_execution_time":
        return f"{_rounded(number, 1000, 1 if abs(number) >= 10_000 else 3)}{SPACE}s"
    if metric == "infrastructure_cost":
        return _rounded(number, 1_000_000, 2 if abs(number) >= 1_000_000 else 4)
    for size, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if abs(number) >= size:
            return f"{_rounded(number, size, 1)}{SPACE}{unit}"
    return f"{count(number)}{SPACE}bytes"


def _rounded(number: int, unit: int, decimals: int) -> str:
    scale = 10**decimals
    return decimal_text(Fraction(round(Fraction(number * scale, unit)), scale), decimals)


def signed_units(metric: str, number: int) -> str:
    """A change: +62 lines, +1.5 s."""
    if is_counted(metric):
        return f"{signed(number)} {unit_word(metric, number)}"
    return f"{'+' if number > 0 else ''}{amount(metric, number)}"


def is_counted(metric: str) -> bool:
    """Whether it counts things, not time, bytes or money."""
    known = METRIC_BY_NAME.get(metric)
    return known is None or known.counted


def share_of(part: int, whole: int) -> Fraction:
    """In percent; the whole is not 0."""
    return Fraction(part * 100, whole)


def unit_word(metric: str, number: int) -> str:
    """The word for that many units: line, lines."""
    known = METRIC_BY_NAME.get(metric)
    one, several = (known.unit, known.units) if known else ("unit", "units")
    return one if abs(number) == 1 else several


def is_of_tests(metric: str) -> bool:
    """Whether it measures tests."""
    known = METRIC_BY_NAME.get(metric)
    return known is not None and known.role in (Role.TEST, Role.TEST_DATA)


def common_part(metric: str) -> str:
    """What belongs to no variant, of the kind that a metric counts."""
    return "common tests" if is_of_tests(metric) else "common code"


def whole(figures: Figures) -> str:
    """What the share is divided by."""
    return "of what is common" if figures.relative_to_common else "of its product"


def verb(metric: str) -> str:
    """is or are."""
    return "are" if noun(metric).endswith("s") else "is"


def part_of(variant: str, metric: str, number: int) -> str:
    """So much of what a variant has: 3 lines of truck code, 3 of truck's functions."""
    if is_counted(metric) and verb(metric) == "are":
        return f"{count(number)} of {variant}'s {noun(metric)}"
    return f"{units(metric, number)} of {variant} {noun(metric)}"


def movement(variant: str, head: Figures, base: Figures, metric: str) -> str:
    """Numerator and denominator of a change apart: "+62 lines in truck, common code unchanged"."""
    own = head.owned - base.owned
    common = head.common - base.common
    what = common_part(metric)
    mine = f"{signed_units(metric, own)} in {variant}" if own else f"{variant} unchanged"
    shared = f"{signed_units(metric, common)} in {what}"
    rest = shared if common else f"{what} unchanged"
    return f"{mine}, {rest}"


def owner_name(owner: Owner, line_class: str = "owned") -> str:
    """An owner in a table: a variant, a group of them, shared, unattributed, or a copy of shared."""
    if line_class != "owned":
        return line_class
    return " + ".join(owner) if owner else "shared"


def short(text: str, most: int = LONGEST_NAME) -> str:
    """A name that a report gives, both of its ends where it is longer than so many characters.

    Whoever wrote the report, what it holds does not fill what is told of it.
    """
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[1 - half :]}"


def shown_path(path: str) -> str:
    """A path for the report. A policy from disk may have a path of the machine, which differs from
    one to the other and is nobody's business: then its name is enough.
    """
    rooted = path.startswith("/") or path[1:3] in (":/", ":\\")
    return path.replace("\\", "/").rpartition("/")[2] if rooted else path
