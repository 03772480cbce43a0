"""Texts of durations, as reports write them -> whole nanoseconds.

A comma is a decimal mark in some reports and parts thousands in others. What it is, the file's
other times tell: `1,234.5` parts thousands; `0,16`, and any number of digits behind it but three,
is decimal. Where they tell nothing, or both, a time such as `1,234` is unknown.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from variant_budget.domain.evidence import NANOSECONDS

MOST = 10 * 366 * 24 * 3600 * NANOSECONDS
"""Ten years: what is longer was not measured."""

_PLAIN = re.compile(
    r"\+?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?", re.ASCII
)
_COMMA = re.compile(r"\+?[0-9]{1,30}(?:,[0-9]{1,30})+(?:\.[0-9]{0,30})?", re.ASCII)
_THOUSANDS = re.compile(r"\+?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?", re.ASCII)
_CLOCK = re.compile(r"(?:([0-9]{1,6}):)?([0-9]{1,2}):([0-9]{1,2}(?:\.[0-9]{0,15})?)", re.ASCII)
_PART = re.compile(r"([0-9]{1,30}(?:\.[0-9]{0,30})?)\s*(ns|us|µs|μs|ms|s|sec|m|min|h)(?![a-z])\s*")
_UNITS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": NANOSECONDS,
    "sec": NANOSECONDS,
    "m": 60 * NANOSECONDS,
    "min": 60 * NANOSECONDS,
    "h": 3600 * NANOSECONDS,
}
LONGEST = 60


class Comma(StrEnum):
    """What commas in the times of one file are."""

    UNSEEN = "unseen"
    DECIMAL = "decimal"
    THOUSANDS = "thousands"
    UNCLEAR = "unclear"


def comma_of(texts: Iterable[str]) -> Comma:
    """What the times of one file, those with a comma in them, say of commas."""
    seen = {found for text in texts if (found := _told(text.strip())) is not Comma.UNSEEN}
    certain = seen - {Comma.UNCLEAR}
    if len(certain) == 1:
        return certain.pop()
    return Comma.UNCLEAR if seen else Comma.UNSEEN


def _told(text: str) -> Comma:
    if not _COMMA.fullmatch(text[:LONGEST]):
        return Comma.UNSEEN
    if "." in text or text.count(",") > 1:
        return Comma.THOUSANDS
    whole, _, rest = text.lstrip("+").partition(",")
    return Comma.DECIMAL if len(rest) != 3 or whole.strip("0") == "" else Comma.UNCLEAR


def plain_time(text: str) -> int | None:
    """A time in seconds with a point; None for any other text."""
    text = text.strip()
    if not _PLAIN.fullmatch(text):
        return None
    return _bounded(Decimal(text) * NANOSECONDS)


def odd_time(text: str, comma: Comma) -> int | None:
    """A time with a comma, a unit or as a clock shows it; None for what is none of them."""
    text = text.strip()[: LONGEST + 1]
    if len(text) > LONGEST:
        return None
    if _COMMA.fullmatch(text):
        return _with_comma(text, comma)
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = clock.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + Decimal(seconds)
        return _bounded(whole * NANOSECONDS)
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text):
        return None
    return _bounded(sum((Decimal(number) * _UNITS[unit] for number, unit in parts), Decimal(0)))


def _with_comma(text: str, comma: Comma) -> int | None:
    if comma is Comma.DECIMAL and text.count(",") == 1 and "." not in text:
        return plain_time(text.replace(",", "."))
    if comma is Comma.THOUSANDS and _THOUSANDS.fullmatch(text):
        return plain_time(text.replace(",", ""))
    return None


def _bounded(time: Decimal) -> int | None:
    return round(time) if time <= MOST else None
