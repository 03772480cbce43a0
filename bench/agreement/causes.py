"""Why files differ from scc that were opened by hand: (repository, path) -> who is right, cause.

A difference without a row here stands in the table as "not opened".
"""

_LITERAL = "ours: scc takes a string that starts its line inside a call or list for a docstring"
_BARE = "ours, by definition: a string between single quotes that is a statement is a docstring too"
_REGEX = "ours: scc takes the quotes in a regular expression for a string"
_HEREDOC = "ours: scc takes lines that look like comments inside a heredoc for comments"
_SCRIPT = "ours: scc takes the comments of a page's scripts and styles for code"
_REM = "ours: scc does not know `@rem`"
_VERBATIM = "ours: scc takes a backslash in a verbatim string for an escape"
_SLASHES = "ours: HCL comments start with `//` too"

_OPENED = {
    "commaai/opendbc": {
        "opendbc/can/dbc.py": (
            "ours: scc takes the quote in `r'[\"]+'` for the start of a string and counts the blank "
            "lines after it"
        ),
    },
    "vacanza/holidays": {"scripts/calendar/germany_school_generator.py": _LITERAL},
    "apache/commons-lang": {
        "src/test/java/org/apache/commons/lang3/ClassUtilsOssFuzzTest.java": (
            "ours, by definition: it holds NUL bytes, which makes it binary, as git reads it"
        ),
    },
    "micropython/micropython": {
        **dict.fromkeys(
            (
                "examples/hwapi/button_reaction.py",
                "ports/esp32/modules/inisetup.py",
                "ports/esp8266/modules/inisetup.py",
                "ports/stm32/make-stmconst.py",
                "tests/micropython/viper_error.py",
                "tests/micropython/viper_globals.py",
                "tests/perf_bench/bm_hexiom.py",
                "tests/ports/esp32/partition_ota.py",
                "tests/stress/bytecode_limit.py",
                "tools/mpremote/mpremote/main.py",
            ),
            _LITERAL,
        ),
        **dict.fromkeys(
            (
                "tests/basics/string_join.py",
                "tests/cmdline/repl_cont.py",
                "tests/cmdline/repl_emacs_keys.py",
            ),
            _BARE,
        ),
        "tests/basics/string_cr_conversion.py": (
            "ours: its lines end in lone CR, as Python reads it; scc and tokenize see one line"
        ),
        **dict.fromkeys(
            (
                "ports/cc3200/bootmgr/runapp.s",
                "ports/cc3200/util/cortex_m3_get_sp.s",
                "ports/cc3200/util/sleeprestore.s",
                "shared/runtime/gchelper_thumb1.s",
                "shared/runtime/gchelper_thumb2.s",
            ),
            "ours: `@` starts a comment in ARM's assembly",
        ),
        "ports/alif/mcu/ensemble.ld.S": "ours: scc counts the comment `// Entry Point`",
        "py/makeqstrdefs.py": 'ours: scc takes the quotes in `r\'..."([^"]*)"...\'` for strings',
        "tests/basics/string_tstring_interpolation1.py": "ours: scc counts two blank lines",
        "tests/inlineasm/rv32/asmsanity.py": "ours: scc takes parts of assigned strings for docstrings",
        "tools/pyboard.py": "ours: scc counts one blank line",
        "tools/ci.sh": _HEREDOC,
        "tools/codestats.sh": _HEREDOC,
    },
    "prusa3d/Prusa-Firmware": {
        "lib/Catch2/conanfile.py": _LITERAL,
        "lib/Catch2/extras/Catch.cmake": "ours: scc does not know CMake's bracket comments `#[==[`",
        "lib/Catch2/tools/misc/appveyorBuildConfigurationScript.bat": (
            "ours: scc does not know `@REM`"
        ),
    },
    "vuejs/core": {
        "packages/compiler-core/src/transforms/transformExpression.ts": (
            "ours: scc loses its way in template literals nested in `${}`"
        ),
        **dict.fromkeys(
            (
                "packages/vue/examples/classic/svg.html",
                "packages/vue/examples/classic/todomvc.html",
                "packages/vue/examples/composition/svg.html",
                "packages/vue/examples/transition/list.html",
                "packages/vue/examples/transition/modal.html",
            ),
            _SCRIPT,
        ),
        **dict.fromkeys(
            (
                "packages/compiler-core/src/codegen.ts",
                "packages/compiler-core/src/validateExpression.ts",
                "packages/compiler-sfc/src/script/utils.ts",
                "packages/shared/src/domAttrConfig.ts",
                "packages/shared/src/escapeHtml.ts",
            ),
            _REGEX,
        ),
    },
    "JamesNK/Newtonsoft.Json": dict.fromkeys(
        (
            "Src/Newtonsoft.Json.Tests/Bson/BsonReaderAsyncTests.cs",
            "Src/Newtonsoft.Json.Tests/Bson/BsonReaderTests.cs",
        ),
        _VERBATIM,
    ),
    "square/okhttp": dict.fromkeys(("gradlew.bat", "maven-tests/mvnw.cmd"), _REM),
    "playframework/playframework": {"dev-mode/gradle-plugin/gradlew.bat": _REM},
    "jekyll/jekyll": dict.fromkeys(
        ("docs/_includes/anchor_links.html", "docs/_layouts/default.html"), _SCRIPT
    ),
    "infracost/infracost": {
        **dict.fromkeys(
            (
                "cmd/infracost/testdata/breakdown_terragrunt_diff_project_error/exp/prod/terragrunt.hcl",
                "cmd/infracost/testdata/breakdown_terragrunt_hclmulti_no_source/example/prod/terragrunt.hcl",
            ),
            _SLASHES,
        ),
        "internal/providers/terraform/aws/testdata/cloudfront_function_test/cloudfront_function_test.tf": _HEREDOC,
        "internal/hcl/modules/testdata/multi_project/with_existing_terraform_mods/.terraform/modules/local-module.nested-registry-module-using-same-source/examples/complete/main.tf": _HEREDOC,
    },
}

CAUSES = {
    (repository, path): cause
    for repository, files in _OPENED.items()
    for path, cause in files.items()
}
