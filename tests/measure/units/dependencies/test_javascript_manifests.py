"""`dependency_count` in package.json and composer.json."""

from tests.measure.units.asking import trouble
from tests.measure.units.dependencies.manifest import asked_for
from variant_budget.domain.units import RuleKind


def test_a_package_has_what_it_needs_to_run_and_not_what_develops_it() -> None:
    text = """\
        {
          "name": "truck-ui",
          "dependencies": {
            "vue": "^3.4.0",
            "@fleet/core": "workspace:*",
            "old-vue": "npm:vue@^2.7.0",
            "scoped": "npm:@scope/real@1.0.0",
            "local": "file:../local"
          },
          "devDependencies": {"vitest": "^1.0.0"},
          "optionalDependencies": {
            "fsevents": "*"
          },
          "peerDependencies": {
            "pinia": ">=2"
          }
        }
        """
    assert asked_for("package.json", text) == [
        "4 npm:vue",
        "6 npm:vue",
        "7 npm:@scope/real",
        "12 npm:fsevents",
        "15 npm:pinia",
    ]


def test_locks_of_packages_ask_for_nothing() -> None:
    text = '{"packages": {"node_modules/vue": {"version": "3.4.0"}}}'
    assert asked_for("package-lock.json", text) == []
    assert asked_for("pnpm-lock.yaml", "packages:\n  vue@3.4.0: {}\n") == []


def test_a_package_that_is_no_json_says_where() -> None:
    text = '{"dependencies": {"vue": }}'
    assert trouble(RuleKind.DEPENDENCIES, "package.json", text).startswith("line 1, column")


def test_composer_has_its_packages_without_php_and_its_extensions() -> None:
    text = """\
        {"require": {
            "php": ">=8.2",
            "ext-json": "*",
            "Symfony/Console": "^7.0"
          },
         "require-dev": {"phpunit/phpunit": "^11"}}
        """
    assert asked_for("composer.json", text) == ["4 packagist:symfony/console"]
