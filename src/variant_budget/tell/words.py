"""The words for metrics, owners and limits in sentences."""

from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Owner
from variant_budget.domain.metrics import METRIC_BY_NAME
from variant_budget.tell.numbers import count, signed

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


def units(metric: str, number: int) -> str:
    """A number of units: 1 line, 136 lines."""
    return f"{count(number)} {unit_word(metric, number)}"


def unit_word(metric: str, number: int) -> str:
    """The word for that many units: line, lines."""
    known = METRIC_BY_NAME.get(metric)
    one, several = (known.unit, known.units) if known else ("unit", "units")
    return one if abs(number) == 1 else several


def whole(figures: Figures) -> str:
    """What the share is divided by."""
    return "of common code" if figures.relative_to_common else "of its product"


def verb(metric: str) -> str:
    """is or are."""
    return "are" if noun(metric).endswith("s") else "is"


def movement(variant: str, head: Figures, base: Figures, metric: str) -> str:
    """Numerator and denominator of a change apart: "+62 lines in truck, common code unchanged"."""
    own = head.owned - base.owned
    common = head.common - base.common
    mine = f"{signed(own)} {unit_word(metric, own)} in {variant}" if own else f"{variant} unchanged"
    shared = f"{signed(common)} {unit_word(metric, common)} in common code"
    rest = shared if common else "common code unchanged"
    return f"{mine}, {rest}"


def owner_name(owner: Owner, line_class: str = "owned") -> str:
    """An owner in a table: a variant, a group of them, shared, unattributed, or a copy of shared."""
    if line_class != "owned":
        return line_class
    return " + ".join(owner) if owner else "shared"


def shown_path(path: str) -> str:
    """A path for the report. A policy from disk may have a path of the machine, which differs from
    one to the other and is nobody's business: then its name is enough.
    """
    rooted = path.startswith("/") or path[1:3] in (":/", ":\\")
    return path.replace("\\", "/").rpartition("/")[2] if rooted else path
