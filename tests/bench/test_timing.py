"""The arithmetic behind docs/performance.md."""

import pytest

from bench.agreement.repositories import Repository
from bench.timing import contest, staged
from bench.timing.borrowed import Blob
from bench.timing.contest import Contestant, Result, Run
from bench.timing.growth import fit, part
from bench.timing.levels import accuracy
from bench.timing.page import cell
from bench.timing.profile import stage
from bench.timing.repositories import Size
from bench.timing.targets import TARGETS, Target, Timed, Verdict, verdicts
from variant_budget.measure.facts import measure_blob


def result(key: str, *walls: float, peak: float = 10) -> Result:
    runs = tuple(Run(wall, 2 * wall, peak) for wall in walls)
    return Result(Contestant(key, key, ((key,),)), runs)


def timed(*results: Result, files: int = 100, megabytes: float = 1, **together: float) -> Timed:
    found = {each.contestant.key: each for each in results}
    size = Size(files, 1000, megabytes)
    return Timed(Repository("a/b", "0" * 40), size, found, together, {})


def of(words: str, on: Timed) -> Verdict:
    """The verdict of the target that says these words."""
    (found,) = [row[0] for row in verdicts([on]) if words in row[0].target.words]
    return found


def test_a_result_is_the_median_and_not_the_mean() -> None:
    found = result("scc", 1, 9, 2)

    assert (found.wall, found.cpu, found.peak) == (2, 4, 10)


def test_an_even_number_of_runs_has_the_middle_between_two() -> None:
    assert result("scc", 1, 2, 4, 9).wall == 3


def test_a_ratio_above_1_says_that_the_other_is_slower() -> None:
    on = timed(result("cold", 2), result("cloc", 60))

    assert on.ratio("cloc", "cold") == 30
    assert not of("cloc", on).missed


@pytest.mark.parametrize(("cold", "missed"), [(3.0, False), (3.001, True), (0.5, False)])
def test_at_most_3_times_scc_is_missed_above_3(cold: float, missed: bool) -> None:
    on = timed(result("cold", cold), result("scc", 1.0))

    assert of("time of scc", on).missed is missed


def test_a_tool_that_did_not_run_is_neither_met_nor_missed() -> None:
    verdict = of("radon", timed(result("cold", 1)))

    assert verdict.value is None
    assert not verdict.missed
    assert cell(verdict) == "–"


@pytest.mark.parametrize(("files", "value"), [(9_999, None), (10_000, 5)])
def test_the_warm_targets_are_for_10000_files_and_more(files: int, value: float | None) -> None:
    on = timed(result("warm", 1), result("scc", 5), files=files)

    assert of("at least 4", on).value == value
    assert of("goal", on).value == value


def test_memory_is_that_of_all_processes_in_megabytes() -> None:
    on = timed(result("cold", 1, peak=100), megabytes=50, cold=200)

    assert of("memory", on).value == pytest.approx(209.7152)
    assert of("memory", on).missed


def test_every_target_names_a_command_of_ours() -> None:
    assert {target.subject for target in TARGETS} == {"cold", "warm", "pr10", "event10"}


@pytest.mark.parametrize(
    ("value", "text"),
    [(30, "30.0× met"), (29.96, "29.960× **missed**"), (12.34, "12.3× **missed**")],
)
def test_a_figure_is_not_rounded_to_the_other_side_of_its_bound(value: float, text: str) -> None:
    target = Target("", "cold", lambda _: None, 30)

    assert cell(Verdict(target, timed(), value)) == text


@pytest.mark.parametrize(("value", "text"), [(3.04, "3.040× **missed**"), (2.96, "3.0× met")])
def test_nor_is_one_that_has_to_be_small(value: float, text: str) -> None:
    target = Target("", "cold", lambda _: None, 3, at_least=False)

    assert cell(Verdict(target, timed(), value)) == text


