"""LCOV and coverage.py's JSON, with what their writers do to them; and the bounds of all formats."""

import json
import time
from typing import Any

import pytest

from tests.evidence.told_coverage import lines_read, slugs_of, source
from variant_budget.domain.evidence import UnreadableError
from variant_budget.evidence import gathering
from variant_budget.evidence.coverage import read_coverage

PANEL = """TN:
SF:/ci/line/web/panel.ts
FN:4,open
FNDA:1,open
DA:4,2
DA:5,0
BRDA:5,0,0,-
end_of_record
"""


def test_a_tracefile_needs_no_totals() -> None:
    assert lines_read(PANEL) == {"/ci/line/web/panel.ts": {4: True, 5: False}}
    assert slugs_of(PANEL) == []


@pytest.mark.parametrize("report", [PANEL.replace("\n", "\r\n"), "\ufeff" + PANEL, "# made by hand\n" + PANEL,
                                    PANEL.rstrip("\n")])  # fmt: skip
def test_line_ends_a_mark_and_comments_change_nothing(report: str) -> None:
    assert lines_read(report) == lines_read(PANEL)
    assert slugs_of(report) == []


def test_a_checksum_is_no_count_and_a_count_may_have_any_size() -> None:
    told = f"SF:a.c\nDA:1,0,c2VjcmV0\nDA:2,{2**64 - 1}\nDA:3,{'0' * 6000}\nend_of_record\n"

    assert lines_read(told) == {"a.c": {1: False, 2: True, 3: False}}


@pytest.mark.parametrize("count", ["=====", "", "-4", "1e3", "0x1"])
def test_a_line_of_lcov_whose_count_is_none_is_left_out_and_told(count: str) -> None:
    told = f"SF:a.c\nDA:1,{count}\nDA:2,1\nend_of_record\n"

    assert lines_read(told) == {"a.c": {2: True}}
    assert slugs_of(told) == ["coverage-count-unreadable"]


def test_records_of_one_file_join_line_by_line() -> None:
    told = "SF:a.c\nDA:1,0\nDA:2,1\nend_of_record\nSF:./a.c\nDA:1,3\nDA:3,0\nend_of_record\n"

    assert lines_read(told) == {"a.c": {1: True, 2: True, 3: False}}


def test_a_tracefile_that_ends_inside_a_record_was_cut_off() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_coverage(source(PANEL.replace("end_of_record\n", "")))
    assert caught.value.remark.slug == "report-cut-off"


def test_a_record_that_begins_before_the_last_has_ended_is_told() -> None:
    told = "SF:a.c\nDA:1,1\nSF:b.c\nDA:1,0\nend_of_record\n"

    assert lines_read(told) == {"a.c": {1: True}, "b.c": {1: False}}
    assert slugs_of(told) == ["lcov-record-unclosed"]


@pytest.mark.parametrize("line", ["DX:7,1", "DA7,1", "D"])
def test_a_line_that_is_not_lcovs_is_told(line: str) -> None:
    assert slugs_of(PANEL.replace("DA:5,0", line)) == ["lcov-line-unknown"]


def test_a_line_outside_of_a_record_is_told_and_not_counted() -> None:
    assert lines_read(PANEL + "DA:9,1\n") == lines_read(PANEL)
    assert slugs_of(PANEL + "DA:9,1\n") == ["lcov-line-unknown"]


def test_a_name_in_no_encoding_stays_what_git_would_call_it() -> None:
    name = b"f\xfc.c".decode("utf-8", "surrogateescape")

    assert lines_read(b"SF:f\xfc.c\nDA:1,1\nend_of_record\n") == {name: {1: True}}


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_coverage(source("SF:" + "a" * 300_000))
    assert caught.value.remark.slug == "report-broken"


def document(**file: Any) -> str:
    told = {"executed_lines": [1], "missing_lines": [2], "excluded_lines": [], **file}
    return json.dumps({"meta": {"format": 3}, "files": {"van\\doors.py": told}, "totals": {}})


def test_json_of_coverage_py_has_what_ran_what_did_not_and_what_is_excluded() -> None:
    told = document(executed_lines=[2, 3, 8], missing_lines=[5], excluded_lines=[8, 9])

    assert lines_read(told) == {"van/doors.py": {2: True, 3: True, 5: False}}
    assert slugs_of(told) == []


def test_a_name_in_json_that_no_file_can_have_is_replaced() -> None:
    told = document().replace("van", r"\udfff\ud800-\udcff")

    assert list(lines_read(told)) == ["\ufffd\ufffd-\udcff/doors.py"]


def test_a_number_in_json_that_no_line_has_is_left_out_and_told() -> None:
    told = document(executed_lines=[0, -1, 10_000_001, 10**4000, 4], missing_lines=[])

    assert lines_read(told) == {"van/doors.py": {4: True}}
    assert slugs_of(told) == ["coverage-line-out-of-range"]


@pytest.mark.parametrize(
    ("report", "slug"),
    [
        pytest.param(document()[:-9], "report-cut-off", id="cut off"),
        pytest.param("{'a': 1}", "report-broken", id="no JSON"),
        pytest.param('{"a":' + "[" * 200_000, "report-broken", id="deep"),
        pytest.param('{"a": ' + "1" * 5000 + "}", "report-broken", id="huge number"),
        pytest.param(b'{"a": "\xff"}', "report-broken", id="no text"),
        pytest.param("{}", "report-not-coverage", id="another document"),
        pytest.param('{"meta": {}, "files": []}', "report-not-coverage", id="files are a list"),
        pytest.param('{"meta": 1, "files": {}}', "report-not-coverage", id="meta is a number"),
        pytest.param(
            '{"meta": {}, "files": {"a": 1}}', "report-not-coverage", id="file is a number"
        ),
        pytest.param(document(executed_lines=[True]), "report-not-coverage", id="truth value"),
        pytest.param(document(missing_lines=[float("nan")]), "report-not-coverage", id="NaN"),
        pytest.param(document(excluded_lines="12"), "report-not-coverage", id="text"),
        pytest.param(document(excluded_lines=None), "report-not-coverage", id="null"),
    ],
)
def test_json_that_is_not_coverage_pys_is_refused(report: str | bytes, slug: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_coverage(source(report))
    assert caught.value.remark.slug == slug


def test_the_time_grows_with_the_lines_and_not_with_their_square() -> None:
    def seconds(lines: int) -> float:
        each = "".join(f"DA:{n},{n % 2}\n" for n in range(lines, 0, -1))
        start = time.perf_counter()
        assert len(lines_read(f"SF:a.c\n{each}end_of_record\n")["a.c"]) == lines
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(80_000) < 40 * min(seconds(8_000) for _ in range(3))


def test_many_files_that_claim_to_be_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_LINES", 25_000_000)
    told = "".join(f"SF:{n}.c\nDA:10000000,1\nend_of_record\n" for n in range(3))
    with pytest.raises(UnreadableError) as caught:
        read_coverage(source(told))
    assert caught.value.remark.slug == "report-too-large"
