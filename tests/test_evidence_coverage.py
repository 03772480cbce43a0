"""Coverage by the command line: each dialect, whose lines they are, and floors."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.command import Told
from tests.repositories import Repository
from tests.vehicle_line import by_owner, checked, made

CODE = "vehicle_budget: {hard_limit: 100}\n"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return made(tmp_path_factory.mktemp("coverage"), CODE)


def classes(*files: tuple[str, str], sources: str = "", before: str = "") -> str:
    """Cobertura: names of files and their lines."""
    written = "".join(f'<class filename="{n}"><lines>{x}</lines></class>' for n, x in files)
    return (
        f"{before}<coverage>{sources}<packages><package><classes>{written}</classes></package>"
        "</packages></coverage>"
    )


def hit(*numbers: int, hits: int = 1) -> str:
    return "".join(f'<line number="{number}" hits="{hits}"/>' for number in numbers)


def sources(*folders: str) -> str:
    return f"<sources>{''.join(f'<source>{each}</source>' for each in folders)}</sources>"


DOORS = "variants/van/doors.py"
HOSTED = "/home/runner/work/line/line"
DTD = '<!DOCTYPE coverage SYSTEM "http://reports.invalid/coverage-04.dtd">'
JACOCO = """\
<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="line"><package name="line/van"><sourcefile name="Door.java">
<line nr="1" mi="0" ci="2"/><line nr="2" mi="2" ci="0"/></sourcefile></package></report>
"""
CLOVER = """\
<coverage generated="1" clover="3"><project timestamp="1"><metrics statements="2"/>
<file name="doors.py" path="/app/variants/van/doors.py">
<line num="1" count="1" type="stmt"/><line num="2" count="0" type="stmt"/></file></project></coverage>
"""
JSON = """\
{"meta": {"version": "7.1"}, "files": {"variants\\\\van\\\\doors.py": {
"executed_lines": [1], "missing_lines": [2], "excluded_lines": [3], "summary": {}}}}
"""
DIALECTS: Mapping[str, tuple[str, str, dict[str, tuple[int, ...]]]] = {
    "a DTD elsewhere": (classes((DOORS, hit(1, 2)), before=DTD), "ok", {"van": (2, 2)}),
    "below a source": (
        classes(("doors.py", hit(1) + hit(2, hits=0)), sources=sources(f"{HOSTED}/variants/van")),
        "ok",
        {"van": (2, 1)},
    ),
    "a folder told twice": (
        classes(("van/doors.py", hit(1)), sources=sources(f"{HOSTED}/variants/van")),
        "warn",
        {"van": (1, 1)},
    ),
    "two sources that hold it": (
        classes(
            ("brake.py", hit(1)),
            sources=sources(f"{HOSTED}/variants/van", f"{HOSTED}/variants/truck"),
        ),
        "warn",
        {},
    ),
    "two classes of one file": (
        classes((DOORS, hit(1) + hit(2, hits=0)), (DOORS, hit(2, 3))),
        "ok",
        {"van": (3, 3)},
    ),
    "of Windows": (
        classes(("van\\doors.py", hit(1)), sources=sources("C:\\w\\variants\\")),
        "ok",
        {"van": (1, 1)},
    ),
    "files of no commit": (
        classes(("/usr/include/stdio.h", hit(1)), ("core/gone.py", hit(1))), "warn", {},
    ),
    "nothing": ("<coverage line-rate='1'><packages/></coverage>", "warn", {}),
    "JaCoCo": (JACOCO, "ok", {"van": (2, 1)}),
    "Clover": (CLOVER, "ok", {"van": (2, 1)}),
    "coverage.py": (JSON, "ok", {"van": (2, 1)}),
    "LCOV": (
        f"TN:\nSF:{HOSTED}/{DOORS}\nDA:1,3,checksum\nDA:2,0\nend_of_record\n",
        "ok",
        {"van": (2, 1)},
    ),
    "LCOV with a count that is none": (
        f"SF:{DOORS}\nDA:1,=====\nDA:2,99999999999999999999\nend_of_record\n",
        "warn",
        {"van": (1, 1)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("report", "outcome", "owners"),
    [pytest.param(*each, id=name) for name, each in DIALECTS.items()],
)
def test_lines_are_read_and_have_owners(
    report: str, outcome: str, owners: dict[str, tuple[int, ...]], line: Repository
) -> None:
    told = checked(line, coverage={"c.xml": report})
    assert told.exit_code == 0
    assert told.report["evidence"]["coverage"]["files"][0]["outcome"] == outcome
    assert by_owner(told, "coverable_lines", "covered_lines") == owners


def test_a_refused_report_of_coverage_makes_the_check_incomplete(line: Repository) -> None:
    good = classes((DOORS, hit(1)))
    told = checked(line, coverage={"good.xml": good, "bad.xml": good[:-20]})
    assert (told.exit_code, told.report["errors"][0]["path"]) == (3, "bad.xml")
    assert by_owner(told, "coverable_lines") == {}


def half(count: int) -> str:
    """So many lines, every second of them covered."""
    return "".join(hit(number, hits=number % 2) for number in range(1, count + 1))


def floored(floor: str, folder: Path, *files: tuple[str, str]) -> Told:
    line = made(folder, f"vehicle_budget: {{hard_limit: 100, coverage_floor: {floor}}}\n")
    return checked(line, coverage={"c.xml": classes(*files)})


FLOORS = {
    "kept": ("50", 4, True),
    "not kept": ("51", 4, False),
    "as shared code, kept": ("shared", 10, True),
    "as shared code, not kept": ("shared", 3, False),
}


@pytest.mark.parametrize(
    ("floor", "lines", "kept"), [pytest.param(*each, id=name) for name, each in FLOORS.items()]
)
def test_variants_are_covered_at_least_so_well(
    floor: str, lines: int, kept: bool, tmp_path: Path
) -> None:
    """Of the van's lines half are covered; of common code half too, or all of it."""
    core = half(10) if kept else hit(*range(1, 11))
    told = floored(floor, tmp_path, ("core/brake.py", core), (DOORS, half(lines)))
    blocking = [each["variant"] for each in told.report["findings"] if each["blocking"]]
    assert blocking == ([] if kept else ["van"])
    assert told.exit_code == (0 if kept else 1)
    assert by_owner(told, "coverable_lines")["van"] == (lines,)


