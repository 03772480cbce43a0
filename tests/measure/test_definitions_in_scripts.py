"""Functions and classes of script languages and of the scripts in pages."""

import pytest

from variant_budget.measure.facts import measure_blob
from variant_budget.measure.functions import functions_of

RUBY = b"""\
module M
  class A < B
    class << self
      def make(a, b = %w[def no])
        x = a / b # not a regex
      end
    end
    def self.other?; end
    def [](i) = @list[i]
    private def value=(v)
      text = <<~TEXT
        def no
      TEXT
      v =~ /"def no/ ? "#{h["def"]}" : :def
    end
    define_method(:no) { }
  end
end
class C::D; end
"""

RUBY_FUNCTIONS = [("make", 4, 6), ("other?", 8, 8), ("[]", 9, 9), ("value=", 10, 15)]

LUA = b"""\
local function f(a)
  return function() end
end
function M.a:b() end
M.c = function(x)
  return x
end
"""

LUA_FUNCTIONS = [("f", 1, 3), ("b", 4, 4), ("M.c", 5, 7)]

SHELL = b"""\
f() { echo "g() {"; }
function long-name {
  case $1 in
    a) ;;
  esac
}
sub_shell () (
  exit
)
cat <<EOF
no() { }
EOF
"""

SHELL_FUNCTIONS = [("f", 1, 1), ("long-name", 2, 6), ("sub_shell", 7, 9)]

PERL = b"""\
package A;
sub none;
sub new { my ($x) = @_; }
sub long
{
}
"""

POWERSHELL = b"""\
function Get-It { param($a) }
Filter Only-It
{
}
class A { }
"""

R = b"""\
f <- function(a, b = 2) {
  lapply(a, function(x) x)
}
"""

VUE = b"""\
<!-- <script> function no() { } </script> -->
<template>
  <a @click="function no() { }">it's {{ `x }}</a>
</template>
<script setup lang="ts">
function f(): number {
  return 1
}
class A { }
</script>
<script type="text/x-template">
  function no() { }
</script>
<style>
a { b: c }
</style>
"""


@pytest.mark.parametrize(
    ("language", "source", "functions", "classes"),
    [
        ("Ruby", RUBY, RUBY_FUNCTIONS, (2, 19)),
        ("Lua", LUA, LUA_FUNCTIONS, ()),
        ("Shell", SHELL, SHELL_FUNCTIONS, ()),
        ("Perl", PERL, [("new", 3, 3), ("long", 4, 6)], ()),
        ("PowerShell", POWERSHELL, [("Get-It", 1, 1), ("Only-It", 2, 4)], (5,)),
        ("R", R, [("f", 1, 3)], ()),
        ("Vue", VUE, [("f", 6, 8)], (9,)),
        ("HTML", VUE, [("f", 6, 8)], (9,)),
    ],
)
def test_definitions_of_scripts_are_found_where_they_start(
    language: str, source: bytes, functions: list[tuple[str, int, int]], classes: tuple[int, ...]
) -> None:
    found = functions_of(source, language)
    assert [(each.name, each.first, each.last) for each in found] == functions
    facts = measure_blob(source, language)
    assert facts.functions == tuple(first for _, first, _ in functions)
    assert facts.classes == classes
