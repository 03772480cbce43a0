"""Breaches on purpose: to each variant, as many lines as take it over its hard limit by one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bench.timing.borrowed import Borrowed
from variant_budget.domain.metrics import Role

METRIC = "lines_of_code"
Variant = tuple[str, str]
"""A dimension and the name of a variant in it."""


class Plant(NamedTuple):
    """Lines of code that are added at the end of a file."""

    path: str
    lines: int


def owners(report: Mapping[str, Any]) -> set[Variant]:
    """All that own code."""
    return {
        (dimension, variant)
        for row in report["ledger"]["rows"]
        if row["role"] == Role.CODE
        for dimension, names in row["owners"].items()
        for variant in names
    }


def home(told: Mapping[str, Any]) -> tuple[Variant, str] | None:
    """From what `explain` tells of a file: the variant whose code it is from its first line to its
    last, and nobody else's; None where there is none, or where a budget leaves the file out."""
    if told["role"] != Role.CODE or told["excluded_by"] or len(told["spans"]) != 1:
        return None
    found = [(dim, names) for dim, names in told["spans"][0]["owners"].items() if names]
    if len(found) != 1 or len(found[0][1]) != 1:
        return None
    dimension, (name,) = found[0]
    return (dimension, name), told["path"]


def plants(report: Mapping[str, Any], homes: Mapping[Variant, str]) -> Iterator[Plant]:
    """For every variant with a hard limit and a file of its own. One that is over gets a line more."""
    for variant, row in _rows(report):
        if variant in homes and row["limits"]["hard"] is not None:
            yield Plant(homes[variant], max(1, row["allowed"] - row["owned"] + 1))


def blocked(report: Mapping[str, Any]) -> set[Variant]:
    """The variants whose lines of code make the check fail."""
    return {
        variant
        for variant, row in _rows(report)
        if row["hard"] == "breach" and row["blocking"] and report["verdict"] == "fail"
    }


def _rows(report: Mapping[str, Any]) -> Iterator[tuple[Variant, Mapping[str, Any]]]:
    for budget in report["budgets"]:
        for variant in budget["variants"]:
            for row in variant["metrics"]:
                if row["metric"] == METRIC:
                    yield (budget["dimension"], variant["variant"]), row


def planted(borrowed: Borrowed, commit: str, wanted: Iterator[Plant]) -> str:
    """A commit on `commit` with all of them."""
    blobs = {blob.path.decode(): blob for blob in borrowed.files(commit)}
    found = list(wanted)
    before = borrowed.contents([blobs[plant.path] for plant in found])
    return borrowed.changed(
        commit,
        {plant.path.encode(): _grown(plant, before[plant.path.encode()]) for plant in found},
    )


def _grown(plant: Plant, before: bytes) -> bytes:
    line = b"planted = 1\n" if Path(plant.path).suffix == ".py" else b"int planted;\n"
    return before + (b"" if before.endswith(b"\n") else b"\n") + line * plant.lines
