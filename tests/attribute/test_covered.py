"""Covered lines -> whose they are; a line of a file once, and nothing of a file that is unknown."""

from collections.abc import Collection, Mapping

from variant_budget.attribute.covered import FileLines, Stretch, attribute_coverage
from variant_budget.attribute.locate import Locator
from variant_budget.domain.evidence import Coverage, CoveredFile
from variant_budget.domain.ledger import Aside, AsideKind, LineClass, Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.tested import Covered

CORE, VAN, TRUCK = (
    Place((owner,), (LineClass.OWNED,), Role.CODE) for owner in ((), ("van",), ("truck",))
)
INLINE = VAN._replace(asides=(Aside(AsideKind.INLINE, 0, ("van",)),))
FILES = {
    "core/a.py": FileLines(Role.CODE, CORE, (Stretch(1, 50, CORE),)),
    "van/a.py": FileLines(Role.CODE, VAN, (Stretch(1, 50, VAN),)),
    "mixed.py": FileLines(
        Role.CODE, CORE, (Stretch(1, 3, CORE), Stretch(4, 5, INLINE), Stretch(6, 50, TRUCK))
    ),
    "tests/test_a.py": FileLines(Role.TEST, VAN, (Stretch(1, 50, VAN),)),
}


def lines_of(paths: Collection[str]) -> Mapping[str, FileLines]:
    return {path: FILES[path] for path in paths}


def bits(*lines: int) -> int:
    return sum(1 << line for line in lines)


def file(name: str, coverable: int, covered: int = 0) -> CoveredFile:
    return CoveredFile(name, coverable, covered)


def attributed(*reports: Coverage) -> Covered:
    locator = Locator(FILES, lambda path: path.startswith("tests/"), ("/srv/line/",))
    given = [(f"{at}.xml", each) for at, each in enumerate(reports)]
    return attribute_coverage(given, locator, lines_of, lambda _: {})


def two(found: Covered) -> dict[Place, tuple[int, int]]:
    """Coverable and covered lines of each place."""
    return {place: each[:2] for place, each in found.amounts.items()}


def test_a_line_of_two_reports_counts_once_and_is_covered_if_one_ran_it() -> None:
    first = Coverage((file("core/a.py", bits(1, 2, 3), bits(1)),))
    second = Coverage((file("core/a.py", bits(2, 3, 9), bits(3)),))
    for order in ((first, second), (second, first), (first, second, first)):
        assert two(attributed(*order)) == {CORE: (4, 2)}


def test_a_covered_line_can_run_whether_or_not_the_report_says_so() -> None:
    assert two(attributed(Coverage((file("core/a.py", 0, bits(7)),)))) == {CORE: (1, 1)}


def test_lines_within_a_file_go_to_their_owners() -> None:
    found = attributed(Coverage((file("mixed.py", bits(1, 3, 4, 5, 6, 900), bits(3, 4, 900)),)))
    assert two(found) == {CORE: (3, 2), INLINE: (2, 1), TRUCK: (1, 0)}


def test_lines_behind_the_end_of_a_file_are_its_path_s_and_told() -> None:
    found = attributed(Coverage((file("core/a.py", bits(1, 51, 60), bits(51)),)))
    assert (two(found), found.lines, found.unplaced) == ({CORE: (3, 1)}, (3, 1), (0, 0))
    assert found.stale == ("core/a.py",)


def test_a_file_that_two_folders_of_the_report_hold_is_nobody_s() -> None:
    report = Coverage((file("a.py", bits(1), bits(1)),), ("/srv/line/core", "/srv/line/van"))
    found = attributed(report)
    assert (two(found), found.unplaced, found.missing) == ({}, (1, 1), ("a.py",))
    assert [each.slug for each in found.remarks["0.xml"]] == ["coverage-file-unknown"]


def test_a_file_stands_in_the_folder_of_the_report() -> None:
    found = attributed(Coverage((file("a.py", bits(1), 0),), ("/srv/line/van",)))
    assert (two(found), found.remarks["0.xml"]) == ({VAN: (1, 0)}, ())


def test_a_file_that_is_elsewhere_is_taken_and_told() -> None:
    found = attributed(Coverage((file("van/a.py", bits(1), 0),), ("/srv/line/van",)))
    assert two(found) == {VAN: (1, 0)}
    assert [each.slug for each in found.remarks["0.xml"]] == ["coverage-file-elsewhere"]


def test_one_file_by_two_names_is_one_file() -> None:
    report = Coverage((file("van/a.py", bits(1, 2), bits(1)), file("/srv/line/van/a.py", bits(2))))
    found = attributed(report)
    assert (two(found), found.files) == ({VAN: (2, 1)}, 1)


def test_tests_are_no_code_of_the_product() -> None:
    found = attributed(Coverage((file("tests/test_a.py", bits(1, 2), bits(1)),)))
    assert (two(found), found.outside, found.lines) == ({}, (2, 1), (2, 1))


def test_all_lines_are_somebody_s_or_told_apart() -> None:
    names = (*FILES, "gone.py", "a.py")
    found = attributed(Coverage(tuple(file(name, bits(1, 2, 5, 8), bits(2)) for name in names)))
    shared_out = [*two(found).values(), found.unplaced, found.outside]
    assert tuple(map(sum, zip(*shared_out, strict=True))) == found.lines == (24, 6)