def test_what_is_not_covered_by_any_report_is_not_measured(tmp_path: Path) -> None:
    told = floored("100", tmp_path, ("core/brake.py", half(10)))
    floors = [each for each in told.report["findings"] if each["rule"] == "coverage-floor"]
    assert "van" in [each["variant"] for each in floors]
    assert all("no coverage report mentions" in each["message"].lower() for each in floors)
    assert told.exit_code == 0
    (table,) = told.report["budgets"]
    van = {each["variant"]: each["coverage"] for each in table["variants"]}["van"]
    assert (van["coverable_lines"], van["under"], van["blocking"]) == (0, False, False)
    assert van["unmentioned_lines"] > 0


def test_covered_lines_inside_a_shared_file_are_their_variant_s(tmp_path: Path) -> None:
    code = (
        "a = 1\n# variant-budget: begin vehicle=van\nb = 2\nc = 3\n# variant-budget: end\nd = 4\n"
    )
    line = made(tmp_path, CODE, {"core/mixed.py": code})
    report = classes(("core/mixed.py", hit(1, 3, 6) + hit(4, hits=0)))
    told = checked(line, coverage={"c.xml": report})
    assert by_owner(told, "coverable_lines", "covered_lines") == {"core": (2, 2), "van": (2, 1)}


def test_code_that_a_report_leaves_out_is_told_where_there_is_a_floor(tmp_path: Path) -> None:
    more = {"variants/van/ramp.py": "a = 1\nb = 2\n"}
    line = made(tmp_path, "vehicle_budget: {hard_limit: 100, coverage_floor: 50}\n", more)
    whole = classes((DOORS, half(4)), ("variants/van/ramp.py", hit(1, 2, hits=0)))
    assert checked(line, coverage={"c.xml": whole}).exit_code == 1
    told = checked(line, coverage={"c.xml": classes((DOORS, half(4)))})
    assert (told.exit_code, told.report["verdict"]) == (0, "warn")
    (van,) = (each for each in told.report["findings"] if each["variant"] == "van")
    assert "mentions the files of 7 code lines of van" in van["message"]
