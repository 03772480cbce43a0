import os
import pickle
from pathlib import Path

import pytest

from tests.adapters.report_scene import Scene, content, paths, plant
from variant_budget.adapters import globs, report_files
from variant_budget.adapters.report_files import find_reports
from variant_budget.adapters.report_roots import Roots


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_files_are_shown_from_the_checkout_the_workspace_or_runner_temp(scene: Scene) -> None:
    plant(scene.checkout, "out/a.xml")
    plant(scene.workspace, "other/b.xml")
    plant(scene.temp, "junit/c.xml")
    found = scene.find("out/*.xml", "../other/*.xml", f"{scene.temp}/**/*.xml")
    assert paths(found) == ["out/a.xml", "other/b.xml", "junit/c.xml"]
    assert [file.tracked_as for file in found.files] == [("out/a.xml",), (), ()]
    assert [each.pattern for each in found.patterns] == ["out/*.xml", "other/*.xml", "**/*.xml"]
    assert (found.refused, found.unmatched) == ((), ())


def test_a_pattern_over_the_workspace_shows_the_checkouts_files_from_the_checkout(
    scene: Scene,
) -> None:
    plant(scene.workspace, "repo/out/b.xml", "c.xml")
    found = scene.find(f"{scene.workspace}/**/*.xml")
    assert paths(found) == ["c.xml", "out/b.xml"]
    assert [file.tracked_as for file in found.files] == [(), ("out/b.xml",)]


def test_off_github_any_folder_can_be_named_and_paths_begin_there(scene: Scene) -> None:
    plant(scene.temp, "run/a.xml", "run/deep/b.xml")
    patterns = [f"{scene.temp}/run/**/*.xml", f"{scene.temp}/run/a.xml"]
    found = scene.find(*patterns, confined=False)
    assert paths(found) == ["a.xml", "deep/b.xml"]
    assert [each.pattern for each in found.patterns] == patterns
    assert [file.tracked_as for file in found.files] == [(), ()]


def test_patterns_are_seen_from_the_working_folder(scene: Scene) -> None:
    plant(scene.checkout, "sub/out/a.xml", "out/b.xml")
    assert paths(scene.find("out/*.xml", cwd=scene.checkout / "sub")) == ["sub/out/a.xml"]
    assert paths(scene.find("./../out//*.xml", cwd=scene.checkout / "sub")) == ["out/b.xml"]


def test_each_file_comes_once_and_each_pattern_counts_what_it_matches(scene: Scene) -> None:
    plant(scene.checkout, "b.xml", "a.xml", "c.txt")
    found = scene.find("b.*", "*.xml", "a.xml", "absent.xml", "out/*.xml")
    assert [[file.path for file in each.files] for each in found.patterns] == [
        ["b.xml"],
        ["a.xml"],
        [],
        [],
        [],
    ]
    assert [each.matches for each in found.patterns] == [1, 2, 1, 0, 0]
    assert found.unmatched == ("absent.xml", "out/*.xml")


def test_a_link_and_the_file_it_leads_to_are_one_report(scene: Scene) -> None:
    plant(scene.checkout, "run-7/a.xml")
    (scene.checkout / "latest.xml").symlink_to("run-7/a.xml")
    alone = scene.find("latest.xml")
    assert paths(alone) == ["run-7/a.xml"]
    assert alone.files[0].tracked_as == ("latest.xml", "run-7/a.xml")
    assert content(alone.files[0]) == b"run-7/a.xml"
    both = scene.find("**/*.xml")
    assert paths(both) == ["run-7/a.xml"]
    assert both.files[0].tracked_as == ("run-7/a.xml",)


def test_a_link_in_the_checkout_may_lead_to_runner_temp(scene: Scene) -> None:
    plant(scene.temp, "a.xml")
    (scene.checkout / "link.xml").symlink_to(scene.temp / "a.xml")
    (file,) = scene.find("*.xml").files
    assert (file.path, file.tracked_as, content(file)) == ("a.xml", ("link.xml",), b"a.xml")


def test_a_pattern_may_begin_with_a_link_to_a_folder_inside(scene: Scene) -> None:
    plant(scene.checkout, "build/out/a.xml")
    (scene.checkout / "reports").symlink_to("build/out")
    assert paths(scene.find("reports/*.xml")) == ["build/out/a.xml"]


