"""The one table of languages: a new language is one row. Prose and data are no languages here."""

from variant_budget.measure.language import Language

_C = ("//\\", "/**/", 'R"', '"', "c'")
_SLASHES = ("//", "/**/")
# The plain strings first: 2 to 3 % faster, since every other spelling that is tried costs.
_PLAIN = ('"plain', "'plain")
_JAVA = (*_PLAIN, *_SLASHES, '"""', '"', "'")
_PYTHON = (*_PLAIN, "#", '"""', "'''", 'f"', "f'", '"', "'")
_SCRIPT = (*_SLASHES, "regex", "`", '"', "'")
_MARKUP = ("<!---->", *_SLASHES, "`")


def _page(name: str, suffixes: str, tokens: tuple[str, ...]) -> Language:
    """Markup whose scripts are measured by the rules of JavaScript (`source.py`)."""
    return Language(name, suffixes, tokens, decisions="script", definitions="script", is_page=True)


LANGUAGES = (
    # All four metrics.
    Language(
        "Python",
        ".py .pyi .pyw .pyx .pxd .pxi .wsgi",
        _PYTHON,
        "SConstruct SConscript wscript",
        decisions="python",
        definitions="python",
    ),
    Language("C", ".c", _C, decisions="c", definitions="c"),
    # A header may hold C, C++ or Objective-C: the classes of all three count.
    Language("C header", ".h", _C, decisions="c", definitions="c"),
    Language(
        "C++",
        ".cpp .cc .cxx .c++ .C .H .hpp .hh .hxx .h++ .ipp .inl .tpp .txx .tcc .cppm .ixx",
        _C,
        decisions="c",
        definitions="c",
    ),
    Language("Objective-C", ".m .mm", _C, decisions="c", definitions="c"),
    Language("CUDA", ".cu .cuh", _C, decisions="c", definitions="c"),
    Language("Arduino", ".ino .pde", _C, decisions="c", definitions="c"),
    Language("Java", ".java", _JAVA, decisions="java", definitions="java"),
    Language("Go", ".go", (*_SLASHES, "`rawlines", '"', "'"), decisions="go", definitions="go"),
    Language("JavaScript", ".js .mjs .cjs .jsx", _SCRIPT, decisions="script", definitions="script"),
    Language("TypeScript", ".ts .mts .cts .tsx", _SCRIPT, decisions="script", definitions="script"),
    # Lines of code only.
    Language(
        "C#",
        ".cs .csx",
        (*_SLASHES, '@"', '@$"', '"""cs', '$"{}', '"', "'"),
        decisions="csharp",
        definitions="csharp",
    ),
    Language(
        "Kotlin",
        ".kt .kts",
        ("//", "/*/**/*/", '"""raw', '"${}', "'"),
        decisions="kotlin",
        definitions="kotlin",
    ),
    Language(
        "Scala",
        ".scala .sc .sbt",
        ("//", "/*/**/*/", '"""raw', '"', "closed'"),
        decisions="scala",
        definitions="scala",
    ),
    Language(
        "Groovy",
        ".groovy .gradle .gvy",
        (*_SLASHES, '"""', "'''", '"${}', "'"),
        "Jenkinsfile",
        decisions="java",
        definitions="java",
    ),
    Language(
        "Rust",
        ".rs",
        ("//", "/*/**/*/", 'r"', 'br"', 'r#"', 'r##"', '"lines', "closed'"),
        decisions="rust",
        definitions="rust",
    ),
    Language(
        "Swift",
        ".swift",
        ("//", "/*/**/*/", '"""', '#"', '"\\()'),
        decisions="swift",
        definitions="swift",
    ),
    Language(
        "Dart",
        ".dart",
        ("//", "/*/**/*/", '"""', "'''", '"${}', "'${}"),
        decisions="dart",
        definitions="dart",
    ),
    Language("Zig", ".zig .zon", ("//", '"', "'"), decisions="zig", definitions="zig"),
    Language(
        "PHP",
        ".php .phtml .php5",
        (*_SLASHES, "php#", "?>", "<?", '"lines', "'lines"),
        heredocs=("<<<",),
        decisions="php",
        definitions="php",
    ),
    Language(
        "Ruby",
        ".rb .rake .gemspec .ru .podspec",
        ("#", "=begin", "__END__", "$'", "?'", "%w[]", "/ruby/", '"#{}', "'lines", "`#{}"),
        "Rakefile Gemfile Vagrantfile Podfile Fastfile Brewfile Guardfile",
        heredocs=("rubydoc",),
        decisions="ruby",
        definitions="ruby",
    ),
    Language(
        "Perl",
        ".pl .pm .t",
        ("sh#", "=pod", '"lines', "'lines"),
        heredocs=("heredoc",),
        decisions="perl",
        definitions="perl",
    ),
    Language(
        "Shell",
        ".sh .bash .zsh .ksh .bats .command",
        ("sh#", "\\", '"lines', "'rawlines"),
        "configure.ac PKGBUILD APKBUILD",
        heredocs=("heredoc",),
        decisions="shell",
        definitions="shell",
    ),
    Language(
        "PowerShell",
        ".ps1 .psm1 .psd1",
        ("#", "<##>", '@"\n', "@'\n", '"raw', "'raw"),
        decisions="powershell",
        definitions="powershell",
    ),
    Language("Batch", ".bat .cmd", ("rem",)),
    Language("Lua", ".lua", ("--[[]]", "--", "[[]]", '"', "'"), decisions="lua", definitions="lua"),
    Language("SQL", ".sql .ddl .dml .pls .plsql", ("--", "/**/", "'rawlines", '"raw')),
    Language("R", ".r .R", ("#", '"lines', "'lines"), decisions="r", definitions="r"),
    Language("Julia", ".jl", ("#==#", "#", '"""', '"lines')),
    Language("Haskell", ".hs", ("{--}", "--", '"', "closed'")),
    Language("Elixir", ".ex .exs", ("#", "?'", '"""', "'''", '"lines', "closed'")),
    Language("Erlang", ".erl .hrl", ("%", "$c", '"lines', "closed'")),
    Language("Clojure", ".clj .cljs .cljc .edn", (";", "\\", '"lines')),
    Language("Lisp", ".lisp .lsp .el .scm .rkt", (";", "\\", '"lines')),
    Language("Nim", ".nim .nims", ("#[]#", "#", '"""raw', '"', "closed'")),
    Language("Fortran", ".f90 .f95 .f03 .f08 .F90", ("!", '"raw', "'raw")),
    Language("Ada", ".adb .ads .ada", ("--", '"raw', "closed'")),
    Language("Pascal", ".pas .pp .dpr .lpr", ("//", "{}", "(**)", "'raw")),
    Language("VHDL", ".vhd .vhdl", ("--", "/**/", '"raw', "closed'")),
    Language("Verilog", ".v .sv .svh .vh", (*_SLASHES, '"')),
    Language("OpenCL", ".cl", _C),
    Language("GLSL", ".glsl .vert .frag .geom .comp .hlsl .metal", _SLASHES),
    Language("Assembly", ".s .S .asm .nasm", (*_SLASHES, ";", "\n@", '"')),
    Language("CMake", ".cmake", ("#[[]]", "#", "[[]]", "\\", '"lines'), "CMakeLists.txt"),
    Language("Make", ".mk .mak .make", ("make#",), "Makefile makefile GNUmakefile Makefile.am"),
    Language("Meson", "", ("#", "'''", "'"), "meson.build meson_options.txt meson.options"),
    Language("Starlark", ".bzl .star .bazel", _PYTHON, "BUILD WORKSPACE Tiltfile"),
    Language("Dockerfile", ".dockerfile", ("\n#",), "Dockerfile Containerfile"),
    Language("Terraform", ".tf .hcl .tfvars", ("#", *_SLASHES, '"'), heredocs=("heredoc",)),
    Language("Nix", ".nix", ("#", "/**/", '"lines')),
    Language("Protobuf", ".proto", (*_SLASHES, '"', "'")),
    Language("Thrift", ".thrift", (*_SLASHES, "#", '"', "'")),
    Language("GraphQL", ".graphql .gql .graphqls", ("#", '"""', '"')),
    Language("Rego", ".rego", ("#", "`rawlines", '"')),
    _page("HTML", ".html .htm .xhtml", ("<!---->",)),
    Language("CSS", ".css", ("/**/", '"', "'")),
    Language("Sass", ".scss .sass .less", (*_SLASHES, '"', "'")),
    _page("Vue", ".vue", _MARKUP),
    _page("Svelte", ".svelte", _MARKUP),
    _page("Blade", ".blade.php", ("<!---->", "{{----}}")),
)

LANGUAGE = {row.name: row for row in LANGUAGES}
"""Name -> row."""

_BY_FILE = {file: row.name for row in LANGUAGES for file in row.files.split()}
_BY_SUFFIX = {suffix: row.name for row in LANGUAGES for suffix in row.suffixes.split()}


def language_of(path: str) -> str | None:
    """The language of a file by its name; None where it is no code (prose, data, unknown).

    An exact file name first, then the longest suffix as written, then that suffix in lower case:
    `.C` and `.H` are C++, `.PY` is Python.
    """
    name = path.rpartition("/")[2]
    found = _BY_FILE.get(name)
    if found is not None:
        return found
    # A leading dot starts a hidden file, not a suffix.
    at = name.find(".", 1)
    while at >= 0:
        suffix = name[at:]
        found = _BY_SUFFIX.get(suffix) or _BY_SUFFIX.get(suffix.lower())
        if found is not None:
            return found
        at = name.find(".", at + 1)

    return None
