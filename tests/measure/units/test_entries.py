"""`entries`: what stands at a key of YAML, JSON and TOML."""

import pytest

from tests.measure.units.asking import lines, trouble
from variant_budget.domain.units import RuleKind

ENTRIES = RuleKind.ENTRIES

KYVERNO = """\
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: require-labels}
    spec:
      # Two rules.
      rules:
        - name: check-team
          match: {any: [{resources: {kinds: [Pod]}}]}
        - name: check-cost
          validate: {message: no}
    ---
    spec:
      rules: [{name: third}]
"""


def test_the_items_of_a_list_count_each_on_its_line_in_every_document() -> None:
    assert lines(ENTRIES, "policy.yml", KYVERNO, "spec.rules") == [7, 9, 13]


def test_a_mapping_has_its_keys_and_a_single_value_is_one() -> None:
    text = "rules:\n  speed: 1\n  load:\n    most: 2\nlimit: 3\nempty:\nnone: null\nlist: []\n"

    assert lines(ENTRIES, "a.yaml", text, "rules") == [2, 3]
    assert lines(ENTRIES, "a.yaml", text, "limit") == [5]
    assert lines(ENTRIES, "a.yaml", text, "empty") == []
    assert lines(ENTRIES, "a.yaml", text, "none") == []
    assert lines(ENTRIES, "a.yaml", text, "list") == []
    assert lines(ENTRIES, "a.yaml", text, "nowhere.at.all") == []


def test_lists_on_the_way_are_gone_through() -> None:
    text = '{"Statement": [\n {"Action": ["a",\n "b"]},\n {"Action": "c"},\n [{"Action": ["d"]}]]}'

    assert lines(ENTRIES, "iam.json", text, "Statement") == [2, 4, 5]
    assert lines(ENTRIES, "iam.json", text, "Statement.Action") == [2, 3, 4, 5]


def test_a_star_stands_for_any_key_and_quotes_hold_a_key_with_dots() -> None:
    text = 'services:\n  a:\n    ports: [1, 2]\n  b:\n    ports: [3]\n"x.y":\n  z: [4]\n'

    assert lines(ENTRIES, "a.yml", text, "services.*.ports") == [3, 3, 5]
    assert lines(ENTRIES, "a.yml", text, '"x.y".z') == [7]


def test_toml_has_its_entries_on_their_lines() -> None:
    text = """\
        [tool.rules]
        first = 1
        second = {a = 2}

        [[tool.checks]]
        name = "x"
        [[tool.checks]]
        names = [
          "y",  # why
          "z",
        ]
    """

    assert lines(ENTRIES, "p.toml", text, "tool.rules") == [2, 3]
    assert lines(ENTRIES, "p.toml", text, "tool.checks") == [5, 7]
    assert lines(ENTRIES, "p.toml", text, "tool.checks.names") == [9, 10]


def test_an_alias_counts_where_it_is_written_and_merged_keys_are_found() -> None:
    text = "base: &b\n  rules: [1,\n    2]\nmine:\n  <<: *b\n  all: [*b, *b]\n"

    assert lines(ENTRIES, "a.yml", text, "mine.rules") == [2, 3]
    assert lines(ENTRIES, "a.yml", text, "mine.all") == [6, 6]
    assert lines(ENTRIES, "a.yml", text, "mine.all.rules") == [2, 3]


def test_a_file_that_holds_no_data_by_its_name_has_none() -> None:
    assert lines(ENTRIES, "README.md", "rules: [1]", "rules") == []


def test_json_may_have_comments_and_trailing_commas() -> None:
    text = '// settings\n{"rules": [ /* one\n */ {"a": 1,},\n  2,\n],}\n'

    assert lines(ENTRIES, "a.json", text, "rules") == [3, 4]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.yml", "a: [1\nb: 2\n", "line 2, column 2: this is not YAML: did not find expected"),
        ("a.yml", "{{- if .Values.on }}\na: 1\n{{- end }}\n", "line 1, column 3: this is not YAML"),
        ("a.yml", "é: 1\na: \x01\n", "line 2, column 4: this is not YAML: control characters"),
        ("a.json", '{"a": 1 "b": 2}', "line 1, column 9: this is not JSON: a comma or } is missing"),
        ("a.json", '{"a": \n', "line 2, column 1: this is not JSON: a value is missing"),
        ("a.json", "", "line 1, column 1: this is not JSON: a value is missing"),
        ("a.json", '{"a": 01}', "line 1, column 7: this is not JSON: a value is missing"),
        ("a.json", "{a: 1}", "line 1, column 2: this is not JSON: a key must be a string"),
        ("a.json", '["a\nb"]', "line 1, column 2: this is not JSON: a string that does not end"),
        ("a.json", "[1] 2", "line 1, column 5: this is not JSON: something stands behind the end"),
        ("a.toml", "a = 1\na = 2\n", "line 2, column 6: this is not TOML: cannot overwrite a value"),
        ("a.toml", "[x\n", "line 1, column 3: this is not TOML: "),
        ("a.yml", b"a: 1\nb: \xff\n", "line 2, column 4: this is not UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_its_format_says_what_is_wrong_and_where(
    name: str, text: str | bytes, says: str
) -> None:
    assert trouble(ENTRIES, name, text, "a").startswith(says)


def test_a_pointer_to_a_large_file_says_that_the_file_is_not_there() -> None:
    pointer = (
        b"version https://git-lfs.github.com/spec/v1\n"
        b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
    )

    assert "Git LFS pointer" in trouble(ENTRIES, "a.json", pointer, "rules")


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    data = "rules:\r\n  - a\r\n  - b\r\n".encode("utf-16")

    assert lines(ENTRIES, "a.yml", data, "rules") == [2, 3]
    assert lines(ENTRIES, "a.yml", b"\xef\xbb\xbfrules:\r\n  - a\r\n", "rules") == [2]