def test_roots_that_are_reached_through_links_are_roots(scene: Scene) -> None:
    plant(scene.checkout, "a.xml")
    (scene.folder / "alias").symlink_to(scene.workspace)
    alias = str(scene.folder / "alias" / "repo")
    for confined in (True, False):
        found = find_reports([f"{alias}/*.xml"], Roots(alias, alias, None, None, confined))
        assert [(file.path, file.tracked_as) for file in found.files] == [("a.xml", ("a.xml",))]


def test_a_root_whose_own_name_looks_like_a_glob_is_taken_by_name(tmp_path: Path) -> None:
    scene = Scene(tmp_path / "a[1]*")
    plant(scene.checkout, "out/a.xml")
    assert paths(scene.find(f"{scene.checkout}/out/*.xml", cwd=tmp_path)) == ["out/a.xml"]
    assert paths(scene.find("out/*.xml")) == ["out/a.xml"]


def test_a_name_with_glob_signs_is_matched_by_brackets(scene: Scene) -> None:
    plant(scene.checkout, "t[1].xml", "t1.xml", "*.xml")
    assert paths(scene.find("t[1].xml")) == ["t1.xml"]
    assert paths(scene.find("t[[]1].xml")) == ["t[1].xml"]
    assert paths(scene.find("[*].xml")) == ["*.xml"]
    assert paths(scene.find("*.xml")) == ["*.xml", "t1.xml", "t[1].xml"]


def test_a_name_that_is_no_utf8_survives_and_opens(scene: Scene) -> None:
    name = os.fsdecode(b"caf\xe9.xml")
    plant(scene.checkout, f"{name[:3]}/{name}")
    for pattern in (f"caf/{name}", "**/caf?.xml", f"caf/*{name[3:]}"):
        (file,) = scene.find(pattern).files
        assert file.path == "caf/caf\udce9.xml"
        assert content(file) == b"caf/caf\xe9.xml"


def test_a_source_begins_anew_each_time_and_gives_pieces(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(scene.checkout, "a.xml")
    (scene.checkout / "a.xml").write_bytes(b"abcdefg")
    (file,) = scene.find("a.xml").files
    monkeypatch.setattr(report_files, "PIECE", 3)
    with file.opened() as source:
        begun = iter(source())
        assert next(begun) == b"abc"
        assert list(source()) == [b"abc", b"def", b"g"]
        assert list(begun) == [b"def", b"g"]
    (scene.checkout / "a.xml").write_bytes(b"hij")
    with pickle.loads(pickle.dumps(file.opened))() as source:  # noqa: S301 - our own
        assert list(source()) == [b"hij"]
    (scene.checkout / "a.xml").write_bytes(b"")
    assert content(file) == b""


def test_a_file_is_the_same_one_while_it_is_held_open(scene: Scene) -> None:
    plant(scene.checkout, "a.xml")
    (file,) = scene.find("a.xml").files
    with file.opened() as source:
        (scene.checkout / "a.xml").unlink()
        (scene.checkout / "a.xml").symlink_to("/etc/passwd")
        assert list(source()) == [b"a.xml"]


def test_a_file_that_is_left_early_leaves_nothing_open(scene: Scene) -> None:
    plant(scene.checkout, "deep/er/a.xml")
    (file,) = scene.find("deep/**").files
    before = sorted(Path("/proc/self/fd").iterdir())
    with file.opened() as source:
        next(iter(source()))
    assert sorted(Path("/proc/self/fd").iterdir()) == before


@pytest.mark.parametrize(("limit", "what"), [("MOST_FILES", "files"), ("MOST_FOLDERS", "folders")])
def test_a_pattern_that_is_too_wide_gives_no_file_and_the_others_do(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, limit: str, what: str
) -> None:
    plant(scene.checkout, "a/1.xml", "b/2.xml")
    monkeypatch.setattr(globs, limit, 1)
    found = scene.find("**/*.xml", "b/*.xml")
    assert paths(found) == ["b/2.xml"]
    ((path, _, (remark,)),) = found.refused
    assert (path, remark.slug) == ("**/*.xml", "report-glob-too-wide")
    assert f"more than 1 {what}" in remark.message
