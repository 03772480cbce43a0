"""gitignore patterns: which are refused and why, and that those accepted are cheap to match."""

import time
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from tests.policy_file.drawn import problems_of, slugs_of

ROOT = "write the path from the repository's root, such as src/core/"


def problems_of_pattern(text: str) -> list[str]:
    """What the reader says of one pattern in `files.exclude`."""
    quoted = "'" + text.replace("'", "''") + "'"
    found = problems_of(
        'version: 1\ndimensions: {v: {paths: ["{variant}/"]}}\nv_budget: {hard_limit: 5}\n'
        f"files: {{exclude: [first, {quoted}]}}\n"
    )
    return [problem.removeprefix("4:26: pattern ") for problem in found]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("./src/", '"./src/": leave out the ./ at its start', id="./"),
        pytest.param("!./src/", '"!./src/": leave out the ./ at its start', id="!./"),
        pytest.param("src/../lib", "a path with . or .. never matches", id=".."),
        pytest.param("src//lib", "write one slash, not two", id="//"),
        pytest.param(r"src\core", r'"src\\core": write / between folders, not \\'[:-1], id="\\"),
        pytest.param(r"C:\code\src", ROOT, id="a drive"),
        pytest.param("C:/code/src", ROOT, id="a drive with slashes"),
        pytest.param("~/src", ROOT, id="~"),
        pytest.param("/home/runner/work/x", ROOT, id="a path on the runner"),
        pytest.param("/Users/me/src", ROOT, id="a path on a laptop"),
        pytest.param("${{ github.workspace }}/src", "variables are not replaced", id="${{"),
        pytest.param("$HOME/src", "variables are not replaced", id="$HOME"),
        pytest.param("# vendored", "gitignore takes it for a comment", id="#"),
        pytest.param(" src/", "remove the blanks at its ends", id="a blank before"),
        pytest.param("src/ ", "remove the blanks at its ends", id="a blank behind"),
        pytest.param("/", "it matches nothing", id="/"),
        pytest.param("!", "it matches nothing", id="!"),
        pytest.param("!!x", "write one !, not two", id="!!"),
        pytest.param("a*b*c*", "use at most two * between slashes", id="three stars"),
        pytest.param("a/***/b", "use at most two * between slashes", id="***"),
        pytest.param("*a*/b/*c*", "use two * in one name of the path only", id="*a*/*b*"),
        pytest.param("a**", "** stands alone between slashes", id="a**"),
        pytest.param("**a", "** stands alone between slashes", id="**a"),
        pytest.param("!a/b!**", "** stands alone between slashes", id="b!**"),
        pytest.param("**/a/**/b/**", "use at most two ** in a pattern", id="three **"),
        pytest.param("src/{a,b}/", "gitignore patterns know no {a,b}", id="braces"),
        pytest.param("src/[abc", "a set such as [a-c] holds letters", id="an open ["),
        pytest.param("src/[[:alpha:]]", "a set such as [a-c] holds letters", id="a class"),
        pytest.param("src/[a--b]", "a set such as [a-c] holds letters", id="a set difference"),
        pytest.param("src/[z-a]", "the range z-a is empty; write a-z", id="a reversed range"),
        pytest.param("src/{variant}/", "only in the paths of a dimension", id="{variant}"),
        pytest.param("x" * 201, "it has 201 characters; at most 200 are read", id="201 characters"),
    ],
)
def test_a_pattern_that_never_does_what_it_says_is_refused(pattern: str, expected: str) -> None:
    (problem,) = problems_of_pattern(pattern)

    assert expected in problem


@pytest.mark.parametrize(
    "pattern",
    [
        "src/",
        "/src/",
        "*.c",
        "**/generated/**",
        "a*b*/c*/*d/*",
        "!**/a",
        "[a-c]x",
        "[!0-9_]*",
        "[a-]",
        r"\#x",
        r"\!x",
        r"a\[b",
        r"a\*b",
        "a{b}c",
        "a b/c",
        "ä/ö",
        "!src/vehicles/common/",
        "x" * 200,
        "a?b",
        "*",
        "**",
    ],
)
def test_a_pattern_that_gitignore_knows_is_taken(pattern: str) -> None:
    assert problems_of_pattern(pattern) == []


