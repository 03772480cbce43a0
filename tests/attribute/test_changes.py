"""What changed between two commits, and what passed between owners."""

from tests.drawn import changes_of, transfers_of

POLICY = """
version: 1
dimensions: {vehicle: {paths: ["src/{variant}/"], shared: ["core/"]}}
vehicle_budget: {hard_limit: 5}
"""


def test_an_unedited_move_is_one_change_of_no_lines() -> None:
    (change,) = changes_of(POLICY, "src/van/a.py 20 =x", "src/van/b.py 20 =x")
    assert (change.path, change.from_path, change.edited) == ("src/van/b.py", "src/van/a.py", False)
    assert transfers_of(POLICY, "src/van/a.py 20 =x", "src/van/b.py 20 =x") == ()


def test_a_move_to_another_owner_is_a_transfer_of_its_lines() -> None:
    (transfer,) = transfers_of(POLICY, "core/a.py 20 =x", "src/van/a.py 20 =x")
    assert (transfer.giver, transfer.taker, transfer.lines) == ((), ("van",), 20)
    assert (transfer.path, transfer.from_path) == ("src/van/a.py", "core/a.py")


def test_a_move_below_a_test_folder_is_a_transfer_of_role() -> None:
    (transfer,) = transfers_of(POLICY, "src/van/a.py 20 =x", "src/van/tests/a.py 20 =x")
    assert (transfer.from_role, transfer.to_role, transfer.lines) == ("code", "test", 20)


def test_a_move_out_of_every_rule_is_a_transfer_to_unattributed() -> None:
    (transfer,) = transfers_of(POLICY, "src/van/a.py 20 =x", "lost/a.py 20 =x")
    assert (transfer.from_class, transfer.to_class) == ("owned", "unattributed")


def test_two_equal_files_that_move_are_paired_one_to_one() -> None:
    changes = changes_of(POLICY, "core/a.py 5 =x\ncore/b.py 5 =x", "core/c.py 5 =x\ncore/d.py 5 =x")
    assert [(change.from_path, change.path) for change in changes] == [
        ("core/a.py", "core/c.py"),
        ("core/b.py", "core/d.py"),
    ]


def test_a_file_that_did_not_change_is_no_change() -> None:
    assert changes_of(POLICY, "core/a.py 5", "core/a.py 5") == ()
