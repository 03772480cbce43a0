"""Reading back what a run wrote: the same values come again, and nothing else comes at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.summaries import hostile, summary
from variant_budget.adapters.templates import templates
from variant_budget.domain.posts import CommentDraft
from variant_budget.domain.summary import Span
from variant_budget.errors import MeasureError
from variant_budget.readback import read_back
from variant_budget.render.json_report import render
from variant_budget.render.markdown import render_comment

DRAFT = CommentDraft(1, ".variant-budget/policy.yml", affected=True, summary=hostile("a <b> @c"))
DOCUMENT: dict[str, Any] = json.loads(render(DRAFT))


def read(document: object) -> CommentDraft:
    return read_back(CommentDraft, json.dumps(document).encode(), "comment.json")


def problem(content: bytes) -> str:
    with pytest.raises(MeasureError) as caught:
        read_back(CommentDraft, content, "comment.json", 1 << 20)
    (found,) = caught.value.problems
    assert (found.slug, found.path) == ("not-read-back", "comment.json")
    return found.message


@pytest.mark.parametrize("each", [summary(), hostile("calm"), hostile("| # \n ::error::x")])
def test_what_was_written_comes_again(each: Any) -> None:
    draft = DRAFT._replace(summary=each)
    assert read_back(CommentDraft, render(draft).encode(), "x") == draft


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_again_as_it_was(text: str) -> None:
    draft = DRAFT._replace(key=text, summary=hostile(text))
    assert read_back(CommentDraft, render(draft).encode(), "x") == draft


@pytest.mark.parametrize(
    ("key", "value", "where"),
    [
        ("schema_version", 2, "schema_version is not one of 1"),
        ("key", None, "key is not str"),
        ("affected", "yes", "affected is not bool"),
        ("affected", 1, "affected is not bool"),
        ("summary", [], "summary is not an object"),
    ],
)
def test_a_field_of_another_type_is_refused_by_name(key: str, value: object, where: str) -> None:
    assert where in problem(json.dumps(DOCUMENT | {key: value}).encode())


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("outcome", "won", "summary.outcome is not one of 'fail', 'warn', 'pass'"),
        ("rows", [{"mark": "gold"}], "summary.rows[0].mark is not one of"),
        ("left_out", True, "summary.left_out is not int"),
        ("lead", ["text"], "summary.lead[0] is not a list"),
        ("lead", [[{"text": 5}]], "summary.lead[0][0].text is not str"),
    ],
)
def test_a_field_below_is_refused_with_its_place(field: str, value: object, where: str) -> None:
    changed = DOCUMENT | {"summary": DOCUMENT["summary"] | {field: value}}
    assert where in problem(json.dumps(changed).encode())


def test_more_bytes_than_allowed_are_not_even_parsed() -> None:
    assert "more than" in problem(b"[" * ((1 << 20) + 1))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"NaN"])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    problem(content)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(DOCUMENT["summary"])), _JSON)
def test_whatever_is_put_in_a_field_is_refused_or_shown(field: str, value: object) -> None:
    changed = DOCUMENT | {"summary": DOCUMENT["summary"] | {field: value}}
    try:
        draft = read(changed)
    except MeasureError:
        return
    text = render_comment(draft, (Span("foot"),), "https://github.com/x", templates())
    assert text.endswith("[The whole report](https://github.com/x).</sub>\n")
    assert len(text) <= 65_536


def test_whatever_a_comment_holds_its_foot_stands() -> None:
    lines = ["Approved by the board. " * 20] * 3_000
    filled = DOCUMENT["summary"] | {"preview": lines, "headline": "x" * 90_000}
    text = render_comment(
        read(DOCUMENT | {"summary": filled}), (Span("foot"),), "https://x", templates()
    )
    assert text.endswith("<sub>foot [The whole report](https://x).</sub>\n")
    assert len(text) <= 65_536


def test_an_empty_span_opens_no_way_for_markdown() -> None:
    plain = {"strong": False, "code": False}
    lead = [[plain | {"text": ""}, plain | {"text": "# Approved"}]]
    text = render_comment(
        read(DOCUMENT | {"summary": DOCUMENT["summary"] | {"lead": lead}}), (), "x", templates()
    )
    assert "\n# Approved" not in text
    assert "\\# Approved" in text
