"""`classes` and `functions` by name, in every language whose definitions are found."""

import pytest

from tests.measure.units.asking import lines
from variant_budget.domain.units import RuleKind
from variant_budget.measure.units.globs import matches_glob

CLASSES, FUNCTIONS = RuleKind.CLASSES, RuleKind.FUNCTIONS


@pytest.mark.parametrize(
    ("name", "glob", "matches"),
    [
        ("SapAdapter", "*Adapter", True),
        ("Adapter", "*Adapter", True),
        ("AdapterSap", "*Adapter", False),
        ("SapAdapterV2", "*Adapter?2", True),
        ("abcabd", "a*b?", True),
        ("abcab", "a*b?", False),
        ("a[b]", "a[b]", True),
        ("ab", "a[b]", False),
        ("", "*", True),
        ("", "?", False),
        ("a", "", False),
        ("aXbXc", "*X*X*", True),
        ("aXb", "*X*X*", False),
    ],
)
def test_a_glob_takes_whole_names(name: str, glob: str, *, matches: bool) -> None:
    assert matches_glob(name, glob) is matches


def test_a_glob_takes_time_by_the_product_of_the_lengths() -> None:
    assert not matches_glob("a" * 100_000, "*a*a*a*b")


CLASS_SAMPLES = {
    "a.py": "class SapAdapter(Base):\n    pass\nclass Other: pass\n# class NoAdapter:\n",
    "a.java": "@X\npublic final class SapAdapter extends OtherBase implements Port {\n}\n",
    "b.java": "interface SapAdapter<T> extends Port<T> {}\nrecord Other(int a) {}\n",
    "c.java": "class Other extends SapAdapter {}\npublic enum SapAdapter { A }\n",
    "a.cpp": "class MY_API SapAdapter final : public Base {};\nclass SapAdapter;\nclass Other {};\n",
    "b.cpp": "struct Base {};\ntemplate<class T> struct ns::SapAdapter : Base {};\nenum class Other { A };\n",
    "a.h": "typedef struct SapAdapter {\n int a;\n} SapAdapter_t;\n",
    "a.m": "@protocol Other\n@end\n@interface SapAdapter : NSObject\n@end\n",
    "a.cs": "class Other<T> where T : class {}\npublic record struct SapAdapter(int A);\n",
    "b.cs": "[X] public partial class SapAdapter : Base<Other> { }\n",
    "a.go": "package a\n\ntype SapAdapter struct {\n}\ntype Other interface {}\n",
    "b.go": "package a\n\ntype (\n\tSapAdapter[T any] struct {\n\t}\n)\n",
    "a.ts": "export abstract class SapAdapter<T> extends Base<T> {}\ninterface Other {}\n",
    "a.js": "const SapAdapter = class extends Base {};\nclass Other {}\n",
    "a.kt": "data class Other(val a: Int)\nobject SapAdapter : Port\n",
    "a.rs": "pub struct Other;\npub trait SapAdapter<T> {}\n",
    "a.swift": "protocol SapAdapter: Port {}\nextension SapAdapter {}\n",
    "a.rb": "module A\n  class Erp::SapAdapter < Base\n  end\nend\n",
    "a.php": "<?php\nfinal class SapAdapter extends Base {\n}\n",
    "a.scala": "case class Other(a: Int)\nobject SapAdapter extends Port\n",
    "a.dart": "abstract class SapAdapter implements Port {}\nmixin Other {}\n",
    "a.zig": "const SapAdapter = struct {\n  a: u8,\n};\n",
    "a.ps1": "class SapAdapter : Base {\n}\n",
    "a.vue": "<template><p/></template>\n<script>\nclass SapAdapter {}\n</script>\n",
}
CLASS_LINES = {
    "a.java": 2, "c.java": 2, "b.cpp": 2, "a.m": 3, "a.cs": 2, "a.go": 3, "b.go": 4, "a.kt": 2,
    "a.rs": 2, "a.rb": 2, "a.php": 2, "a.scala": 2, "a.vue": 3,
}  # fmt: skip


@pytest.mark.parametrize("name", CLASS_SAMPLES)
def test_a_class_is_found_by_its_name_in_each_language(name: str) -> None:
    assert lines(CLASSES, name, CLASS_SAMPLES[name], "*Adapter") == [CLASS_LINES.get(name, 1)]


FUNCTION_SAMPLES = {
    "a.py": "def other(): pass\nasync def handle_sap(): pass\n",
    "a.c": "void other(void);\nstatic int handle_sap(int a) {\n return 0;\n}\n",
    "a.cpp": "void other() {}\nint Erp::handle_sap(int a) const {\n return 0;\n}\n",
    "a.java": "class A {\n  int handle_sap() { return 0; }\n  abstract int handle_b();\n}\n",
    "a.go": "package a\nfunc (a *A) handle_sap() {\n}\n",
    "a.ts": "handle_a();\nexport const handle_sap = async (a: B): Promise<C> => {\n return 1;\n};\n",
    "a.js": "class A {\n  handle_sap(a) {\n  }\n}\n",
    "a.kt": "class A\nfun `handle_sap`() = 1\n",
    "a.rs": "struct A;\nfn handle_sap<T>(a: T) -> u8 { 1 }\n",
    "a.rb": "class A\n  def self.handle_sap\n  end\nend\n",
    "a.lua": "local x\nfunction M.erp.handle_sap()\nend\n",
}


@pytest.mark.parametrize("name", FUNCTION_SAMPLES)
def test_a_function_is_found_by_its_name_in_each_language(name: str) -> None:
    assert lines(FUNCTIONS, name, FUNCTION_SAMPLES[name], "handle_*") == [2]


def test_a_qualified_class_is_found_by_its_last_name_and_as_a_whole() -> None:
    text = "class Erp::SapAdapter\nend\nclass Crm::SapAdapter\nend\n"

    assert lines(CLASSES, "a.rb", text, "Erp::*") == [1]
    assert lines(CLASSES, "a.rb", text, "SapAdapter") == [1, 3]


def test_definitions_in_comments_strings_and_dead_text_are_none() -> None:
    text = '/* class AAdapter {} */\nconst a = "class BAdapter {}";\n// class CAdapter {}\n'

    assert lines(CLASSES, "a.ts", text, "*Adapter") == []


def test_a_class_behind_a_condition_of_the_preprocessor_keeps_its_line() -> None:
    text = "#ifdef TRUCK\n#include <a>\nclass TruckAdapter {};\n#endif\n"

    assert lines(CLASSES, "a.cpp", text, "*Adapter") == [3]


def test_files_without_definitions_have_none() -> None:
    assert lines(CLASSES, "a.sql", "create table SapAdapter (a int);\n", "*Adapter") == []
    assert lines(CLASSES, "README.md", "class SapAdapter {}\n", "*Adapter") == []
    assert lines(CLASSES, "a.py", b"class SapAdapter: pass\n\0", "*Adapter") == []
