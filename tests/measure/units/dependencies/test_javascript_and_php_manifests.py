"""`dependency_count` in package.json and composer.json."""

from tests.measure.units.asking import named, trouble
from variant_budget.domain.units import RuleKind

DEPENDENCIES = RuleKind.DEPENDENCIES


def test_package_json_has_what_is_needed_to_run() -> None:
    text = """\
        {
          "name": "fleet", "workspaces": ["packages/*"],
          "dependencies": {
            "react": "^18.0.0",
            "@acme/ui": "workspace:*",
            "@acme/load": "1.0.0",
            "own": "file:../own",
            "old": "link:./old",
            "lodash4": "npm:lodash@^4",
            "scoped": "npm:@acme/scoped@1"
          },
          "devDependencies": {"jest": "29"},
          "optionalDependencies": {"fsevents": "2"},
          "peerDependencies": {"react-dom": ">=17"},
          "peerDependenciesMeta": {"react-dom": {"optional": true}},
          "bundledDependencies": ["react"],
          "overrides": {"minimist": "1"},
          "scripts": {"test": "jest"}
        }
    """

    assert named(DEPENDENCIES, "package.json", text) == [
        "4 npm:react",
        "6 npm:@acme/load",
        "9 npm:lodash",
        "10 npm:@acme/scoped",
        "13 npm:fsevents",
        "14 npm:react-dom",
    ]
    assert named(DEPENDENCIES, "package.json", '{"dependencies": ["a"]}') == []


def test_a_package_that_is_no_json_says_where() -> None:
    text = '{"dependencies": {"vue": }}'
    assert trouble(DEPENDENCIES, "package.json", text).startswith("line 1, column")


def test_composer_has_its_packages_but_the_platform() -> None:
    text = """\
        {"require": {
            "php": ">=8.2", "ext-json": "*", "lib-curl": "*", "composer-runtime-api": "^2",
            "Symfony/Console": "^7.0",
            "monolog/monolog": "^3"
          },
          "require-dev": {"phpunit/phpunit": "^11"},
          "suggest": {"a/b": "c"}}
    """

    assert named(DEPENDENCIES, "composer.json", text) == [
        "3 packagist:symfony/console",
        "4 packagist:monolog/monolog",
    ]
