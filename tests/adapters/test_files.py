import os
import time
from pathlib import Path

import pytest

from variant_budget.adapters.files import EVENT_LIMIT, read_event, read_policy, write_files
from variant_budget.domain.effects import WriteFile
from variant_budget.errors import ForeseenError, MeasureError, UsageError

REPORT = WriteFile("report.json", '{"verdict": "pass"}\n')


def only_problem(error: pytest.ExceptionInfo[ForeseenError]) -> tuple[str, str]:
    (problem,) = error.value.problems
    return problem.slug, problem.message


def test_files_are_written_as_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    write_files(str(folder), [REPORT, WriteFile("summary.md", "größer\r\n")])
    assert (folder / "report.json").read_bytes() == b'{"verdict": "pass"}\n'
    assert (folder / "summary.md").read_bytes() == "größer\r\n".encode()
    assert sorted(each.name for each in folder.iterdir()) == ["report.json", "summary.md"]


def test_a_file_that_is_there_is_replaced_and_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("old")
    (tmp_path / "copy").hardlink_to(tmp_path / "report.json")
    write_files(str(tmp_path), [REPORT])
    assert (tmp_path / "report.json").read_text() == REPORT.text
    assert (tmp_path / "copy").read_text() == "old"


def test_a_byte_that_is_no_utf8_becomes_an_escape_that_json_reads_too(tmp_path: Path) -> None:
    name = b"caf\xe9.py".decode("utf-8", "surrogateescape")
    write_files(str(tmp_path), [WriteFile("report.json", f'"{name}"')])
    assert (tmp_path / "report.json").read_bytes() == b'"caf\\udce9.py"'


def test_a_link_in_the_place_of_a_result_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.json").symlink_to(tmp_path / "victim")
    with pytest.raises(UsageError) as caught:
        write_files(str(tmp_path), [REPORT])
    slug, message = only_problem(caught)
    assert slug == "output-refused"
    assert "a symbolic link in its place" in message
    assert "--output" in message
    assert not (tmp_path / "victim").exists()


def test_a_fifo_or_a_folder_in_the_place_of_a_result_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "report.json")
    (tmp_path / "summary.md").mkdir()
    for name in ("report.json", "summary.md"):
        with pytest.raises(UsageError, match="no regular file in its place"):
            write_files(str(tmp_path), [WriteFile(name, "")])


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="it is a symbolic link"):
        write_files(str(tmp_path / "out"), [REPORT])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_inside_the_checkout_cannot_lead_the_results_out_of_it(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (tmp_path / "home").mkdir()
    (checkout / "build").symlink_to(tmp_path / "home")
    with pytest.raises(UsageError, match="a symbolic link in the checkout leads it elsewhere"):
        write_files(str(checkout / "build" / "out"), [REPORT], str(checkout))
    assert list((tmp_path / "home").iterdir()) == []


def test_a_link_above_the_checkout_is_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "home").symlink_to(tmp_path / "disk")
    checkout = tmp_path / "home" / "checkout"
    checkout.mkdir()
    write_files(str(checkout / "out"), [REPORT], str(checkout))
    write_files(str(tmp_path / "home" / "results"), [REPORT], str(checkout))
    assert (tmp_path / "disk" / "checkout" / "out" / "report.json").exists()
    assert (tmp_path / "disk" / "results" / "report.json").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    for place in ("out", "out/below"):
        with pytest.raises(UsageError, match="a file of that name in the way"):
            write_files(str(tmp_path / place), [REPORT])


def test_a_failed_write_is_an_error_and_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.json").write_text("old")

    def full(source: str, target: str) -> None:
        raise OSError(28, f"No space left on device: {source} -> {target}")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(MeasureError, match="No space left") as caught:
        write_files(str(tmp_path), [REPORT])
    assert only_problem(caught)[0] == "output-not-written"
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
    assert (tmp_path / "report.json").read_text() == "old"


def test_a_result_has_a_plain_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        write_files(str(tmp_path), [WriteFile("../report.json", "")])


def test_a_policy_is_read_and_its_absence_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_bytes(b"version: 1\r\n")
    assert read_policy(str(tmp_path / "policy.yml")) == b"version: 1\r\n"
    assert read_policy(str(tmp_path / "other.yml")) is None
    assert read_policy(str(tmp_path / "policy.yml" / "below")) is None


def test_no_more_of_a_policy_is_read_than_tells_that_it_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_bytes(b"#" * 1_000_000)
    content = read_policy(str(tmp_path / "policy.yml"))
    assert content is not None
    assert len(content) == 256 * 1024 + 1


@pytest.mark.parametrize("place", ["fifo", "/dev/zero", "/dev/tty", "folder"])
def test_what_is_no_regular_file_never_makes_the_reader_wait(tmp_path: Path, place: str) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    began = time.monotonic()
    with pytest.raises(UsageError) as caught:
        read_policy(str(tmp_path / place))
    assert only_problem(caught)[0] == "file-unreadable"
    assert read_event(str(tmp_path / place)) is None
    assert time.monotonic() - began < 1


def test_an_event_is_an_object_of_json(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_text('{"number": 7}', encoding="utf-8")
    assert read_event(str(path)) == {"number": 7}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut short"),
        pytest.param(b"[1]", id="no object"),
        pytest.param(b"[" * 200_000, id="deep"),
        pytest.param(b'{"a": "\xff"}', id="no utf-8"),
        pytest.param(b'{"a": 1}' + b" " * EVENT_LIMIT, id="too large"),
    ],
)
def test_an_event_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "event.json").write_bytes(content)
    assert read_event(str(tmp_path / "event.json")) is None
    assert read_event(str(tmp_path / "absent.json")) is None
