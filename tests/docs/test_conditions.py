"""The table of conditions in docs/metrics.md says what the program does."""

import re

import pytest

from tests.docs.blocks import ROOT
from tests.drawn import policy_of
from variant_budget.attribute.unknowns import Doubts
from variant_budget.attribute.worlds import Worlds
from variant_budget.domain.regions import TRUE, Branch
from variant_budget.measure.conditions import condition
from variant_budget.measure.grammar import C_PREPROCESSOR
from variant_budget.measure.lexicon import Lexicon

WORLDS = Worlds(
    policy_of("""
version: 1
dimensions:
  vehicle: {variants: {truck: {symbols: [A]}, bus: {symbols: [B]}, van: {paths: ["van/"]}}}
vehicle_budget: {hard_limit: 5}
""").dimensions[0]
)
TABLE = re.search(
    r"<!-- worlds:.*?\n\n(?:.*\n){2}((?:\|.*\n)+)", (ROOT / "docs/metrics.md").read_text("utf-8")
)
ROWS = [line.strip("| \n").split(" | ") for line in TABLE[1].splitlines()] if TABLE else []


def test_the_table_is_found() -> None:
    assert len(ROWS) > 10


@pytest.mark.parametrize(("chain", "told"), ROWS)
def test_a_row_of_the_table_holds(chain: str, told: str) -> None:
    assert owner_of(re.findall("`([^`]+)`", chain.replace("\\|", "|"))) == told


def owner_of(texts: list[str]) -> str:
    """Whose the last branch of a chain of the preprocessor is, as the page says it."""
    lexicon = Lexicon(["A", "B"])
    chain = [
        Branch(
            at + 1,
            text,
            TRUE if text == "else" else condition(text, C_PREPROCESSOR, lexicon),
            parent=-1,
            previous=at - 1,
        )
        for at, text in enumerate(texts)
    ]
    truth = WORLDS.held(chain)[-1].truth
    fate, unsure = WORLDS.fate(truth)
    doubtful = Doubts(WORLDS, chain).could_be([len(chain) - 1], truth) if unsure else ()
    return (", ".join(fate.owner) or "shared") + "".join(f", undecided: {v}" for v in doubtful)
