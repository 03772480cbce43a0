"""Which tags are releases, and in which order."""

import pytest

from variant_budget.domain.versions import Version, release_version


@pytest.mark.parametrize(
    ("tag", "numbers"),
    [
        ("v1.2", (1, 2)),
        ("1.2.3", (1, 2, 3)),
        ("V11.3.0", (11, 3)),
        ("v1.0", (1,)),
        ("curl-8_21_0", (8, 21)),
        ("release-2.32.4", (2, 32, 4)),
        ("REL_16_3", (16, 3)),
        ("n6.1", (6, 1)),
        ("go1.22.3", (1, 22, 3)),
        ("llvmorg-18.1.8", (18, 1, 8)),
        ("rel/commons-lang-3.20.0", (3, 20)),
        ("rel/log4j-2.23.1", (2, 23, 1)),
        ("lib/v2.0.1", (2, 0, 1)),
        ("@acme/parts@3.1.4", (3, 1, 4)),
        ("2024-05-01", (2024, 5, 1)),
        ("7.1.1-29", (7, 1, 1, 29)),
        ("v202012.06-LTS", (202012, 6)),
        ("5.0.0.Final", (5,)),
        ("v1.2.3+build.7", (1, 2, 3)),
        ("alphabet-1.2", (1, 2)),
    ],
)
def test_a_version_after_an_optional_prefix_is_a_release(
    tag: str, numbers: tuple[int, ...]
) -> None:
    assert release_version(tag) == Version(numbers)


@pytest.mark.parametrize(
    "tag",
    [
        "v1.2.3-rc1",
        "v1.2.3-rc.1",
        "v1.2.3rc1",
        "1.2b1",
        "1.2.3.dev4",
        "8.0.0-preview.7.23375.6",
        "V11.0.0-M1",
        "1.0.0.CR1",
        "1.0.0.Alpha2",
        "1.2.3-SNAPSHOT",
        "v202012.06-LTS-rc1",
        "v1.2.3-anything",
        "nightly-2026.05.01",
        "beta/1.2",
    ],
)
def test_a_prerelease_is_no_release(tag: str) -> None:
    assert release_version(tag) is None


@pytest.mark.parametrize(
    "tag", ["latest", "v1", "stable", "", "nightly-20260501", "build-7", "v", "docs", "9" * 40]
)
def test_a_tag_without_two_numbers_is_no_release(tag: str) -> None:
    assert release_version(tag) is None


@pytest.mark.parametrize(
    ("tag", "pattern", "version"),
    [
        pytest.param("v255", "v*", Version((255,)), id="one number is enough"),
        pytest.param("v255-rc1", "v*", None, id="a prerelease is none still"),
        pytest.param("1.2", "v*", None, id="not matched"),
        pytest.param("V1.2", "v*", None, id="case counts"),
        pytest.param("v33.1-jre", "v*-jre", Version((33, 1)), id="the policy knows its words"),
        pytest.param("nightly-1.2", "nightly-*", Version((1, 2)), id="the policy wants these"),
        pytest.param("v-next", "v*", Version(), id="no number at all: lowest"),
        pytest.param("v[1].2", "v[1].?", Version((1,)), id="a bracket is a bracket"),
        pytest.param("a/v1.2", "*/v1.?", Version((1, 2)), id="a star takes a slash"),
    ],
)
def test_a_pattern_of_the_policy_replaces_the_rule(
    tag: str, pattern: str, version: Version | None
) -> None:
    assert release_version(tag, pattern) == version


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("v1.9", "v1.10"),
        ("v1.2", "v1.2.1"),
        ("v9.0", "v10.0"),
        ("1.1.1", "1.1.1a"),
        ("1.1.1a", "1.1.1w"),
        ("1.2.3", "1.2.3-post1"),
        ("1.2.3-post2", "1.2.3-post10"),
        ("curl-8_9_1", "curl-8_21_0"),
    ],
)
def test_versions_compare_by_number(lower: str, higher: str) -> None:
    first, second = release_version(lower, "*"), release_version(higher, "*")
    assert second is not None
    assert first is None or first < second


def test_trailing_zeros_do_not_matter() -> None:
    assert release_version("v1.2") == release_version("v1.2.0.0")


def test_a_very_long_tag_is_read_at_once() -> None:
    """Python refuses to read numbers of more than 4,300 digits, and stars may backtrack."""
    assert release_version("1." + "9" * 5000) is None
    assert release_version("v" + "1." * 120 + "x", "v*1*1*1*1*1*y") is None
