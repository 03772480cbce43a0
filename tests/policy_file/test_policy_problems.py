"""What is wrong with a policy, word for word: where, what was meant, and the fix."""

import pytest

from tests.policy_file.drawn import problems_of, slugs_of

HEAD = 'version: 1\ndimensions: {vehicle: {paths: ["src/{variant}/"]}}\n'
BUDGET = "vehicle_budget: {hard_limit: 5}\n"
NUMBER = "write a number from 0 to 100 with at most 4 decimals, such as 5.0"


def budget(keys: str) -> str:
    """A policy whose only budget has these keys, on line 3 from column 18 on."""
    return f"{HEAD}vehicle_budget: {{{keys}}}\n"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(
            "",
            [
                (
                    "1:1: the policy is empty; it needs at least version: 1, dimensions: "
                    '{vehicle: {paths: ["src/vehicles/{variant}/"]}} and vehicle_budget: '
                    "{hard_limit: 5.0}"
                )
            ],
            id="nothing at all",
        ),
        pytest.param(
            "[1, 2]",
            ["1:1: the policy is a list; write keys and values, such as version: 1"],
            id="a list",
        ),
        pytest.param(
            HEAD,
            [
                (
                    "1:1: no budget, so nothing is limited; add: "
                    "vehicle_budget: {hard_limit: 5.0, soft_limit: 3.0}"
                )
            ],
            id="no budget",
        ),
        pytest.param(
            "version: 1\nvehicle_budget: {hard_limit: 5}\nsector_budget: {hard_limit: 5}\n",
            [
                (
                    "1:1: the policy lacks the key dimensions; add dimensions: "
                    '{vehicle: {paths: ["src/vehicles/{variant}/"]}, '
                    'sector: {paths: ["src/sectors/{variant}/"]}}'
                )
            ],
            id="no dimensions",
        ),
        pytest.param(
            HEAD + BUDGET + "sector_budget: {hard_limit: 5}\n",
            [
                (
                    '4:1: there is no dimension "sector"; add below dimensions: '
                    'sector: {paths: ["src/sectors/{variant}/"]}'
                )
            ],
            id="a budget without its dimension gets a snippet",
        ),
        pytest.param(
            HEAD + "vehicel_budget: {hard_limit: 5}\n",
            [
                (
                    '3:1: there is no dimension "vehicel"; did you mean "vehicle_budget"? '
                    'Else add below dimensions: vehicel: {paths: ["src/vehicels/{variant}/"]}'
                )
            ],
            id="a budget with a slip in its name",
        ),
        pytest.param(
            "version: 2\nnew_key: 1\n",
            ["1:10: version is 2; this variant-budget reads version 1, use a newer one"],
            id="a newer version is the only problem told",
        ),
        pytest.param(
            HEAD.replace("1", '"1"', 1) + BUDGET,
            ['1:10: version is "1"; write version: 1'],
            id="version in quotes",
        ),
        pytest.param(
            HEAD.replace("version: 1\n", "") + BUDGET,
            ["1:1: the policy lacks the key version; add version: 1"],
            id="no version",
        ),
        pytest.param(
            budget("hard_limt: 5, soft_limit: 3"),
            ['3:18: unknown key "hard_limt"; did you mean "hard_limit"?'],
            id="a slip in a key",
        ),
        pytest.param(
            budget("hard_limit: 5, require_evidence: true"),
            ['3:33: unknown key "require_evidence" here; it belongs below test_budget'],
            id="a key of test budgets in a code budget",
        ),
        pytest.param(
            HEAD + "test_budget: {hard_limit: 5, coverage_floor: 80}\n",
            ['3:30: unknown key "coverage_floor" here; it belongs below <dimension>_budget'],
            id="a key of code budgets in the test budget",
        ),
        pytest.param(
            HEAD + BUDGET + "exclude: []\n",
            ['4:1: unknown key "exclude" here; it belongs below files'],
            id="a key one level too high",
        ),
        pytest.param(
            budget("hard_limit: 5, colour: red"),
            [
                (
                    '3:33: unknown key "colour"; known here: coverage_floor, enforce, exclusions, '
                    "existing_breaches, hard_limit, metrics, relative_to, soft_limit, total_limit, "
                    "trend_limit, variants"
                )
            ],
            id="a key like no other",
        ),
        pytest.param(
            budget('hard_limit: "5.0", soft_limit: .nan, trend_limit: -1, total_limit: 5.12345'),
            [
                "3:30: hard_limit is a text; write 5.0 without quotes",
                f'3:49: soft_limit is ".nan"; {NUMBER}',
                f'3:68: trend_limit is "-1"; {NUMBER}',
                f'3:85: total_limit is "5.12345"; {NUMBER}',
            ],
            id="limits that are no decimals",
        ),
        pytest.param(
            budget("hard_limit: 100.1, soft_limit: 1e1, trend_limit: 5_0, total_limit: 05"),
            [
                "3:30: hard_limit is 100.1; it must be 0 to 100",
                f'3:49: soft_limit is "1e1"; {NUMBER}',
                f'3:67: trend_limit is "5_0"; {NUMBER}',
                f'3:85: total_limit is "05"; {NUMBER}',
            ],
            id="limits that YAML's readers would read differently",
        ),
        pytest.param(
            budget("hard_limit: , soft_limit: [3]"),
            [
                "3:30: hard_limit is empty; write a number, such as 5.0",
                "3:44: soft_limit is a list; write a number, such as 5.0",
            ],
            id="limits that are no numbers",
        ),
        pytest.param(
            budget("hard_limit: 3, soft_limit: 5"),
            ["3:45: soft_limit 5 is above hard_limit 3 (line 3); make soft_limit the smaller one"],
            id="soft above hard",
        ),
        pytest.param(
            budget("hard_limit: 5, soft_limit: 3, variants: {truck: {hard_limit: 2}, van: {}}"),
            [
                (
                    '3:79: "truck": soft_limit 3 is above hard_limit 2 (line 3); '
                    "make soft_limit the smaller one"
                ),
                '3:83: "van" sets no limit; add hard_limit: 5.0',
            ],
            id="limits of one variant",
        ),
        pytest.param(
            budget("metrics: [lines_of_code]"),
            ["3:1: vehicle_budget sets no limit; add hard_limit: 5.0"],
            id="a budget without a limit",
        ),
        pytest.param(
            budget(
                "hard_limit: 5, metrics: [lines_of_cod, test_case_count, class_count, class_count]"
            ),
            [
                (
                    '3:43: unknown metric "lines_of_cod"; did you mean "lines_of_code"? '
                    "A metric of your own needs a row below artifacts:"
                ),
                "3:57: test_case_count is a metric of tests; it belongs below test_budget",
                '3:87: metrics names "class_count" twice; keep one',
            ],
            id="metrics of a code budget",
        ),
        pytest.param(
            HEAD + "test_budget: {hard_limit: 5, metrics: [lines_of_code, test_case_cnt]}\n",
            [
                (
                    "3:40: lines_of_code is no metric of tests; these are: test_case_count, "
                    "test_execution_time, test_function_count, test_data_volume, "
                    "infrastructure_cost"
                ),
                '3:55: unknown metric "test_case_cnt"; did you mean "test_case_count"?',
            ],
            id="metrics of a test budget",
        ),
        pytest.param(
            HEAD
            + "test_budget: {hard_limit: 5, dimensions: [vehicel], variants: {van: {soft_limit: 1}}}",
            ['3:43: there is no dimension "vehicel"; did you mean "vehicle"?'],
            id="dimensions of a test budget",
        ),
        pytest.param(
            budget("hard_limit: 5, enforce: {default: [hrad, soft], release: [hard]}"),
            [
                '3:53: an item of default is "hrad"; did you mean "hard"?',
                "3:66: release must block all that default blocks; add soft",
            ],
            id="a release that blocks less than a change",
        ),
        pytest.param(
            HEAD
            + BUDGET
            + "undecided: ignore\ntest_budget: {hard_limit: 5, require_evidence: yes}\n",
            [
                '4:12: undecided is "ignore"; it may be: fail, warn',
                '5:48: require_evidence is "yes"; write true',
            ],
            id="words",
        ),
        pytest.param(
            HEAD
            + BUDGET
            + "test_budget: {hard_limit: 5, min_seconds: 1.5, time_tolerance: '20'}\n",
            [
                '4:43: min_seconds is "1.5"; write a whole number from 0 to 1000000',
                "4:64: time_tolerance is a text; write 20 without quotes",
            ],
            id="whole numbers",
        ),
        pytest.param(
            HEAD + BUDGET + "files: {exclude: src/, tests: , config: [null, {a: 1}]}\n",
            [
                '4:18: exclude is "src/"; write a list: ["src/"]',
                "4:31: tests is empty; write a list of patterns, or leave the key out",
                '4:42: an item of config is empty; write "null" in quotes if that is the text',
                "4:48: an item of config is a mapping; write a text",
            ],
            id="lists",
        ),
        pytest.param(
            "version: 1\ndimensions: {vehicle: 5}\nvehicle_budget: 5\n",
            [
                (
                    '2:23: dimension "vehicle" is "5"; write keys and values, such as '
                    '{paths: ["src/vehicles/{variant}/"]}'
                ),
                (
                    '3:17: vehicle_budget is "5"; write keys and values, such as '
                    "{hard_limit: 5.0, soft_limit: 3.0}"
                ),
            ],
            id="what follows from a refused value is not told",
        ),
    ],
)
def test_problems_of_budgets(policy: str, expected: list[str]) -> None:
    assert problems_of(policy) == expected


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        pytest.param(
            'p: {}\ntest: {paths: ["src/{variant}/"]}',
            [
                '3:3: dimension "p" has no variants; add paths: ["src/{variant}/"] or variants:',
                '4:3: a dimension cannot be called "test"; test_budget is about tests',
            ],
            id="dimensions that cannot be",
        ),
        pytest.param(
            'p: {variants: {a b: {}, -x: {}, linux: {paths: ["a"]}}}',
            [
                (
                    '3:18: "a b" cannot be the variant\'s name; '
                    "use letters, digits, and _ . - after the first"
                ),
                (
                    '3:27: "-x" cannot be the variant\'s name; '
                    "use letters, digits, and _ . - after the first"
                ),
            ],
            id="names",
        ),
        pytest.param(
            "p: {variants: {linux: {symbols: [A, on, '0']}, android: {symbols: [A]}}, "
            "ignore_symbols: [A]}",
            [
                '3:39: an item of symbols is "on"; put it in quotes if that is the symbol',
                '3:43: an item of symbols is "0"; a symbol holds at least one letter or underscore',
                (
                    '3:70: symbol "A" stands for variant "linux" (line 3) and for variant "android"; '
                    "keep one, or make a group of both"
                ),
                (
                    '3:93: symbol "A" stands for variant "linux" (line 3) and for ignore_symbols; '
                    "keep one, or make a group of both"
                ),
            ],
            id="symbols",
        ),
        pytest.param(
            "p: {variants: {a: {implies: [b, x]}, b: {implies: [c]}, c: {implies: [b]}}}",
            [
                '3:35: there is no variant "x"; known: a, b, c',
                "3:44: variants imply each other in a circle: b → c → b; break it",
            ],
            id="implied variants",
        ),
        pytest.param(
            'p: {variants: {linux: {aliases: ["x*"]}}, not_variants: [x], groups: '
            '{linux: {of: [linux], paths: ["a"]}, unix: {of: [linx]}, none: {of: []}}}',
            [
                "3:26: aliases join names that paths finds; there are no paths with {variant} here",
                "3:45: not_variants takes names out of what paths finds; there are no paths here",
                '3:73: "linux" is a variant already; give the group a name of its own',
                '3:109: group "unix" owns nothing; add paths or symbols',
                '3:121: there is no variant "linx"; did you mean "linux"?',
                '3:129: group "none" owns nothing; add paths or symbols',
                "3:140: of is an empty list; name at least one, or leave the key out",
            ],
            id="groups, aliases and not_variants without captures",
        ),
        pytest.param(
            'p: {paths: ["{variant}/"], not_variants: [common], variants: {common: {}}, '
            "groups: {g: {of: [anything, 1.10], symbols: [G]}}}",
            ['3:45: "common" stands among the variants too; keep one of the two'],
            id="with captures a group may hold any name",
        ),
        pytest.param(
            'p: {variants: {a: {paths: [{path: "s/a/", overlay_of: "s/b/"}, '
            '{path: "s/*/", overlay_of: "s/x/"}, {path: "s/c/", overlay_of: "/s/c/"}]}, '
            'b: {paths: [{path: "s/b/", overlay_of: "s/base/"}, {path: "s/d", overlay_of: "s/e/"}, '
            "{path: s/f/}]}}}",
            [
                '3:57: "s/b/" is an overlay itself (line 3); overlays go one level deep',
                (
                    '3:73: pattern "s/*/": an overlay is one folder against another; '
                    "write their paths without wildcards"
                ),
                '3:129: "s/c/" cannot be an overlay of itself',
                (
                    "3:218: path and overlay_of must both be folders (with / at the end) "
                    "or both be files"
                ),
                '3:227: an item of paths lacks the key overlay_of; add overlay_of: "sectors/base/"',
            ],
            id="overlays",
        ),
    ],
)
def test_problems_of_dimensions(dimensions: str, expected: list[str]) -> None:
    indented = "".join(f"  {line}\n" for line in dimensions.splitlines())

    found = problems_of(f"version: 1\ndimensions:\n{indented}p_budget: {{hard_limit: 5}}\n")

    assert found == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        pytest.param(
            'tests: {reports: [{glob: "r/**", runner: linx}, {glob: "a"}, '
            '{glob: "b", dimension: vehicle}, {glob: "c", dimension: vehicel, variant: x}]}\n'
            "cost: {currency: usd, per_minute: {linux: 0.0000001}}\n",
            [
                '4:42: cost.per_minute has no rate for "linx"; did you mean "linux"?',
                "4:49: this rule says nothing; add dimension and variant, or runner",
                "4:62: a report rule needs both; add variant",
                '4:118: there is no dimension "vehicel"; did you mean "vehicle"?',
                '5:18: currency is "usd"; write three letters, such as USD',
                (
                    '5:43: runner "linux" is "0.0000001"; write a number from 0 to 10000 '
                    "with at most 6 decimals, such as 5.0"
                ),
            ],
            id="reports and cost",
        ),
        pytest.param(
            'tests: {names: {vehicel: {x: ["*"]}, vehicle: {x: ["a*b*c*d*e*", " x"]}}}\n',
            [
                '4:17: there is no dimension "vehicel"; did you mean "vehicle"?',
                '4:52: an item of variant "x" is "a*b*c*d*e*"; use at most 4 stars',
                '4:66: an item of variant "x" is " x"; remove the blanks at its ends',
            ],
            id="names of tests",
        ),
        pytest.param(
            'artifacts: {lines_of_code: {files: ["x"]}, Bad: {}, role: {files: ["x"]}, '
            'screens: {files: ["x"], classes: "A*", matches: x}}\n',
            [
                "4:13: lines_of_code has a meaning already; choose another name",
                '4:44: "Bad" cannot be the artifact\'s name; use small letters, digits and _',
                '4:49: artifact "Bad" lacks the key files; add files: ["src/**"]',
                "4:53: role has a meaning already; choose another name",
                "4:75: an artifact counts by one rule; keep one of matches, classes",
            ],
            id="artifacts",
        ),
        pytest.param(
            'ccb: {review_every: 90, approvers: ["@org/ccb", "a b"], label: ""}\n'
            'releases: {tags: "v *"}\n',
            [
                '4:21: review_every is "90"; write a number of days, such as 90d',
                '4:49: an item of approvers is "a b"; write a login, or a team such as "@org/ccb"',
                "4:64: label is blank; write a text",
                '5:18: tags is "v *"; use letters, digits, _ . - / + @ and the wildcards * and ?',
            ],
            id="the board and releases",
        ),
    ],
)
def test_problems_of_other_sections(section: str, expected: list[str]) -> None:
    assert problems_of(HEAD + BUDGET + section) == expected


def test_a_variant_that_paths_may_find_needs_no_declaration() -> None:
    assert problems_of(budget("hard_limit: 5, variants: {any-name: {hard_limit: 8}}")) == []


def test_a_per_variant_limit_must_name_a_declared_variant_where_paths_finds_none() -> None:
    policy = "version: 1\ndimensions: {p: {variants: {linux: {}}}}\n"
    policy += "p_budget: {hard_limit: 5, variants: {linx: {hard_limit: 8}}}\n"

    assert problems_of(policy) == ['3:38: there is no variant "linx"; did you mean "linux"?']


def test_all_problems_of_all_kinds_are_told_at_once() -> None:
    policy = """\
    version: 1
    version: 1
    dimensions: {vehicle: {paths: ["./{variant}/"]}}
    vehicle_budget: {hard_limit: .inf, metrics: [nothing_like_it]}
    colour: &red 1
    """

    assert slugs_of(policy) == [
        "duplicate-key",
        "bad-pattern",
        "bad-number",
        "unknown-metric",
        "unknown-key",
        "yaml-anchor",
    ]
