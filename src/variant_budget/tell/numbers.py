"""Exact figures -> figures to read, always rounded against the author, that is: up."""

from fractions import Fraction

REPORT_DECIMALS = 4
"""Limits have at most four decimals, so a share rounded up to four is over its limit exactly where
the true share is."""

SHOWN_DECIMALS = 2
MOST_DECIMALS = 12
MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"


def rounded_up(value: Fraction, decimals: int) -> Fraction:
    """The least multiple of 10^-decimals that is not below the value."""
    scale = 10**decimals
    return Fraction(-((-value.numerator * scale) // value.denominator), scale)


def report_number(value: Fraction | None) -> float | None:
    """A share, change or growth for report.json: four decimals, rounded up."""
    return None if value is None else float(rounded_up(value, REPORT_DECIMALS))


def limit_number(value: Fraction | None) -> float | None:
    """A limit for report.json; the policy allows at most four decimals, so this is exact."""
    return None if value is None else float(value)


def decimal_text(value: Fraction, decimals: int) -> str:
    """A decimal with a minus sign that is one, not a hyphen."""
    digits = f"{abs(value.numerator * 10**decimals // value.denominator):0{decimals + 1}d}"
    whole = f"{int(digits[:-decimals] or 0):,}".replace(",", SPACE) if decimals else digits
    sign = MINUS if value < 0 else ""
    return f"{sign}{whole}.{digits[-decimals:]}" if decimals else sign + whole


def percent_down(share: Fraction) -> str:
    """A share of which more is better, such as coverage: two decimals, rounded down."""
    down = -rounded_up(-share, SHOWN_DECIMALS)
    return f"{decimal_text(down, SHOWN_DECIMALS)}{SPACE}%"


def percent(share: Fraction, *limits: Fraction | None) -> str:
    """A share with as many decimals, two at least, as tell it from each of the limits."""

    def tells(decimals: int) -> bool:
        shown = rounded_up(share, decimals)
        bounds = [limit for limit in limits if limit is not None]
        return all((shown > b, shown < b) == (share > b, share < b) for b in bounds)

    enough = filter(tells, range(SHOWN_DECIMALS, MOST_DECIMALS))
    decimals = next(enough, MOST_DECIMALS)
    return f"{decimal_text(rounded_up(share, decimals), decimals)}{SPACE}%"


def limit_text(value: Fraction) -> str:
    """A limit as short as it was written: 5, 0.5."""
    text = decimal_text(value, REPORT_DECIMALS)
    return text.rstrip("0").rstrip(".")


def points(value: Fraction | None) -> str:
    """A change in points with its sign: +0.55, -0.10 with a real minus, ±0 for none at all; "–" where unknown."""
    if value is None:
        return "\N{EN DASH}"
    if value == 0:
        return "±0"
    shown = rounded_up(value, SHOWN_DECIMALS)
    if shown == 0:
        return "±0.00"
    return ("+" if shown > 0 else "") + decimal_text(shown, SHOWN_DECIMALS)


def count(number: int) -> str:
    """A count with its thousands apart."""
    return (MINUS if number < 0 else "") + f"{abs(number):,}".replace(",", SPACE)


def signed(number: int) -> str:
    """A change of a count: +62, ±0, or a real minus."""
    return "±0" if number == 0 else ("+" if number > 0 else "") + count(number)


def bar(of_limit: Fraction, width: int = 10) -> str:
    """A share of the hard limit as blocks; only a full limit fills the bar."""
    filled = min(width, int(of_limit * width))
    return "\N{FULL BLOCK}" * filled + "\N{LIGHT SHADE}" * (width - filled)
