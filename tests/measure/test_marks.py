"""Marks: in comments of every language, never in strings; what is wrong is told with its line."""

import pytest

from tests.measure.told import innermost, rows
from variant_budget.measure.languages import LANGUAGES
from variant_budget.measure.layer import Layer
from variant_budget.measure.marks import mark_layer
from variant_budget.measure.text import text_of

COMMENTS = {
    "//": "C,C header,C++,Objective-C,CUDA,Arduino,Java,Go,JavaScript,TypeScript,C#,Kotlin,Scala,Groovy,"
    "Rust,Swift,Dart,Zig,Pascal,Verilog,OpenCL,GLSL,Assembly,Protobuf,Thrift,Sass",
    "#": "Python,Ruby,Perl,Shell,PowerShell,R,Julia,Elixir,Nim,CMake,Make,Meson,Starlark,Dockerfile,"
    "Terraform,Nix,GraphQL,Rego",
    "--": "Lua,SQL,Haskell,Ada,VHDL",
    "%": "Erlang",
    ";": "Clojure,Lisp",
    "!": "Fortran",
    "REM": "Batch",
    "<!--": "HTML,Vue,Svelte,Blade",
    "/*": "CSS",
    "<?php //": "PHP",
}
CLOSE = {"<!--": " -->", "/*": " */"}
SPELLED = {name: opened for opened, names in COMMENTS.items() for name in names.split(",")}


def layer(source: str, language: str = "Python") -> Layer:
    return mark_layer(text_of(source.encode()), language)


@pytest.mark.parametrize("language", [row.name for row in LANGUAGES])
def test_a_mark_in_a_comment_opens_a_branch_in_every_language(language: str) -> None:
    opened = SPELLED[language]
    close = CLOSE.get(opened, "")
    later = opened.removeprefix("<?php ")
    source = f"{opened} variant-budget: begin vehicle=van{close}\na\n{later} variant-budget: end{close}\nb\n"
    found = layer(source, language)
    assert rows(found.branches) == ["1 (vehicle=van)"]
    assert found.troubles == []
    assert innermost(found, 4) == [0, 0, 0, -1]


SPELLINGS = [
    (
        "# variant-budget: begin vehicle=truck,bus sector=mining",
        "(vehicle=truck,bus & sector=mining)",
    ),
    ("#variant-budget:begin vehicle=van", "(vehicle=van)"),
    ("## -- variant-budget:   begin   vehicle=van  ", "(vehicle=van)"),
    ("a = 1  # variant-budget: begin vehicle=van", "(vehicle=van)"),
    ("# variant-budget: begin my-line.x=model_s.2", "(my-line.x=model_s.2)"),
]


def test_marks_inside_each_other_have_a_bound() -> None:
    found = layer("# variant-budget: begin vehicle=van\n" * 52)
    assert len(found.branches) == 50
    assert [each.line for each in found.troubles if each.slug == "mark-not-understood"] == [51, 52]


