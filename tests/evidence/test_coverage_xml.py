"""Cobertura, Clover and JaCoCo, with what their writers do to them."""

import codecs

import pytest

from tests.evidence.told_coverage import lines_read, slugs_of, source
from variant_budget.domain.evidence import UnreadableError
from variant_budget.evidence.coverage import read_coverage


def cobertura(classes: str, sources: str = "<sources/>", head: str = "") -> str:
    body = f"<packages><package name='p'><classes>{classes}</classes></package></packages>"
    return f"<?xml version='1.0'?>{head}<coverage line-rate='1'>{sources}{body}</coverage>"


def klass(filename: str, *lines: str) -> str:
    each = "".join(f"<line {line}/>" for line in lines)
    return f"<class name='c' filename='{filename}'><methods/><lines>{each}</lines></class>"


DTD = '<!DOCTYPE coverage SYSTEM "http://nowhere.invalid/coverage-04.dtd">'


def test_a_line_with_a_count_above_0_is_covered_and_a_dtd_elsewhere_is_passed_over() -> None:
    told = klass("core/gear.py", 'number="3" hits="7"', 'number="4" hits="0"')

    assert lines_read(cobertura(told, head=DTD)) == {"core/gear.py": {3: True, 4: False}}
    assert slugs_of(cobertura(told, head=DTD)) == []


def test_a_name_stands_in_every_source_and_the_sources_keep_their_order() -> None:
    sources = (
        "<sources><source> /ci/b </source><source>/ci/a/</source><source>/ci/b</source></sources>"
    )
    coverage, remarks = read_coverage(source(cobertura(klass("gear.py"), sources)))

    assert coverage.sources == ("/ci/b", "/ci/a")
    assert coverage.places(coverage.files[0]) == ("/ci/b/gear.py", "/ci/a/gear.py")
    assert [remark.slug for remark in remarks] == ["coverage-holds-no-lines"]


@pytest.mark.parametrize(
    ("folder", "filename", "name", "places"),
    [
        pytest.param("/ci/van", "van/a.py", "van/a.py", ("/ci/van/van/a.py",), id="doubled folder"),
        pytest.param(
            "C:\\w\\line\\", "van\\a.py", "van/a.py", ("C:/w/line/van/a.py",), id="windows"
        ),
        pytest.param(".", "./van/a.py", "van/a.py", ("van/a.py",), id="here"),
        pytest.param("/ci/van", "../bus/a.py", "../bus/a.py", ("/ci/bus/a.py",), id="beside"),
        pytest.param("/ci", "/usr/include/a.h", "/usr/include/a.h", (), id="absolute"),
        pytest.param("/ci", "D:\\lib\\a.cs", "D:/lib/a.cs", (), id="absolute on a drive"),
    ],
)
def test_a_source_and_a_name_make_a_place(
    folder: str, filename: str, name: str, places: tuple[str, ...]
) -> None:
    sources = f"<sources><source>{folder}</source></sources>"
    coverage, _ = read_coverage(source(cobertura(klass(filename, 'number="1" hits="1"'), sources)))

    assert coverage.files[0].name == name
    assert coverage.places(coverage.files[0]) == places


def test_classes_of_one_file_join_line_by_line_and_any_hit_covers() -> None:
    outer = klass("axle.py", 'number="5" hits="0"', 'number="6" hits="0"', 'number="7" hits="2"')
    inner = klass("axle.py", 'number="6" hits="1"', 'number="7" hits="0"', 'number="9" hits="0"')

    assert lines_read(cobertura(outer + inner)) == {
        "axle.py": {5: False, 6: True, 7: True, 9: False}
    }


def test_lines_of_a_method_that_stand_again_in_its_class_count_once() -> None:
    line = '<line number="2" hits="1"/>'
    method = f"<methods><method name='m'><lines>{line}</lines></method></methods>"
    told = f"<class filename='a.py'>{method}<lines>{line}</lines></class>"

    assert lines_read(cobertura(told)) == {"a.py": {2: True}}


