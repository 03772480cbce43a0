"""Summaries to render: a plausible one, and the same with some of its parts replaced."""

from typing import Any

from variant_budget.domain.function import FunctionLine
from variant_budget.domain.summary import (
    Advice,
    BudgetLine,
    ExceptionLine,
    InsideLine,
    MetricLine,
    MetricTable,
    MoverLine,
    ReleaseLine,
    Remark,
    Span,
    Summary,
)


def budget_line(variant: str, **changes: Any) -> BudgetLine:
    """A variant within its budget."""
    line = BudgetLine(
        mark="ok",
        budget="vehicle",
        variant=variant,
        metric="",
        share="2.02 %",
        remark="",
        bar="████░░░░░░",
        of_limit="40 %",
        change="+0.01",
        growth="+0.20",
        headroom="320 lines",
    )
    return line._replace(**changes)


def summary(**changes: Any) -> Summary:
    """One variant over budget and one within."""
    over = budget_line(
        "truck", mark="block", share="6.21 %", of_limit="124 %", headroom="−136 lines"
    )
    return Summary(
        outcome="fail",
        headline="Over budget: truck code is 6.21 % of its product, limit 5 %",
        lead=(
            (
                Span("This change moved it ("),
                Span("+62 lines in truck", strong=True),
                Span(")."),
            ),
        ),
        preview=(),
        change_label="This change",
        release_label="Since v1.4.0",
        rows=(over, budget_line("van")),
        table_note="Worst metric of each variant.",
        more="",
        folded=(),
        left_out=0,
        movers=(_mover("src/vehicles/truck/retarder.py"),),
        movers_more="",
        advice=(
            Advice(title="Ask the board.", text=(Span("Fill it in."),), code="  - id: TODO\n"),
        ),
        functions=(),
        exceptions=(),
        tables=(),
        proposal=(),
        remarks=(),
        remarks_more="",
        transfers=(),
        released=(),
        released_more="",
        inside=(),
        inside_places=(),
        inside_more="",
        unmeasured=(),
        evidence=(),
        tests=(),
        tests_more="",
        coverage=(),
        coverage_more="",
        measured=((Span("head "), Span("4f2a91c", code=True)),),
        notes=(),
        notes_more="",
    )._replace(**changes)


def _mover(path: str, owner: str = "truck") -> MoverLine:
    return MoverLine(
        units="+41 lines", owner=owner, path=path, remark="new", why="src/vehicles/{variant}/"
    )


def hostile(text: str) -> Summary:
    """A summary that has the same foreign text in every place where one can come in."""
    line = budget_line(text, budget=text, remark=text, mark="warn")
    metric = MetricLine(
        mark="warn",
        metric="functions",
        owned="1",
        common="2",
        share="33.34 %",
        base="0.00 %",
        release="0.00 %",
        limits="3 / 5 / 0.5",
        remark=text,
    )
    return summary(
        headline=f"Over budget: {text} code is 6.21 %",
        lead=((Span(text), Span(text, strong=True), Span(text, code=True)),),
        preview=(text,),
        release_label=f"Since {text}",
        rows=(line,),
        folded=(line,),
        more=text,
        movers=(_mover(text, text),),
        advice=(
            Advice(title=text, text=(Span(text), Span(text, code=True)), code="  - id: TODO\n"),
        ),
        functions=(
            FunctionLine(
                variant=text, name=text, place=f"{text}:3", last=40, complexity="30", grade="D"
            ),
        ),
        exceptions=(
            ExceptionLine(
                id=text,
                budget=text,
                ceiling="6 %",
                until="2026-12-31",
                approved_by=text,
                reason=text,
                state="36 days left, used",
                owned=text,
                plan=text,
            ),
        ),
        tables=(MetricTable(budget=text, variant=text, lines=(metric,)),),
        proposal=(text, text),
        remarks=(Remark(level="warning", rule="new-variant", place=text, message=text),),
        transfers=(_mover(text, f"shared → {text}"),),
        released=(
            ReleaseLine(
                dimension=text, variant=text, lines="+3", files=(text, text), more="and 1 more"
            ),
        ),
        released_more=text,
        inside=(InsideLine(text, text, "41", "3 (7.32 %)", "–", "–", "–"),),
        inside_places=(
            (Span(text, code=True), Span(f": 3 lines may be of {text}: "), Span(text, code=True)),
        ),
        measured=((Span(text), Span(text, code=True)),),
        notes=(text,),
    )
