"""What a contributor, a workflow or a typing error can put in the way of reading reports."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adapters.report_scene import Scene, content, paths, plant
from variant_budget.adapters.report_files import Found, FoundFile, refused
from variant_budget.errors import MeasureError


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    made = Scene(tmp_path)
    plant(made.checkout, "reports/good.xml")
    plant(tmp_path, "secret.xml")
    return made


def slugs(found: Found) -> list[tuple[str, str]]:
    return [(file.path, remark.slug) for file in found.refused for remark in file.remarks]


def refusal(file: FoundFile) -> tuple[str, str]:
    with pytest.raises(MeasureError) as caught:
        content(file)
    path, _, (remark,) = refused(caught.value)
    return path, remark.slug


@pytest.mark.parametrize(
    "pattern",
    ["../../**/*.xml", "../../secret.xml", "/etc/passwd", "/proc/self/environ", "/", "/etc/*"],
)
def test_on_github_a_pattern_that_leads_out_of_the_roots_is_refused(
    scene: Scene, pattern: str
) -> None:
    found = scene.find(pattern, "reports/*.xml")
    assert slugs(found) == [(pattern, "report-outside")]
    assert paths(found) == ["reports/good.xml"]


def test_a_folder_whose_name_begins_like_a_root_is_another(scene: Scene) -> None:
    plant(scene.folder, "work-2/a.xml")
    pattern = f"{scene.workspace}-2/*.xml"
    assert slugs(scene.find(pattern)) == [(pattern, "report-outside")]
    assert paths(scene.find(pattern, confined=False)) == ["a.xml"]


def test_no_folder_of_the_machine_is_told_of_a_pattern_that_begins_with_a_root(
    scene: Scene,
) -> None:
    found = scene.find(
        f"{scene.workspace}/../secret.xml", f"{scene.checkout}/*/../x", f"{scene.checkout}/no/*.xml"
    )
    assert slugs(found) == [("../secret.xml", "report-outside"), ("*/../x", "report-glob-invalid")]
    assert found.unmatched == ("no/*.xml",)
    assert str(scene.folder) not in repr(found)


@pytest.mark.parametrize("confined", [True, False])
@pytest.mark.parametrize("pattern", ["reports/*.xml", "reports/link-out.xml", "**"])
def test_a_link_to_a_file_outside_is_refused(scene: Scene, pattern: str, *, confined: bool) -> None:
    (scene.checkout / "reports/link-out.xml").symlink_to(scene.folder / "secret.xml")
    found = scene.find(pattern, confined=confined)
    assert slugs(found) == [("reports/link-out.xml", "report-outside")]
    assert all(content(file) == b"reports/good.xml" for file in found.files)


def test_off_github_a_link_does_not_lead_out_of_the_folder_that_a_pattern_names(
    scene: Scene,
) -> None:
    plant(scene.temp, "run/a.xml", "b.xml")
    (scene.temp / "run/link.xml").symlink_to("../b.xml")
    (scene.temp / "run/home.xml").symlink_to(scene.checkout / "reports/good.xml")
    found = scene.find(f"{scene.temp}/run/*.xml", confined=False)
    assert paths(found) == ["a.xml"]
    assert slugs(found) == [("home.xml", "report-outside"), ("link.xml", "report-outside")]


@pytest.mark.parametrize("confined", [True, False])
def test_a_link_to_a_folder_outside_is_neither_entered_nor_begun_with(
    scene: Scene, *, confined: bool
) -> None:
    (scene.checkout / "reports/dir-link").symlink_to("/")
    (scene.checkout / "reports/up").symlink_to(scene.folder)
    for pattern in ("reports/dir-link/etc/*", "reports/up/*.xml", "reports/up/secret.xml"):
        assert slugs(scene.find(pattern, confined=confined)) == [(pattern, "report-outside")]
    for pattern in ("reports/**/*.xml", "reports/*/*.xml", "**/secret.xml"):
        found = scene.find(pattern, confined=confined)
        assert not found.refused
        assert set(paths(found)) <= {"reports/good.xml"}
    assert slugs(scene.find("reports/dir-link/", confined=confined)) == [
        ("reports/dir-link", "report-outside")
    ]


@pytest.mark.parametrize(
    "pattern", ["~/.ssh/*", "$HOME/*", "file:///etc/passwd", "-", "--help", "C:\\Windows\\*"]
)
@pytest.mark.parametrize("confined", [True, False])
def test_what_means_something_elsewhere_is_a_name_here(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, pattern: str, *, confined: bool
) -> None:
    plant(scene.folder, ".ssh/key")
    monkeypatch.setenv("HOME", str(scene.folder))
    found = scene.find(pattern, confined=confined)
    assert (found.files, found.refused) == ((), ())
    assert len(found.unmatched) == 1
    named = pattern.replace("*", "x")
    plant(scene.checkout, named)
    (file,) = scene.find(pattern, confined=confined).files
    assert file.path == named.replace("///", "/")


@pytest.mark.parametrize(
    "pattern",
    ["reports/*.xml\n/etc/passwd", "a\r.xml", "a\0.xml", "", "*/../../../secret.xml", "a" * 4_097],
    ids=["line break", "carriage return", "nul", "empty", "up behind a wildcard", "too long"],
)
@pytest.mark.parametrize("confined", [True, False])
def test_what_is_no_pattern_is_refused(scene: Scene, pattern: str, *, confined: bool) -> None:
    found = scene.find(pattern, confined=confined)
    assert slugs(found) == [(pattern, "report-glob-invalid")]
    assert (found.files, found.unmatched) == ((), ())


@pytest.mark.parametrize("pattern", [".git/*", ".git/config", "sub/.git/x.xml", ".GIT/*", ".git"])
@pytest.mark.parametrize("confined", [True, False])
def test_what_git_keeps_is_no_report(scene: Scene, pattern: str, *, confined: bool) -> None:
    plant(scene.checkout, ".git/config", "sub/.git/x.xml")
    (scene.checkout / "reports/key.xml").symlink_to("../.git/config")
    assert slugs(scene.find(pattern, confined=confined)) == [(pattern, "report-outside")]
    assert slugs(scene.find("reports/*", confined=confined)) == [
        ("reports/key.xml", "report-outside")
    ]
    assert paths(scene.find("**", confined=confined)) == ["reports/good.xml"]


def test_a_fifo_and_a_socket_are_refused_and_make_nobody_wait(scene: Scene) -> None:
    # With a blocking open this would never end: nobody writes.
    os.mkfifo(scene.checkout / "reports/pipe.xml")
    os.mknod(scene.checkout / "reports/socket.xml", stat.S_IFSOCK | 0o600)
    found = scene.find("reports/*.xml", "reports/pipe.xml")
    assert paths(found) == ["reports/good.xml"]
    assert slugs(found) == [
        ("reports/pipe.xml", "report-no-file"),
        ("reports/socket.xml", "report-no-file"),
    ]


def test_a_device_is_no_file(scene: Scene) -> None:
    assert slugs(scene.find("/dev/zero", confined=False)) == [("zero", "report-no-file")]


def test_a_folder_is_refused_where_it_is_named_and_passed_over_by_wildcards(scene: Scene) -> None:
    (scene.checkout / "reports/a.xml").mkdir()
    (scene.checkout / "reports/b.xml").symlink_to("a.xml")
    found = scene.find("reports/*.xml")
    assert (paths(found), found.refused) == (["reports/good.xml"], ())
    for named in ("reports", "reports/a.xml/", ".", "reports/b.xml"):
        (path, slug) = slugs(scene.find(named))[0]
        assert slug == "report-no-file", path


def test_a_link_that_leads_nowhere_or_in_a_circle_is_refused(scene: Scene) -> None:
    (scene.checkout / "reports/gone.xml").symlink_to("absent.xml")
    (scene.checkout / "reports/ring.xml").symlink_to("ring.xml")
    found = scene.find("reports/*.xml")
    assert paths(found) == ["reports/good.xml"]
    assert slugs(found) == [
        ("reports/absent.xml", "report-unreadable"),
        ("reports/ring.xml", "report-unreadable"),
    ]


def test_a_file_that_may_not_be_read_is_refused(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = os.open

    def refusing(path: str, flags: int, *, dir_fd: int | None = None) -> int:
        if path == "good.xml":
            raise PermissionError(13, "Permission denied")
        return opens(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refusing)
    found = scene.find("reports/*.xml")
    assert slugs(found) == [("reports/good.xml", "report-unreadable")]
    assert "Permission denied" in found.refused[0].remarks[0].message


def test_a_folder_that_cannot_be_listed_is_told(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refusing)
    found = scene.find("reports/*.xml", "*.xml")
    assert slugs(found) == [("reports", "report-unreadable"), (".", "report-unreadable")]
    assert found.unmatched == ()


def test_a_name_that_no_file_system_holds_is_refused(scene: Scene) -> None:
    assert slugs(scene.find("a" * 300)) == [("a" * 300, "report-unreadable")]


def by_link(path: Path, target: Path) -> None:
    path.rename(path.with_name("away"))
    path.symlink_to(target)


def by_fifo(path: Path, _target: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def by_folder(path: Path, _target: Path) -> None:
    path.unlink()
    path.mkdir()


def by_nothing(path: Path, _target: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("swap", "slug"),
    [
        (by_link, "report-unreadable"),
        (by_fifo, "report-no-file"),
        (by_folder, "report-no-file"),
        (by_nothing, "report-unreadable"),
    ],
)
def test_a_file_that_was_replaced_after_it_was_found_is_refused_when_it_is_opened(
    scene: Scene, swap: Callable[[Path, Path], None], slug: str
) -> None:
    (file,) = scene.find("reports/*.xml").files
    swap(scene.checkout / "reports/good.xml", scene.folder / "secret.xml")
    assert refusal(file) == ("reports/good.xml", slug)


def test_a_folder_that_was_replaced_by_a_link_after_its_file_was_found_is_not_passed(
    scene: Scene,
) -> None:
    (file,) = scene.find("reports/*.xml").files
    plant(scene.folder / "evil", "good.xml")
    by_link(scene.checkout / "reports", scene.folder / "evil")
    assert refusal(file) == ("reports/good.xml", "report-unreadable")


def test_a_file_that_breaks_off_while_it_is_read_is_refused(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = scene.find("reports/*.xml").files

    def broken(_handle: int, _size: int, _at: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "pread", broken)
    assert refusal(file) == ("reports/good.xml", "report-unreadable")


def test_a_report_that_a_commit_holds_is_told_by_its_path(scene: Scene) -> None:
    plant(scene.checkout, "build/reports/TEST-real.xml", "build/reports/TEST-van.xml")
    (scene.checkout / "build/reports/TEST-x.xml").symlink_to(scene.temp / "x.xml")
    plant(scene.temp, "x.xml")
    committed = {"build/reports/TEST-van.xml", "build/reports/TEST-x.xml"}
    found = scene.find("build/reports/TEST-*.xml")
    assert [file.path for file in found.files if committed.isdisjoint(file.tracked_as)] == [
        "build/reports/TEST-real.xml"
    ]
