"""Many patterns asked at once answer like each of them asked alone."""

import time

from hypothesis import given
from hypothesis import strategies as st
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from tests.drawn import plan_of
from variant_budget.attribute.patterns import Matcher, first_folder
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.location import Location

names = st.sampled_from(["a", "b", "ab", "a.py", "x_a.py", "é", "a b"])
paths = st.lists(names, min_size=1, max_size=4).map("/".join)
parts = st.sampled_from(["a", "b", "*", "*.py", "a*", "**", "?", "[ab]", "x_*.py"])
texts = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "/"]),
    st.lists(parts, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "/"]),
)


def pattern(text: str, line: int = 1) -> Pattern:
    return Pattern(text, Location("policy.yml", line, 1))


@given(st.lists(texts, max_size=6), paths)
def test_the_last_pattern_that_matches_decides(written: list[str], path: str) -> None:
    decided = False
    for text in written:
        alone = GitIgnoreSpecPattern(text)
        if alone.include is not None and alone.match_file(path) is not None:
            decided = alone.include
    found = Matcher([pattern(text, line) for line, text in enumerate(written)]).match(path)
    assert (found is not None) == decided


@given(texts, paths)
def test_a_pattern_matches_only_below_its_first_folder(text: str, path: str) -> None:
    folder = first_folder(pattern(text))
    if folder is not None and GitIgnoreSpecPattern(text).match_file(path) is not None:
        assert path.split("/", maxsplit=1)[0] == folder


def test_hundreds_of_variants_are_planned_in_no_time() -> None:
    variants = "".join(
        f'      v{number}: {{paths: ["parts/v{number}/", "**/v{number}.py"]}}\n'
        for number in range(900)
    )
    policy = (
        f"version: 1\ndimensions:\n  v:\n    variants:\n{variants}v_budget: {{hard_limit: 5}}\n"
    )
    tree = "\n".join(f"parts/v{number % 900}/deep/down/f{number}.py 1" for number in range(5_000))
    plan_of(policy, "core/a.py 1")  # reads the policy, which takes longer than planning
    start = time.process_time()
    plan = plan_of(policy, tree)
    assert time.process_time() - start < 5
    assert plan["parts/v7/deep/down/f907.py"].place.owners == (("v7",),)
