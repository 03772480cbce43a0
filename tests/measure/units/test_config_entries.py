"""`config_entries`: the values of a configuration file."""

from tests.measure.units.asking import lines, trouble
from variant_budget.domain.units import RuleKind

CONFIG = RuleKind.CONFIG_ENTRIES


def test_each_value_is_one_on_the_line_of_its_key() -> None:
    text = """\
        # The truck's limits.
        speed: 80
        load:
          most: 7.5
          axles: [1,
                  2]
        text: |
          two lines
          of one value
        nothing:
        none: []
        empty: {}
        list:
          - name: a
            on: yes
          -
            - b
    """

    assert lines(CONFIG, "truck.yml", text) == [2, 4, 5, 6, 7, 10, 11, 12, 14, 15, 17]


def test_an_alias_is_one_value_however_much_it_stands_for() -> None:
    text = "base: &base\n  a: 1\n  b: 2\nvan:\n  <<: *base\n  c: *base\n"

    assert lines(CONFIG, "a.yaml", text) == [2, 3, 5, 6]


def test_tags_documents_and_repeated_keys_are_taken_as_they_stand() -> None:
    text = "a: !Ref b\na: !vault |\n  x\n---\n---\nb: 1\n...\n"

    assert lines(CONFIG, "a.yml", text) == [1, 2, 6]


def test_json_toml_and_their_kin() -> None:
    assert lines(CONFIG, "a.json", '{"a": {"b": 1,\n "c": [true,\n null]}}') == [1, 2, 3]
    assert lines(CONFIG, "a.json", '{"a": []}') == [1]
    assert lines(CONFIG, "a.json", "[]") == lines(CONFIG, "a.toml", "# Nothing.") == []
    assert lines(CONFIG, "a.toml", "a.b = 1\n[c]\nd = [1, 2]\ne = {f = 3, g = 4}\n") == [
        1,
        3,
        3,
        4,
        4,
    ]
    assert lines(CONFIG, "site.webmanifest", '{"name": "x"}') == [1]


def test_ini_files_have_their_keys() -> None:
    text = """\
        ; a comment
        top = 1

        [server]
        host: example.org
        flag
        many =
            one
            two
        # another
        [empty]
        path = a=b:c
    """

    assert lines(CONFIG, "app.ini", text) == [2, 5, 6, 7, 12]
    assert lines(CONFIG, "setup.cfg", text) == [2, 5, 6, 7, 12]


def test_properties_and_variables_have_their_keys() -> None:
    text = "# a\n! b\nkey = one \\\n      two\n\nother:x\n  third \nslash = a\\\\\nlast=1\n"

    assert lines(CONFIG, "a.properties", text) == [3, 6, 7, 8, 9]
    assert lines(CONFIG, ".env", "# x\nexport A=1\nB=2\n") == [2, 3]
    assert lines(CONFIG, ".env.truck", "A=1\n") == [1]


def test_other_files_have_none_and_settings_that_are_not_read_say_so() -> None:
    assert lines(CONFIG, "README.md", "a: 1\n") == []
    assert lines(CONFIG, "logo.png", b"\x89PNG\0") == []
    assert trouble(CONFIG, "web.xml", "<a/>").endswith("entries of .xml files are not counted")
    assert trouble(CONFIG, "nginx.conf", "a b;\n").endswith(
        "entries of .conf files are not counted"
    )
