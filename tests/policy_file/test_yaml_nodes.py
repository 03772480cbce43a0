"""What YAML may hold in a policy, where things stand, and that a bomb is refused in no time."""

import time

import pytest
import yaml

from tests.policy_file.drawn import problems_of, slugs_of
from variant_budget.errors import PolicyError
from variant_budget.policy_file import yaml_nodes
from variant_budget.policy_file.nodes import Mapping, Node, Scalar, Sequence
from variant_budget.policy_file.reading import Reading

BOMB = b'a: &a ["x","x","x","x","x","x","x","x","x","x"]\n' + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b",".join([b"*%c" % (name - 1)] * 10))
    for name in range(ord("b"), ord("j"))
)


def compose(data: bytes) -> Node | None:
    """The node of a text without problems."""
    reading = Reading("p")
    node = yaml_nodes.compose(data, reading)
    reading.finish()
    return node


def only_problem(data: bytes) -> str:
    """The one problem that composing a text finds."""
    reading = Reading("p")
    try:
        yaml_nodes.compose(data, reading)
        reading.finish()
    except PolicyError as error:
        (problem,) = error.problems
        return str(problem)
    return ""


def test_places_count_from_one_and_characters_not_bytes() -> None:
    node = compose('é: [ü, "x"]\nkey:\n  - 1.10\n'.encode())

    assert isinstance(node, Mapping)
    first, second = node.entries
    assert isinstance(first.value, Sequence)
    assert isinstance(second.value, Sequence)
    assert [(each.location.line, each.location.column) for each in first.value.items] == [
        (1, 5),
        (1, 8),
    ]
    assert (second.location.line, second.location.column) == (2, 1)
    assert second.value.items[0].location.line == 3