def test_coverlet_writes_booleans_with_capitals_nan_and_names_that_a_compiler_made() -> None:
    branch = 'number="8" hits="3" branch="True" condition-coverage="25% (1/4)"'
    told = klass("Doors.cs", branch, 'number="9" hits="0" branch="False"').replace(
        "name='c'", "name='Van/&lt;Run&gt;d__4' complexity='NaN'"
    )
    coverage, remarks = read_coverage(source(cobertura(told)))

    assert coverage.files[0].branches == ((8, 4, 1),)
    assert lines_read(cobertura(told)) == {"Doors.cs": {8: True, 9: False}}
    assert remarks == ()


def test_branches_of_a_line_that_stands_twice_are_the_most_of_each() -> None:
    first = klass("a.cs", 'number="1" hits="1" condition-coverage="50% (1/2)"')
    second = klass("a.cs", 'number="1" hits="1" condition-coverage="100% (2/2)"')
    coverage, _ = read_coverage(source(cobertura(second + first)))

    assert coverage.files[0].branches == ((1, 2, 2),)


@pytest.mark.parametrize("count", ["", "NaN", "-1", "1.5", "=====", "٣"])
def test_a_line_whose_count_is_none_is_left_out_and_told(count: str) -> None:
    told = cobertura(klass("a.py", f'number="1" hits="{count}"', 'number="2" hits="1"'))

    assert lines_read(told) == {"a.py": {2: True}}
    assert slugs_of(told) == ["coverage-count-unreadable"]


@pytest.mark.parametrize("number", ["0", "-3", "10000001", "16707566", "9" * 5000, "x", ""])
def test_a_line_that_no_file_has_is_left_out_and_told(number: str) -> None:
    told = cobertura(klass("a.py", f'number="{number}" hits="1"', 'number="10000000" hits="0"'))

    assert lines_read(told) == {"a.py": {10_000_000: False}}
    assert slugs_of(told) == ["coverage-line-out-of-range"]


def test_a_class_without_a_file_is_left_out_and_told() -> None:
    told = cobertura(klass("", 'number="1" hits="1"') + klass("a.py", 'number="1" hits="1"'))

    assert lines_read(told) == {"a.py": {1: True}}
    assert slugs_of(told) == ["coverage-file-unnamed"]


@pytest.mark.parametrize(
    "report",
    [
        "<coverage line-rate='1'><sources><source>--none</source></sources><packages/></coverage>",
        cobertura(klass("a.py")),
        "<coverage generated='1'><project/></coverage>",
        "<report name='r'><sessioninfo id='1'/></report>",
        "TN:\n",
        "SF:a.c\nend_of_record\n",
        '{"meta": {}, "files": {}}',
    ],
)
def test_a_report_without_a_line_says_so_whatever_its_rate(report: str) -> None:
    assert slugs_of(report) == ["coverage-holds-no-lines"]


def clover(*lines: str, file: str = "name='panel.ts' path='/ci/web/panel.ts'") -> str:
    each = "".join(f"<line {line}/>" for line in lines)
    inner = f"<package name='web'><file {file}><metrics statements='9'/>{each}</file></package>"
    return (
        f"<coverage generated='1' clover='3.2.0'><project name='all'>{inner}</project></coverage>"
    )


def test_a_line_that_clover_lists_twice_counts_once_and_any_count_covers_it() -> None:
    told = clover(
        'num="4" count="0" type="stmt"',
        'num="4" count="9" type="method"',
        'num="5" count="0" type="stmt"',
    )

    assert lines_read(told) == {"/ci/web/panel.ts": {4: True, 5: False}}
    assert slugs_of(told) == []


def test_a_condition_of_clover_is_covered_by_its_count_and_without_one_by_an_outcome() -> None:
    told = clover(
        'num="1" type="cond" count="0" truecount="0" falsecount="2"',
        'num="2" type="cond" truecount="0" falsecount="3"',
        'num="3" type="cond" truecount="0" falsecount="0"',
    )

    assert lines_read(told) == {"/ci/web/panel.ts": {1: False, 2: True, 3: False}}


