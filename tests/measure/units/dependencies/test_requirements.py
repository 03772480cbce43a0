"""`dependency_count` in requirements files."""

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.measure.units.dependencies.manifest import asked_for


def test_each_requirement_counts_by_its_one_name_on_its_line() -> None:
    text = """\
        # What the truck needs.
        --index-url https://pypi.example.com/simple
        -r base.txt
        -c constraints.txt
        requests[socks,security]>=2.31  # HTTP
        Zope.Interface ~= 6.0 ; python_version < "3.12"
        ruamel_yaml == 0.18.6 \\
            --hash=sha256:0000 \\
            --hash=sha256:1111
        six
        """
    assert asked_for("requirements.txt", text) == [
        "5 pypi:requests",
        "6 pypi:zope-interface",
        "7 pypi:ruamel-yaml",
        "10 pypi:six",
    ]


def test_urls_name_what_they_install_and_paths_are_the_repository_s_own() -> None:
    text = """\
        git+https://github.com/psf/black.git@24.1.0
        git+ssh://git@example.com/fleet.git#egg=Fleet_Core
        https://example.com/wheels/numpy-2.0.1-cp312-cp312-linux_x86_64.whl
        pip @ https://github.com/pypa/pip/archive/1.3.1.zip#sha1=da9234
        -e git+https://github.com/pallets/flask#egg=flask
        -e .
        ./vendor/local
        ../shared/lib
        vendored @ file:///srv/vendored
        """
    assert asked_for("requirements.txt", text) == [
        "1 pypi:black",
        "2 pypi:fleet-core",
        "3 pypi:numpy",
        "4 pypi:pip",
        "5 pypi:flask",
    ]


def test_what_a_compiled_file_has_for_others_alone_is_no_direct_dependency() -> None:
    text = """\
        certifi==2024.7.4
            # via requests
        click==8.1.7
            # via
            #   -r requirements.in
            #   flask
        flask==3.0.3
            # via -r requirements.in
        idna==3.7 # via requests
        requests==2.32.3
            # via fleet (pyproject.toml)
        """
    assert asked_for("requirements.txt", text) == [
        "3 pypi:click",
        "7 pypi:flask",
        "10 pypi:requests",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "requirements-dev.txt",
        "requirements_test.txt",
        "dev-requirements.in",
        "requirements.docs.txt",
    ],
)
def test_a_file_named_after_development_asks_for_nothing_that_ships(name: str) -> None:
    assert asked_for(name, "pytest\nruff\n") == []


def test_a_file_named_after_a_variant_counts() -> None:
    assert asked_for("requirements-truck.txt", "canlib\n") == ["1 pypi:canlib"]


def test_constraints_and_locks_ask_for_nothing() -> None:
    assert asked_for("constraints-3.12.txt", "requests==2.31\n") == []
    assert asked_for("poetry.lock", '[[package]]\nname = "requests"\n') == []


@pytest.mark.parametrize(
    "specifier",
    [
        "a",
        "A.B-C_d>=1,<2",
        "name[fred,bar] @ https://example.com/x.zip ; python_version < '2.7'",
        "x (>=1)",
        'os2>=1;platform_system=="Linux"',
    ],
)
def test_a_specifier_is_named_as_packaging_names_it(specifier: str) -> None:
    name = canonicalize_name(Requirement(specifier).name)
    assert asked_for("requirements.txt", specifier) == [f"1 pypi:{name}"]
