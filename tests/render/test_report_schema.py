"""report.json and its JSON Schema."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.render.reports import finding, report
from variant_budget.domain import report as words
from variant_budget.render import json_report
from variant_budget.render.report_schema import report_schema
from variant_budget.render.visible import visible

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests/golden").glob("*/report.json"))
VALIDATOR = jsonschema.Draft202012Validator(report_schema())

LIMITS = words.LimitsRef(hard=5.0, soft=None, trend=0.5)
NOT_MEASURED = words.MetricRow(
    metric="test_case_count",
    owned=None,
    own=None,
    in_groups=None,
    common=None,
    share=None,
    limits=LIMITS,
    hard="not_judged",
    soft="not_judged",
    trend="not_judged",
    status="not_judged",
    blocking=False,
    exception=None,
    base=None,
    change=None,
    release=None,
    growth=None,
    cause=None,
    allowed=None,
    partial=False,
    reason="not measured yet",
)
PARTIAL = report(
    verdict="error",
    head=words.CommitRef(commit=None),
    base=words.CommitRef(commit="9b1c777", chosen_by="first parent"),
    release=words.CommitRef(commit="1", tag="v1.4.0", chosen_by="version"),
    budgets=(
        words.BudgetRow(
            budget="vehicle",
            dimension="vehicle",
            relative_to="product",
            variants=(
                words.VariantRow(
                    variant="truck",
                    status="not_judged",
                    presence="new",
                    inline=0,
                    undecided=0,
                    without=0,
                    coverage=None,
                    metrics=(NOT_MEASURED,),
                ),
            ),
            totals=(
                words.TotalRow(
                    metric="lines_of_code",
                    owned=1,
                    common=0,
                    share=None,
                    limit=None,
                    over=False,
                    blocking=False,
                ),
            ),
        ),
    ),
    ledger=words.LedgerTable(
        rows=(
            words.LedgerRow(
                owners={"vehicle": ("truck",)},
                line_class={"vehicle": "owned"},
                role="code",
                excluded_by=("vehicle",),
                counts={"lines_of_code": 622},
            ),
        ),
        files={"code": 1},
        totals={"lines_of_code": 622},
        dimensions={
            "vehicle": (
                words.DimensionRow(
                    line_class="owned", owner=("truck",), counts={"lines_of_code": 622}
                ),
            )
        },
    ),
    findings=(finding(), finding(path=None, line=None, end_line=None, budget=None, figures={})),
    notes=(words.Note(slug="lines-only", path="a.sql", line=None, message="by lines only"),),
    left_out={"findings": 3},
    errors=(words.ErrorRow(message="m", path=None, line=None, column=None, slug="blob-missing"),),
)
ERROR = words.ErrorReport(
    schema_version=1,
    verdict="error",
    errors=(words.ErrorRow(message="m", path="p.yml", line=1, column=2, slug="key-unknown"),),
)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_an_accepted_report_fits_the_schema(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8").replace('"@@ENGINE@@"', "1")))


@pytest.mark.parametrize("value", [report(), PARTIAL, ERROR], ids=["empty", "partial", "error"])
def test_a_report_fits_the_schema(value: object) -> None:
    VALIDATOR.validate(json.loads(json_report.render(value)))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())


def _broken() -> list[tuple[str, dict[str, Any]]]:
    document = json.loads(json_report.render(PARTIAL))
    row = document["budgets"][0]["variants"][0]["metrics"][0]
    return [
        ("an unknown key", document | {"extra": 1}),
        ("an unknown verdict", document | {"verdict": "maybe"}),
        ("another version", document | {"schema_version": 2}),
        ("a missing key", {key: document[key] for key in document if key != "ledger"}),
        ("a share as text", document | {"budgets": [{**row, "share": "5 %"}]}),
    ]


@pytest.mark.parametrize(("name", "document"), _broken())
def test_the_schema_refuses(name: str, document: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(document), name


def test_every_row_of_the_report_says_what_it_is() -> None:
    for kind in vars(words).values():
        if isinstance(kind, type) and issubclass(kind, tuple):
            assert kind.__doc__
            assert not kind.__doc__.startswith(f"{kind.__name__}(")
            assert vars(kind)["_fields"]


@pytest.mark.parametrize("text", ["\ud800", "a\udfff.py", "\udc7f\udcfc"])
def test_half_of_a_pair_is_written_out(text: str) -> None:
    shown = json.loads(json_report.render({text: text}))
    assert shown == {visible(text): visible(text)}
    assert visible(text).isascii()


def test_bytes_that_are_no_text_and_commands_of_a_runner_are_written_out() -> None:
    text = json_report.render(PARTIAL.policy) + json_report.document(
        json_report._plain(("latin-\udcfc.py", "##[error]boo", "#\u200b#[x"))
    )
    assert "latin-\\\\xfc.py" in text
    assert not re.search(r"#[^!-~]*#", text)
    assert '"\\u0023#[error]boo"' in text