def test_slow_commands_of_others_run_3_times_their_first_run_included(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walls = {"cold": 9.0, "scc": 0.1, "pygount": 60.0}
    ran = []

    def timed_once(contestant: Contestant) -> Run:
        ran.append(contestant.key)
        return Run(walls[contestant.key], 0, 0)

    monkeypatch.setattr(contest, "timed", timed_once)
    all_of_them = [Contestant(key, key, (), ours=key == "cold") for key in walls]
    found = contest.contest(all_of_them, 10)

    assert {key: len(each.runs) for key, each in found.items()} == {
        "cold": 10,
        "scc": 10,
        "pygount": 3,
    }
    assert ran.count("cold") == 11
    assert ran[:6] == ["cold", "scc", "pygount", "pygount", "scc", "cold"]


def test_what_happens_before_and_after_a_run_is_not_timed() -> None:
    seen = []
    contestant = Contestant(
        "x",
        "x",
        (("true",), ("true",)),
        before=lambda: seen.append("before"),
        after=lambda: seen.append("after"),
    )

    assert contest.timed(contestant).wall < 5
    assert seen == ["before", "after"]


def test_a_command_that_fails_ends_the_bench() -> None:
    with pytest.raises(SystemExit, match="ended with 2"):
        contest.timed(Contestant("x", "x", (("sh", "-c", "exit 2"),)))


def test_a_straight_line_is_found_and_its_farthest_point_told() -> None:
    found = fit([(1, 3), (2, 5), (4, 9)])

    assert found == pytest.approx((1, 2, 0))
    # The line is 0.5, 2, 3.5; the first two points are half and as much as it off.
    assert fit([(0, 1), (1, 1), (2, 4)]).farthest == pytest.approx(1)


def test_each_part_of_a_tree_holds_the_smaller_ones() -> None:
    blobs = [Blob("100644", f"{number:040x}", 1, b"%d" % number) for number in range(20)]
    parts = [set(part(blobs, share)) for share in (8, 4, 2, 1)]

    assert [len(each) for each in parts] == [3, 5, 10, 20]
    assert parts[0] < parts[1] < parts[2] < parts[3]


def test_accuracy_is_the_lowest_share_of_every_column_that_has_a_target() -> None:
    page = (
        "| language | lines of code | functions | classes |\n|---|--:|--:|--:|\n"
        "| C | 99.9 % of 10 | 100.00 % of 5 | 99.07 % of 2 |\n"
        "| Lua | 99.99 % of 20 | 99.5 % of 6 | – |\n\n"
        "| language | share of its functions | target |\n|---|--:|--:|\n"
        "| Python | 99.92 % | ≥ 98 % |\n| C | 99.29 % | ≥ 97 % |\n| Ruby | 20.86 % | – |\n"
    )

    assert accuracy(page) == (
        "99.9 % of the lines of code that a parser finds, or more, in each of 2 languages "
        "(30 lines), 99.5 % of functions, 99.07 % of classes; 99.29 % of functions have the "
        "complexity that radon or lizard find, or more, in each of the 2 languages where the rule "
        "is the same"
    )
    assert accuracy("| language | files |\n|---|--:|\n| C | 5 |\n") == ""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/x/src/variant_budget/measure/scan.py", "measure"),
        ("/x/src/variant_budget/adapters/git/objects.py", "adapters/git"),
        ("/x/src/variant_budget/adapters/cache.py", "adapters/cache"),
        ("/x/src/variant_budget/compare.py", "compare"),
        ("/usr/lib/python3.11/json/encoder.py", "library json"),
        ("/usr/lib/python3.11/selectors.py", "library selectors"),
        ("/x/lib/python3.11/site-packages/pathspec/patterns/gitignore/spec.py", "library pathspec"),
        ("<frozen importlib._bootstrap>", "imports"),
    ],
)
def test_a_profile_names_no_place_of_this_machine(path: str, name: str) -> None:
    assert stage(path) == name


def test_the_line_that_a_commit_is_timed_on_has_as_many_lines_as_the_page_says() -> None:
    facts = measure_blob(staged.file_text(7).encode(), "C")

    assert facts.counts[:3] == (200, 40, 20)
    assert staged.FILES * facts.counts[0] == 100_000


def test_a_part_of_the_page_is_put_in_once() -> None:
    page = "# P\n\n## Growth\n\nx\n\n## How it was measured\n\ny\n"
    once = staged.replaced(page, "## A commit\n\none\n")

    assert once == page.replace("## How", "## A commit\n\none\n\n## How")
    assert staged.replaced(once, "## A commit\n\ntwo\n") == once.replace("one", "two")