def test_lines_of_other_types_are_none_to_clover() -> None:
    assert lines_read(clover('num="1" count="1" type="complexity"')) == {"/ci/web/panel.ts": {}}


def test_phpunit_has_the_path_of_clover_in_the_name() -> None:
    told = clover('num="1" count="1" type="stmt"', file="name='/ci/src/Door.php'")

    assert lines_read(told) == {"/ci/src/Door.php": {1: True}}


def jacoco(content: str) -> str:
    dtd = '<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">'
    return f"{dtd}<report name='line'><sessioninfo id='h'/>{content}</report>"


DOOR = """<package name="line/van"><class name="line/van/Door" sourcefilename="Door.java">
<counter type="LINE" missed="9" covered="9"/></class><sourcefile name="Door.java">
<line nr="7" mi="0" ci="2" mb="0" cb="0"/><line nr="8" mi="3" ci="0" mb="2" cb="0"/>
<line nr="9" mi="4" ci="1" mb="3" cb="1"/></sourcefile></package>"""


def test_a_file_of_jacoco_is_its_package_and_name_and_any_instruction_covers_a_line() -> None:
    coverage, remarks = read_coverage(source(jacoco(DOOR)))

    assert lines_read(jacoco(DOOR)) == {"line/van/Door.java": {7: True, 8: False, 9: True}}
    assert coverage.files[0].branches == ((8, 2, 0), (9, 4, 1))
    assert remarks == ()


def test_files_of_one_name_in_two_groups_of_jacoco_are_two_files() -> None:
    groups = f"<group name='a'>{DOOR}</group><group name='b'><group name='c'>{DOOR}</group></group>"
    coverage, _ = read_coverage(source(jacoco(groups)))

    assert [file.name for file in coverage.files] == ["line/van/Door.java"] * 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_a_report(encoding: str) -> None:
    told = "<coverage><sources/><packages><class filename='ä.py'><line number='1' hits='1'/></class></packages></coverage>"

    assert lines_read(told.encode(encoding)) == {"ä.py": {1: True}}


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 1_000])
def test_a_second_byte_order_mark_is_refused_in_pieces_of_any_size(size: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_coverage(source(codecs.BOM_UTF8 * 2 + cobertura(klass("a.py")).encode(), size))
    assert caught.value.remark.slug == "report-not-coverage"


@pytest.mark.parametrize(
    ("report", "slug"),
    [
        pytest.param("", "report-empty", id="zero bytes"),
        pytest.param(" \n\n", "report-empty", id="nothing but space"),
        pytest.param("hello", "report-not-coverage", id="prose"),
        pytest.param(b"SQLite format 3\0\x10", "report-not-coverage", id="SQLite"),
        pytest.param("<testsuites/>", "report-not-coverage", id="JUnit"),
        pytest.param(
            "<coverage version='1'><file path='a'/></coverage>", "report-not-coverage", id="Sonar"
        ),
        pytest.param("<report/>", "report-not-coverage", id="a report of anything"),
        pytest.param(cobertura(klass("a.py"))[:-30], "report-cut-off", id="cut off"),
        pytest.param("<coverage></covers>", "report-broken", id="broken"),
        pytest.param("<!DOCTYPE a [<!ENTITY b 'c'>]><coverage/>", "report-has-dtd", id="entities"),
        pytest.param(
            "<coverage><classes><source>a</source></classes></coverage>",
            "report-not-coverage",
            id="neither Cobertura nor Clover",
        ),
        pytest.param(
            cobertura("", f"<sources><source>{'x' * 5000}</source></sources>"),
            "report-broken",
            id="long source",
        ),
    ],
)
def test_what_is_no_coverage_report_is_refused_by_what_it_is(
    report: str | bytes, slug: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_coverage(source(report))
    assert caught.value.remark.slug == slug
