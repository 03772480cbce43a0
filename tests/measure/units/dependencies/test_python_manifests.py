"""`dependency_count` in pyproject.toml, setup.cfg, Pipfile and conda's environments."""

from tests.measure.units.asking import trouble
from tests.measure.units.dependencies.manifest import asked_for
from variant_budget.domain.units import RuleKind


def test_a_project_s_dependencies_and_its_optional_ones_count() -> None:
    text = """\
        [build-system]
        requires = ["hatchling"]

        [project]
        name = "fleet"
        dependencies = [
          "requests >= 2",   # HTTP
          'PyYAML; python_version >= "3.11"',
          "fleet-core",
        ]

        [project.optional-dependencies]
        maps = ["shapely[vectorized]"]

        [dependency-groups]
        dev = ["pytest"]

        [tool.uv.sources]
        Fleet_Core = { workspace = true }
        """
    assert asked_for("pyproject.toml", text) == [
        "7 pypi:requests",
        "8 pypi:pyyaml",
        "13 pypi:shapely",
    ]


def test_of_poetry_s_groups_the_main_one_counts_without_python_and_paths() -> None:
    text = """\
        [tool.poetry.dependencies]
        python = "^3.11"
        Django = "^5.0"
        celery = { version = "^5.4", extras = ["redis"], optional = true }
        fleet-core = { path = "../core" }

        [tool.poetry.group.dev.dependencies]
        pytest = "^8"

        [tool.poetry.dev-dependencies]
        black = "*"
        """
    assert asked_for("pyproject.toml", text) == ["3 pypi:django", "4 pypi:celery"]


def test_a_project_file_without_dependencies_has_none() -> None:
    assert asked_for("pyproject.toml", "[tool.ruff]\nline-length = 100\n") == []


def test_a_project_file_that_is_no_toml_says_where() -> None:
    text = "[project\nname = 1\n"
    assert "this is not TOML" in trouble(RuleKind.DEPENDENCIES, "pyproject.toml", text)


def test_setup_cfg_has_what_it_installs_and_its_extras() -> None:
    text = """\
        [metadata]
        name = fleet
        [options]
        python_requires = >=3.11
        install_requires =
            requests>=2
            # the maps
            importlib-metadata; python_version < "3.8"
        tests_require = pytest
        [options.extras_require]
        yaml = PyYAML>=6
        maps =
            shapely
            local @ file:vendor/local
        """
    assert asked_for("setup.cfg", text) == [
        "6 pypi:requests",
        "8 pypi:importlib-metadata",
        "11 pypi:pyyaml",
        "13 pypi:shapely",
    ]


def test_a_pipfile_has_its_packages_without_those_for_development() -> None:
    text = """\
        [[source]]
        url = "https://pypi.org/simple"
        [packages]
        requests = "*"
        fleet = {path = ".", editable = true}
        [dev-packages]
        pytest = "*"
        """
    assert asked_for("Pipfile", text) == ["4 pypi:requests"]


def test_a_conda_environment_has_its_packages_and_those_of_pip() -> None:
    text = """\
        name: fleet
        dependencies:
          - python=3.11
          - numpy=1.26=py311
          - conda-forge::gdal >=3.8
          - pip
          - pip:
              - canlib==1.0
              - -e .
        """
    assert asked_for("environment.yml", text) == [
        "4 conda:numpy",
        "5 conda:gdal",
        "8 pypi:canlib",
    ]
