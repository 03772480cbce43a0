"""Foreign text against the runner's files and commands, read back as a runner reads them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.runner import commands_of, outputs_of, unescaped
from variant_budget.adapters.actions import (
    SUMMARY_LIMIT,
    annotation_lines,
    append_summary,
    fitting,
    inert,
    write_outputs,
)
from variant_budget.domain.effects import Annotation, AnnotationLevel, Outputs, StepSummary
from variant_budget.errors import MeasureError

VALUES = [
    "plain",
    "two\nlines",
    "EOF",
    "a\nEOF\nbreached=false",
    "x\r\nbreached=false",
    "breached=false",
    "name<<EOF\nv\nEOF",
    "${{ github.token }}",
    "$(id)",
    "`id`",
    "'; id #",
    "%0Abreached=false",
    "\ufeffx",
    "a=b=c",
    "",
    " lead and trail ",
    "ends\n",
    "\n\n",
]

TEXTS = [
    "::error::x",
    "a\n::error file=core/brake.c,line=1::boo",
    "a\r::warning::x",
    "a%0A::set-output name=x::y",
    "  ::add-mask::van",
    "##[error]boo",
    "##[group]x",
    "::stop-commands::tok",
    "::echo::on",
    "::debug::x",
    "a:b,c%d",
    "in the middle ##[warning]boo",
    "\u00a0\u3000::error::x",
    "\ufeff::error::x",
    "\u200b:\u200d:error::x",
    "#\u200d#[error]boo",
    "\x00::error::x",
    "a\r\n\t::error::x",
]


@pytest.mark.parametrize("value", VALUES)
def test_exactly_the_given_outputs_come_out(tmp_path: Path, value: str) -> None:
    path = tmp_path / "output"
    path.write_text("earlier=1\n", encoding="utf-8")
    given = {"verdict": value, "worst-budget": value}
    write_outputs(str(path), Outputs(tuple(given.items())))
    assert outputs_of(path.read_bytes().decode()) == {"earlier": "1", **given}


def test_a_later_value_of_an_output_counts(tmp_path: Path) -> None:
    write_outputs(str(tmp_path / "output"), Outputs((("verdict", "error"),)))
    write_outputs(str(tmp_path / "output"), Outputs((("verdict", "pass"),)))
    assert outputs_of((tmp_path / "output").read_text()) == {"verdict": "pass"}


def test_every_output_has_an_end_mark_of_its_own(tmp_path: Path) -> None:
    write_outputs(str(tmp_path / "output"), Outputs((("report", "a"), ("summary", "b"))))
    marks = re.findall(r"<<(ghadelimiter_[0-9a-f]{32})\n", (tmp_path / "output").read_text())
    assert len(set(marks)) == 2


def test_a_value_that_holds_its_end_mark_is_refused(tmp_path: Path) -> None:
    mark = "ghadelimiter_" + "ab" * 16
    outputs = Outputs((("verdict", "pass"), ("report", f"x\n{mark}\nverdict=pass")))
    with pytest.raises(MeasureError) as caught:
        write_outputs(str(tmp_path / "output"), outputs, random=lambda size: b"\xab" * size)
    assert caught.value.problems[0].slug == "output-collides"
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("name", ["", "a b", "a=b", "a\nb", "a<<b", "Ä"])
def test_names_of_outputs_are_never_foreign(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name of an output"):
        write_outputs(str(tmp_path / "output"), Outputs(((name, "x"),)))


def test_a_file_of_the_runner_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MeasureError) as caught:
        write_outputs(str(tmp_path / "absent" / "output"), Outputs((("verdict", "pass"),)))
    assert caught.value.problems[0].slug == "runner-file-not-written"


@pytest.mark.parametrize("text", TEXTS)
def test_foreign_text_makes_exactly_one_annotation(text: str) -> None:
    lines = annotation_lines(
        [
            Annotation(
                level="error", message=text, path=text, line=3, end_line=5, title=f"{text}, {text}"
            )
        ]
    )
    (command,) = commands_of("\n".join(lines))
    unseen = dict.fromkeys(map(ord, "\x00\u200b\u200d\ufeff"))
    level, properties, message = command
    assert level == "error"
    assert unescaped(message) == text.translate(unseen)
    assert properties == {
        "file": text.translate(unseen),
        "line": "3",
        "endLine": "5",
        "title": f"{text}, {text}".translate(unseen),
    }


@pytest.mark.parametrize(
    ("annotation", "line"),
    [
        (Annotation(level="error", message="no"), "::error::no"),
        (Annotation(level="warning", message="no", title="a: b"), "::warning title=a%3A b::no"),
        (
            Annotation(level="notice", message="x%\r\ny", path="p.c"),
            "::notice file=p.c::x%25%0D%0Ay",
        ),
        (
            Annotation(level="error", message="x", path="p,q.c", line=4),
            "::error file=p%2Cq.c,line=4::x",
        ),
        (Annotation(level="error", message="x", line=4), "::error::x"),
    ],
)
def test_the_text_of_an_annotation(annotation: Annotation, line: str) -> None:
    assert annotation_lines([annotation]) == [line]


def several(level: AnnotationLevel, count: int) -> list[Annotation]:
    return [Annotation(level=level, message=f"{level} {number}") for number in range(count)]


def test_at_most_ten_of_a_level_are_shown_worst_first_and_the_rest_counted() -> None:
    lines = annotation_lines([*several("warning", 12), *several("error", 13)], "summary.md")
    assert lines[:10] == [f"::error::error {number}" for number in range(10)]
    assert lines[10:20] == [f"::warning::warning {number}" for number in range(10)]
    assert lines[20:] == ["5 more are in summary.md."]


def test_one_left_out_is_one() -> None:
    assert annotation_lines(several("error", 11))[-1] == "1 more is in the summary."


def test_none_left_out_says_nothing() -> None:
    assert len(annotation_lines([*several("error", 10), *several("warning", 10)])) == 20


@pytest.mark.parametrize("text", TEXTS)
def test_foreign_text_that_is_printed_is_no_command(text: str) -> None:
    assert commands_of(inert(text)) == []
    assert inert(text).replace("\\", "") == text


PIECES = [
    ":",
    "::",
    "#",
    "##[",
    "]",
    "error",
    "group",
    " ",
    "\n",
    "\r",
    "\t",
    "\u200b",
    "\x00",
    "x",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_text_is_a_command_once_it_is_inert(text: str) -> None:
    assert commands_of(inert(text)) == []
    assert inert(inert(text)).replace("\\", "") == text


@pytest.mark.parametrize("text", ["std::vector<int>", "a\n  b::c", "# heading", "[x] ## y", "a: b"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize("text", ["\n" * 300_000, "#" * 300_000, "\u200b" * 300_000, ":" * 300_000])
def test_long_text_is_made_inert_in_linear_time(text: str) -> None:
    assert len(inert(text)) <= len(text) * 2


def test_a_summary_is_appended(tmp_path: Path) -> None:
    path = tmp_path / "summary"
    append_summary(str(path), StepSummary("# one\n"))
    append_summary(str(path), StepSummary("# größer\n"))
    assert path.read_bytes() == "# one\n# größer\n".encode()


def test_a_summary_that_is_too_long_is_cut_at_a_line_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "summary"
    path.write_text("from an earlier command\n" * 100, encoding="utf-8")
    row = "| größer | ü |\n"
    append_summary(str(path), StepSummary(row * 100_000, "out/summary.md"))
    content = path.read_bytes()
    assert SUMMARY_LIMIT - 200 < len(content) <= SUMMARY_LIMIT
    *_, last_row, _, pointer = content.decode().splitlines()
    assert last_row + "\n" == row
    assert pointer.endswith("(GitHub shows 1 MiB). The whole text: out/summary.md")


def test_a_summary_that_is_cut_inside_a_fold_closes_it_before_the_pointer() -> None:
    text = "<details><summary>All</summary>\n\n" + "row\n" * 100 + "</details>\n"
    cut = fitting(StepSummary(text), 200).decode()
    assert len(cut) <= 200
    assert cut.index("</details>") < cut.index("The rest does not fit")
    assert cut.count("<details>") == cut.count("</details>") == 1


def test_a_summary_that_just_fits_is_whole() -> None:
    assert fitting(StepSummary("12345\n"), 6) == b"12345\n"


@pytest.mark.parametrize("room", [-5, 0, 10, 60, 100])
def test_a_summary_never_takes_more_room_than_there_is(room: int) -> None:
    assert len(fitting(StepSummary("text\n" * 100), room)) <= max(0, room)