@pytest.mark.parametrize(("line", "said"), SPELLINGS)
def test_a_mark_names_dimensions_and_variants(line: str, said: str) -> None:
    found = layer(f"{line}\n# variant-budget: end\n")
    assert rows(found.branches) == [f"1 {said}"]
    assert not found.troubles


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("/* variant-budget: begin vehicle=van */\na;\n/*\n * variant-budget: end\n */\n", "C"),
        (
            "/**\n * About.\n * variant-budget: begin vehicle=van */\na\n// variant-budget: end",
            "Java",
        ),
        (
            "{{-- variant-budget: begin vehicle=van --}}\na\n{{-- variant-budget: end --}}\n",
            "Blade",
        ),
        (
            "<script>\n// variant-budget: begin vehicle=van\n// variant-budget: end\n</script>",
            "Vue",
        ),
        ("<style>\n/* variant-budget: begin vehicle=van */\n/* variant-budget: end */\n", "HTML"),
        ("(* variant-budget: begin vehicle=van *)\n{ variant-budget: end }\n", "Pascal"),
        ("=begin\nvariant-budget: begin vehicle=van\nvariant-budget: end\n=end\n", "Ruby"),
        ("@rem variant-budget: begin vehicle=van\nrem variant-budget: end\n", "Batch"),
    ],
)
def test_a_mark_may_stand_in_any_kind_of_comment(source: str, language: str) -> None:
    found = layer(source, language)
    assert [row.split(" ", 1)[1] for row in rows(found.branches)] == ["(vehicle=van)"]
    assert not found.troubles


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ('a = "# variant-budget: begin vehicle=van"\n', "Python"),
        ('"""\n# variant-budget: begin vehicle=van\n"""\n', "Python"),
        ('char *a = "// variant-budget: begin vehicle=van";\n', "C"),
        ('auto a = R"(\n// variant-budget: begin vehicle=van\n)";\n', "C++"),
        ("const a = `\n// variant-budget: begin vehicle=van\n`\n", "TypeScript"),
        ("cat <<E\n# variant-budget: begin vehicle=van\nE\n", "Shell"),
        ("# see `variant-budget: begin vehicle=van` in the docs\n", "Python"),
        ("# as with variant-budget: begin vehicle=van\n", "Python"),
        ("variant-budget: begin vehicle=van\n", "Python"),
        ("# my-variant-budget: begin vehicle=van\n", "Python"),
    ],
)
def test_a_mark_in_a_string_or_in_prose_is_none(source: str, language: str) -> None:
    assert layer(source, language) == Layer([], [], [])


NESTED = """\
# variant-budget: begin vehicle=van
a
# variant-budget: begin sector=mining
b
# variant-budget: end sector=mining
c
# variant-budget: end
d
"""


def test_a_mark_inside_another_stands_in_it() -> None:
    found = layer(NESTED)
    assert rows(found.branches) == ["1 (vehicle=van)", "3 (sector=mining) in 0"]
    assert innermost(found, 8) == [0, 0, 1, 1, 1, 0, 0, -1]
    assert not found.troubles


def test_code_beside_a_mark_belongs_to_it() -> None:
    source = "a // variant-budget: begin vehicle=van\nb // variant-budget: end\nc\n"
    assert innermost(layer(source, "C"), 3) == [0, 0, -1]


def test_a_mark_may_begin_on_the_line_on_which_one_ends() -> None:
    source = (
        "/* variant-budget: begin v=a */\nx\n"
        "/* variant-budget: end */ /* variant-budget: begin v=b */\ny\n/* variant-budget: end */\nz\n"
    )
    found = layer(source, "C")
    assert innermost(found, 6) == [0, 0, 1, 1, 1, -1]
    assert [line for line, _ in found.starts] == sorted(line for line, _ in found.starts)


TROUBLES = [
    ("a\n# variant-budget: begin vehicle=van\nb\n", ("mark-unclosed", 2)),
    ("a\n# variant-budget: end\n", ("mark-not-open", 2)),
    ("# variant-budget: begin\n", ("mark-not-understood", 1)),
    ("# variant-budget: begin van\n", ("mark-not-understood", 1)),
    ("# variant-budget: begin vehicle=\n", ("mark-not-understood", 1)),
    ("# variant-budget: begin vehicle=van, bus\n", ("mark-not-understood", 1)),
    ('# variant-budget: begin vehicle="van"\n', ("mark-not-understood", 1)),
    ("# variant-budget: start vehicle=van\n", ("mark-not-understood", 1)),
    ("# variant-budget:\n", ("mark-not-understood", 1)),
    ("# variant-budget: begin vehicle=van because\n", ("mark-not-understood", 1)),
]


@pytest.mark.parametrize(("source", "told"), TROUBLES)
def test_what_is_wrong_with_a_mark_is_told_with_its_line(
    source: str, told: tuple[str, int]
) -> None:
    assert [each[:2] for each in layer(source).troubles] == [told]


def test_an_end_that_names_another_variant_ends_nothing() -> None:
    source = "# variant-budget: begin vehicle=van\n# variant-budget: end vehicle=bus\n"
    assert [each[:2] for each in layer(source).troubles] == [
        ("mark-not-understood", 2),
        ("mark-unclosed", 1),
    ]
