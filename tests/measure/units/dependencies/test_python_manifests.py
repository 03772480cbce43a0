"""pyproject.toml, setup.cfg, Pipfile and environment.yml."""

from tests.measure.units.asking import named, trouble
from variant_budget.domain.units import RuleKind

DEPENDENCIES = RuleKind.DEPENDENCIES


def test_pyproject_has_its_dependencies_and_optional_ones() -> None:
    text = """\
        [build-system]
        requires = ["hatchling"]

        [project]
        name = "fleet"
        dependencies = [
          "Flask>=3",  # web
          'importlib_metadata; python_version < "3.10"',
          "own-core",
          "other @ git+https://github.com/acme/other",
        ]
        optional-dependencies.truck = ["pandas[excel]~=2.0", "numpy"]

        [project.optional-dependencies]
        van = [
          "scipy",
        ]

        [dependency-groups]
        dev = ["pytest", {include-group = "lint"}]

        [tool.uv.sources]
        own_core = {workspace = true}
        other = {git = "https://github.com/acme/other"}
        [tool.uv]
        dev-dependencies = ["ruff"]
    """.replace('        optional-dependencies.truck = ["pandas[excel]~=2.0", "numpy"]\n', "")

    assert named(DEPENDENCIES, "pyproject.toml", text) == [
        "7 pypi:flask",
        "8 pypi:importlib-metadata",
        "10 pypi:other",
        "15 pypi:scipy",
    ]


def test_dotted_keys_and_inline_tables_are_the_same_tables() -> None:
    text = 'project.optional-dependencies = {a = ["x"], "b" = ["y",\n\'z\']}\n'

    assert named(DEPENDENCIES, "pyproject.toml", text) == ["1 pypi:x", "1 pypi:y", "2 pypi:z"]


def test_poetry_has_its_main_group() -> None:
    text = """\
        [tool.poetry.dependencies]
        python = "^3.11"
        Flask = "^3.0"
        own = {path = "../own", develop = true}
        load_kit = {git = "https://github.com/acme/load.git"}
        pandas = [{version = "^2", python = ">=3.9"}, {version = "^1", python = "<3.9"}]

        [tool.poetry.dependencies.celery]
        version = "^5"
        optional = true

        [tool.poetry.group.dev.dependencies]
        pytest = "*"
        [tool.poetry.dev-dependencies]
        ruff = "*"
    """

    assert named(DEPENDENCIES, "pyproject.toml", text) == [
        "3 pypi:flask",
        "5 pypi:load-kit",
        "6 pypi:pandas",
        "8 pypi:celery",
    ]


def test_a_project_without_dependencies_has_none() -> None:
    assert named(DEPENDENCIES, "pyproject.toml", "[tool.ruff]\nline-length = 100\n") == []
    assert named(DEPENDENCIES, "pyproject.toml", "[project]\ndependencies = 1\n") == []
    assert "this is not TOML" in trouble(DEPENDENCIES, "pyproject.toml", "[project\n")


def test_setup_cfg_has_what_it_installs_and_its_extras() -> None:
    text = """\
        [metadata]
        name = fleet
        install_requires = no

        [options]
        packages = find:
        setup_requires = setuptools-scm
        install_requires =
            Flask >= 3 ; python_version > "3"
            # a comment

            zope.interface
        tests_require = pytest
        [options.extras_require]
        truck = pandas[excel]
        van =
            numpy
            file: other.txt
    """

    assert named(DEPENDENCIES, "setup.cfg", text) == [
        "9 pypi:flask",
        "12 pypi:zope-interface",
        "15 pypi:pandas",
        "17 pypi:numpy",
    ]


def test_a_pipfile_has_its_packages() -> None:
    text = """\
        [packages]
        Flask = "*"
        own = {editable = true, path = "."}
        [dev-packages]
        pytest = "*"
    """

    assert named(DEPENDENCIES, "Pipfile", text) == ["2 pypi:flask"]


def test_an_environment_of_conda_has_its_packages_and_those_of_pip() -> None:
    text = """\
        name: fleet
        channels: [conda-forge]
        dependencies:
          - python=3.11
          - numpy=1.26=py311
          - conda-forge::scikit-learn >=1.3
          - pip
          - pip:
              - Flask==3.0
              - -r other.txt
    """

    assert named(DEPENDENCIES, "environment.yml", text) == [
        "5 conda:numpy",
        "6 conda:scikit-learn",
        "9 pypi:flask",
    ]
    assert named(DEPENDENCIES, "environment-dev.yml", text) == []