@pytest.mark.parametrize("text", ["on", "no", "1.10", "0x10", "2024-01-01", "1_000", "~x", "é"])
def test_scalars_keep_their_text(text: str) -> None:
    node = compose(f"key: {text}\n{text}: x\n".encode())

    assert isinstance(node, Mapping)
    assert node.entries[1].key == text
    assert isinstance(node.entries[0].value, Scalar)
    assert node.entries[0].value.text == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(
            b"a: &x 1\n",
            "p:1:4: anchor &x; write the value out wherever it is used",
            id="an anchor",
        ),
        pytest.param(
            b"a: [*_test]\n",
            "p:1:5: alias *_test; write the value out, or put the text in quotes",
            id="a pattern that YAML takes for an alias",
        ),
        pytest.param(
            b'a: !!python/object/apply:os.system ["touch PWNED"]\n',
            'p:1:4: tag "tag:yaml.org,2002:python/object/apply:os.system"; '
            "remove it (a text that starts with ! needs quotes)",
            id="a tag",
        ),
        pytest.param(
            b"a: [!src]\n",
            "p:1:9: this is not YAML: did not find expected whitespace or line break; "
            "a text that starts with ! needs quotes",
            id="a pattern in a list that YAML takes for a tag",
        ),
        pytest.param(
            b"- !src\n",
            'p:1:3: tag "!src"; remove it (a text that starts with ! needs quotes)',
            id="a pattern that YAML takes for a tag",
        ),
        pytest.param(b"<<: {a: 1}\n", "p:1:1: merge key <<; write the keys out", id="a merge key"),
        pytest.param(
            b"? [a]\n: 1\n",
            "p:1:3: a key must be a text, not a list or a mapping",
            id="a key that is a list",
        ),
        pytest.param(
            b"a: 1\nb: 2\n'a': 3\n",
            'p:3:1: key "a" is given twice, in lines 1 and 3; keep one',
            id="a key twice",
        ),
        pytest.param(
            b"a: 1\n---\nb: 1\n",
            "p:2:1: a second YAML document; remove this line and everything below it",
            id="a second document",
        ),
        pytest.param(
            b"a:\n\t- b\n",
            "p:2:1: this is not YAML: found character that cannot start any token; "
            "indent with spaces, not with tabs",
            id="a tab",
        ),
        pytest.param(
            b"a: [*_test.*]\n",
            "p:1:11: this is not YAML: did not find expected alphabetic or numeric character; "
            "a text that starts with *, @, ` or % needs quotes",
            id="a pattern without quotes",
        ),
        pytest.param(
            b"a: @org/ccb\n",
            "p:1:4: this is not YAML: found character that cannot start any token; "
            "a text that starts with *, @, ` or % needs quotes",
            id="a team without quotes",
        ),
        pytest.param(
            b"a: [src/{variant}/]\n",
            "p:1:9: this is not YAML: did not find expected ',' or ']'; "
            "a pattern with {variant} needs quotes",
            id="{variant} without quotes",
        ),
        pytest.param(
            b"a: b: c\n",
            "p:1:5: this is not YAML: mapping values are not allowed in this context; "
            "is the indentation right? A text that holds a colon and a space needs quotes",
            id="a colon",
        ),
        pytest.param(
            b"a: 1\nb: \xff\n", "p:2:4: this is not UTF-8; save the file as UTF-8", id="not UTF-8"
        ),
        pytest.param(
            "a: 1\n".encode("utf-16"),
            "p:1:1: this is not UTF-8; save the file as UTF-8",
            id="UTF-16",
        ),
        pytest.param(
            "a: 1\nb: x\u202ey\n".encode(),
            "p:2:5: invisible character U+202E; remove it",
            id="a character that turns the direction",
        ),
        pytest.param(
            "# x\u2028b: 1\n".encode(),
            "p:1:4: invisible character U+2028; remove it",
            id="a line end that only YAML sees",
        ),
        pytest.param(
            b'a: "x\\0y"\n', "p:1:4: invisible character U+0000; remove it", id="an escaped NUL"
        ),
        pytest.param(
            b"[" * 30,
            "p:1:22: nested more than 20 levels deep; a policy needs 8",
            id="too deep",
        ),
        pytest.param(
            b"#" * (256 * 1024 + 1),
            "p:1:1: the file has 262,145 bytes; at most 262,144 are read",
            id="too large",
        ),
        pytest.param(
            b"[" + b"a, " * 20_000 + b"]",
            "p:1:59999: more than 20,000 values; is this the right file?",
            id="too many values",
        ),
    ],
)
def test_what_a_policy_may_not_hold(data: bytes, expected: str) -> None:
    assert only_problem(data) == expected


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    node = compose(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")

    assert isinstance(node, Mapping)
    assert [(each.key, each.location.line, each.location.column) for each in node.entries] == [
        ("a", 1, 1),
        ("b", 2, 1),
    ]


def test_a_file_with_nothing_in_it_holds_no_node() -> None:
    assert [compose(data) for data in (b"", b"# comment\n", b"---\n", b"~\n")] == [None] * 4


def test_an_alias_bomb_names_each_anchor_once() -> None:
    found = [problem for problem in problems_of(BOMB) if "anchor" in problem or "alias" in problem]

    assert found == [
        f"{line}:4: anchor &{name}; write the value out wherever it is used"
        for line, name in enumerate("abcdefghi", start=1)
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BOMB, id="aliases"),
        pytest.param(b"[" * 250_000, id="open brackets"),
        pytest.param(b"{" * 250_000, id="open braces"),
        pytest.param(b"- " * 120_000, id="nested lists on one line"),
        pytest.param(b"? " * 120_000, id="nested keys on one line"),
        pytest.param(b"a: " * 80_000, id="nested mappings on one line"),
        pytest.param(b"".join(b" " * n + b"a:\n" for n in range(700)), id="nested mappings"),
        pytest.param(b"!!x " * 60_000, id="tags"),
        pytest.param(b"x" * 250_000 + b": 1", id="a long key"),
        pytest.param(b"".join(b"k%d: &a%d 1\n" % (n, n) for n in range(15_000)), id="anchors"),
        pytest.param(b"".join(b"key_%d: 1\n" % n for n in range(19_000)), id="unknown keys"),
        pytest.param(b'"' + b"\\x41" * 60_000, id="an open text of escapes"),
        pytest.param(b"a: |\n" + b" x\n" * 80_000, id="a long block"),
        pytest.param(b"#\n" * 130_000, id="comments"),
        pytest.param(
            b"version: 1\ndimensions: {v: {variants: {"
            + b"".join(b"v%d: {implies: [v%d]}, " % (n, n + 1) for n in range(6_000))
            + b"}}}\nv_budget: {hard_limit: 5}",
            id="a long chain of implied variants",
        ),
        pytest.param(
            b"version: 1\ndimensions: {v: {variants: {"
            + b"".join(b"variant_%d: {}, " % n for n in range(1_000))
            + b"}, groups: {g: {of: ["
            + b"".join(b"varient_%d, " % n for n in range(900))
            + b"], symbols: [G]}}}}\nv_budget: {hard_limit: 5}",
            id="many slips among many names",
        ),
        pytest.param(
            b"version: 1\ndimensions: {v: {paths: ['{variant}/']}}\nv_budget: {hard_limit: 5}\n"
            b"files: {exclude: [" + b"'**/%s', " % (b"*{a[b-" * 16) * 1_900 + b"]}",
            id="hostile patterns",
        ),
    ],
)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_a_hostile_policy_is_refused_in_no_time(
    data: bytes, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "_LOADER", getattr(yaml, loader))
    most = 1 if loader == "CSafeLoader" else 20

    start = time.process_time()
    assert slugs_of(data)

    assert time.process_time() - start < most


def test_at_most_100_problems_are_told() -> None:
    data = b"".join(b"key_%d: 1\n" % n for n in range(200))

    assert problems_of(data)[0] == " more than 100 problems; here are the first 100"
    assert len(problems_of(data)) == 101
