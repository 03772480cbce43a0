r"""Sources that counters of lines get wrong, each with the lines that are code marked by hand.

`tests.measure.test_edge_cases` holds us to them; `bench.agreement` runs other tools on them.
"""

from dataclasses import dataclass

from tests.measure import edge_marks, edge_strings
from tests.measure.drawn_lines import drawn

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class EdgeCase:
    """One source in one language; `code` are the numbers of its lines of code."""

    name: str
    language: str
    data: bytes
    code: list[int]


# Languages of each way to write a comment line and a line of code.
_PLAIN = {
    ("// a", "b = 1;"): "C,C header,C++,Objective-C,CUDA,Arduino,Java,Go,JavaScript,TypeScript,C#,"
    "Kotlin,Scala,Groovy,Rust,Swift,Dart,Zig,OpenCL,GLSL,Protobuf,Thrift,Sass,Verilog,Pascal",
    ("# a", "b = 1"): "Python,Ruby,Perl,Shell,PowerShell,R,Julia,Elixir,Nim,CMake,Make,Meson,"
    "Starlark,Dockerfile,Terraform,Nix,GraphQL,Rego",
    ("-- a", "b = 1"): "Lua,SQL,Haskell,Ada,VHDL",
    ("<!-- a -->", "<b>"): "HTML,Vue,Svelte,Blade",
    ("/* a */", "b { c: d }"): "CSS",
    ("; a", "(b 1)"): "Clojure,Lisp,Assembly",
    ("% a", "b() -> 1."): "Erlang",
    ("! a", "b = 1"): "Fortran",
    ("rem a", "set b=1"): "Batch",
    ("{{-- a --}}", "<?php $b = 1;"): "Blade",
}


def _lines(language: str, comment: str, code: str) -> list[EdgeCase]:
    """The comment, the code, a blank line, the code, in each way to end and encode lines."""
    text = f"{comment}\n{code}\n\n{code}\n"
    crlf = text.replace("\n", "\r\n")
    ways = (
        ("a byte order mark before a comment", (BOM + text).encode()),
        ("lines that end in CR LF", crlf.encode()),
        ("lines that end in lone CR", text.replace("\n", "\r").encode()),
        ("no line end at the end", text.removesuffix("\n").encode()),
        ("Latin-1", text.replace("a", "\xe9\xa0", 1).encode("latin-1")),
        ("UTF-16 with its mark, little-endian", (BOM + crlf).encode("utf-16-le")),
        ("UTF-16 with its mark, big-endian", (BOM + text).encode("utf-16-be")),
    )
    return [EdgeCase(name, language, data, [2, 4]) for name, data in ways]


EDGE_CASES = [
    *(
        EdgeCase(name, language, *drawn(text))
        for name, languages, text in (*edge_marks.CASES, *edge_strings.CASES)
        for language in languages.split(",")
    ),
    *(
        case
        for (comment, code), languages in _PLAIN.items()
        for language in languages.split(",")
        for case in _lines(language, comment, code)
    ),
]
