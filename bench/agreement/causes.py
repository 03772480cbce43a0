"""What was opened by hand: differences that no parser and no rule settles, and who is right."""

_AT = "ours: `@` starts a comment in ARM's assembly"
_REM = "ours: `@rem` is a comment, scc knows `rem` alone"
_SCRIPT = "ours: a comment of a page's script or style"
_SLASHES = "ours: comments of HCL start with `//` too"
_HEREDOC = "ours: text of a heredoc"
_VERBATIM = 'ours: a backslash in `@"…"` is no escape'
_GLOBAL = "ours: `:$'` and `:$\"` are names of Ruby's global variables, and open no string"

_GRADLE = "gradlew.bat"
_TERRAGRUNT = "cmd/infracost/testdata/breakdown_terragrunt"

_FILES = {
    "apache/commons-lang": {
        "src/test/java/org/apache/commons/lang3/ClassUtilsOssFuzzTest.java": (
            "ours, by definition: it holds NUL bytes, which makes it binary, as for git"
        ),
    },
    "micropython/micropython": {
        "tests/basics/string_cr_conversion.py": (
            "ours: its lines end in a lone CR, as Python reads it; scc sees one line"
        ),
        "ports/alif/mcu/ensemble.ld.S": "ours: `// Entry Point` is a comment to C's preprocessor",
        **dict.fromkeys(
            (
                "ports/cc3200/bootmgr/runapp.s",
                "ports/cc3200/util/cortex_m3_get_sp.s",
                "ports/cc3200/util/sleeprestore.s",
                "shared/runtime/gchelper_thumb1.s",
                "shared/runtime/gchelper_thumb2.s",
            ),
            _AT,
        ),
        "tools/ci.sh": f"{_HEREDOC}: `#!/bin/sh` of a script that is written",
    },
    "prusa3d/Prusa-Firmware": {
        "lib/Catch2/extras/Catch.cmake": "ours: `#[==[ … ]==]` is a comment of CMake",
        "lib/Catch2/tools/misc/appveyorBuildConfigurationScript.bat": _REM,
    },
    "vuejs/core": dict.fromkeys(
        (
            "packages/vue/examples/classic/svg.html",
            "packages/vue/examples/classic/todomvc.html",
            "packages/vue/examples/composition/svg.html",
            "packages/vue/examples/transition/list.html",
            "packages/vue/examples/transition/modal.html",
        ),
        _SCRIPT,
    ),
    "JamesNK/Newtonsoft.Json": dict.fromkeys(
        (
            "Src/Newtonsoft.Json.Tests/Bson/BsonReaderAsyncTests.cs",
            "Src/Newtonsoft.Json.Tests/Bson/BsonReaderTests.cs",
        ),
        _VERBATIM,
    ),
    "square/okhttp": dict.fromkeys((_GRADLE, "maven-tests/mvnw.cmd"), _REM),
    "playframework/playframework": {f"dev-mode/gradle-plugin/{_GRADLE}": _REM},
    "Kotlin/kotlinx.coroutines": dict.fromkeys((_GRADLE, f"integration-testing/{_GRADLE}"), _REM),
    "jekyll/jekyll": dict.fromkeys(
        ("docs/_includes/anchor_links.html", "docs/_layouts/default.html"), _SCRIPT
    ),
    "infracost/infracost": {
        f"{_TERRAGRUNT}_diff_project_error/exp/prod/terragrunt.hcl": _SLASHES,
        f"{_TERRAGRUNT}_hclmulti_no_source/example/prod/terragrunt.hcl": _SLASHES,
        (
            "internal/providers/terraform/aws/testdata/cloudfront_function_test/"
            "cloudfront_function_test.tf"
        ): _HEREDOC,
        (
            "internal/hcl/modules/testdata/multi_project/with_existing_terraform_mods/.terraform/"
            "modules/local-module.nested-registry-module-using-same-source/examples/complete/"
            "main.tf"
        ): _HEREDOC,
    },
    "rubocop/rubocop": {
        "lib/rubocop/cop/style/perl_backrefs.rb": _GLOBAL,
        "lib/rubocop/cop/style/special_global_vars.rb": _GLOBAL,
        "spec/fixtures/html_formatter/expected.html": _SCRIPT,
    },
    "sidekiq/sidekiq": {
        "lib/sidekiq/cli.rb": "ours: `#{w}` starts lines of a picture in `%{…}`, and no comment",
    },
}

_BRANCHES = "ours: branches of an `#if` close one brace, which lizard counts as several"

_FUNCTIONS = {
    "apache/commons-lang": {
        "src/test/java/org/apache/commons/lang3/AnnotationUtilsTest.java": (
            "ours: `expected() default None.class` is an annotation's element, without a body"
        ),
    },
    "micropython/micropython": {
        "ports/stm32/stm32_it.c": "ours: the `#elif` between three heads of one body is its own",
        "py/objint.c": _BRANCHES,
    },
    "playframework/playframework": {
        "core/play/src/main/java/play/mvc/Http.java": (
            "ours: `isPresent` is called in a record's constructor, which lizard does not see"
        ),
        "core/play/src/main/java/play/mvc/MultipartFormatter.java": (
            "ours: lizard takes a wildcard of `A<?>` for a condition"
        ),
    },
    "prusa3d/Prusa-Firmware": {
        "Firmware/cmdqueue.cpp": "lizard: one `#if` opens a brace that another closes, which ends it too early for us",
        "Firmware/ultralcd.cpp": _BRANCHES,
        "lib/Catch2/src/catch2/reporters/catch_reporter_console.cpp": (
            "ours: the `if` in a lambda of the initialisers is the constructor's"
        ),
    },
}

FILES = {
    (repository, path): cause
    for repository, files in _FILES.items()
    for path, cause in files.items()
}
"""(repository, path) -> who is right about its lines."""

FUNCTIONS = {
    (repository, path): cause
    for repository, files in _FUNCTIONS.items()
    for path, cause in files.items()
}
"""(repository, path) -> who is right about the functions of it that no rule explains."""