def captures(text: str) -> list[str]:
    """What the reader says of one pattern in the `paths` of a dimension."""
    found = problems_of(
        f'version: 1\ndimensions: {{v: {{paths: ["{text}"]}}}}\nv_budget: {{hard_limit: 5}}\n'
    )
    return [problem.removeprefix("2:26: ") for problem in found]


def test_a_capture_holds_the_variant_once() -> None:
    fix = 'write {variant} where its name stands, such as "src/{variant}/"'

    assert captures("src/{variant}/") == []
    assert captures("src/x_{variant}.c") == []
    assert captures("src/") == [f'pattern "src/": {fix}']
    assert captures("src/{vehicle}/") == [f'pattern "src/{{vehicle}}/": {fix}']
    assert captures("{variant}/{variant}/") == [
        'pattern "{variant}/{variant}/": write {variant} once'
    ]
    assert captures("!src/{variant}/") == [
        'pattern "!src/{variant}/": a pattern with {variant} cannot start with !'
    ]
    assert captures("src/*_{variant}_*.c") == [
        'pattern "src/*_{variant}_*.c": use one * in a name of a pattern with {variant}'
    ]
    assert captures("src/{variant}*.c") == [
        'pattern "src/{variant}*.c": put a / or a text between {variant} and the wildcard'
    ]


def test_a_list_cannot_start_with_a_pattern_that_takes_back() -> None:
    found = problems_of(
        'version: 1\ndimensions: {v: {variants: {a: {paths: ["!x"]}}, shared: ["!y", "z"]}}\n'
        'v_budget: {hard_limit: 5, exclusions: ["!z"]}\n'
    )

    rest = "nothing is there yet to take back; write the patterns that take in before it"
    assert found == [
        f'2:41: pattern "!x": {rest}',
        f'2:59: pattern "!y": {rest}',
        f'3:40: pattern "!z": {rest}',
    ]


def test_a_policy_holds_at_most_2000_patterns() -> None:
    head = 'version: 1\ndimensions: {v: {paths: ["{variant}/"]}}\nv_budget: {hard_limit: 5}\n'
    full = head + "files: {exclude: [" + ", ".join(["x"] * 1999) + "]}\n"
    over = full.replace("]}\n", ", x]}\n").replace("{variant}/, x", "{variant}/")

    assert problems_of(full) == []
    assert slugs_of(over) == ["too-many-patterns"]


_HOSTILE = st.text(alphabet="*?[]!-^/\\{}a.~&|# $z", max_size=30)


@settings(max_examples=400)
@given(_HOSTILE)
def test_whatever_is_taken_compiles_without_a_warning(pattern: str) -> None:
    if problems_of_pattern(pattern):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = GitIgnoreSpecPattern(pattern)

    assert compiled.regex is not None


@pytest.mark.parametrize(
    "pattern",
    [
        "*a*" + "/a*" * 65,
        "**/*a*/**/b",
        "**/*a*b/**/*b",
        "**/a*/**/*a" + "/*" * 90,
        "*" + "a" * 100 + "*",
        "?" * 200,
        "**/a/**/a" + "/a" * 90,
    ],
)
def test_the_worst_patterns_taken_are_quick_against_the_worst_paths(pattern: str) -> None:
    assert problems_of_pattern(pattern) == []
    expression = GitIgnoreSpecPattern(pattern).regex
    assert expression is not None

    start = time.perf_counter()
    for path in ("a" * 250, "/".join(["a" * 80] * 50), "a/" * 2000, ("a" * 255 + "/") * 16):
        expression.match(path)

    assert time.perf_counter() - start < 2
