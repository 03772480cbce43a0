"""Whose the lines under PHP's `if`, `switch` and `match` are, drawn beside them."""

from tests.measure.statements.owned import drawn


def test_each_branch_of_a_chain_has_its_owner() -> None:
    source = """
          | <?php
          | function limit($brand) {
van       |     if ($brand === Brand::VAN) {
van       |         return 90;
bus,truck |     } elseif (in_array($brand, ['truck', 'bus'])) {
bus,truck |         return 80;
bus       |     } else if ($brand == BUS or false) {
bus       |         return 70;
          |     } else {
          |         return 100;
          |     }
          | }
van       | if ($van) return; else a();
          | if ($brand !== 'van')
          |     foreach ($b as $c)
          |         d();
van       | else
van       |     e();
          | f();
"""
    assert drawn(source, "PHP") == source
    assert drawn(source, "PHP", line_end="\r\n") == source


def test_bodies_between_a_colon_and_endif() -> None:
    source = """
          | <?php
van       | if ($a === 'van'):
van       |     if ($b): c(); elseif ($d): e(); else: f(); endif;
van       |     if ($g) { h(); } else { i(); }
bus       | elseif ($a === 'bus'):
bus       |     if ($h):
bus       |         j();
bus       |     endif;
bus       |     k();
van       | elseif ($a === 'van' && $h):
van       |     if ($n == 'van') o();
          | else:
          |     l();
          | endif;
          | m();
"""
    assert drawn(source, "PHP") == source


def test_templates() -> None:
    source = """
          | <h1>if ($van) {</h1>
van       | <?php if ($a === 'van'): ?>
van       |   <p>van</p>
          | <?php else: ?>
          |   <p>others</p>
          | <?php endif ?>
          | <p>end</p>
"""
    assert drawn(source, "PHP") == source


def test_labels() -> None:
    source = """
          | <?php
          | switch ($brand) {
          |     case 0:
          |         a();
van       |     case Brand::VAN:
van       |         b(fn() => 1);
van       |         break;
bus,truck |     case 'truck':
bus,truck |     case 'bus':
bus,truck |         c();
          |     default:
          |         d();
          | }
          | switch ($brand):
van       |     case 'van':
van       |         switch ($x):
van       |             case 'y':
van       |                 e();
van       |         endswitch;
van       |         e();
truck     |     case 'truck':
truck     |         e();
          | endswitch;
          | f();
"""
    assert drawn(source, "PHP") == source


def test_the_arms_of_a_match() -> None:
    source = """
          | <?php
          | $top = match ($brand) {
van       |     Brand::VAN => 90,
bus,truck |     'truck',
bus,truck |     'bus' => array_map(fn ($x) => [
bus,truck |         'y' => $x,
bus,truck |     ], $z),
          |     default => 100,
          | };
          | $one = match (true) {
          |     $brand !== 'van' && $fast => 1,
truck     |     $brand === 'truck', false => 2,
          |     default => 3,
          | };
          | $two = match ($brand) { 'van' => 1, default => 2 };
"""
    assert drawn(source, "PHP") == source


def test_strings_comments_and_names_are_no_branches() -> None:
    source = """
          | <?php
          | $a = 'if ($van) {';
          | $b = <<<EOT
          | if ($van) {
          | EOT;
          | # if ($van) {
          | // if ($van) {
          | /* if ($van) { */
          | $c = $van ? 1 : 2;
          | $d->if($van);
          | E::if($van);
          | while ($van) { f(); }
van       | if (g("}", ')', $van)) {
van       |     h();
van       | }
          | i();
"""
    assert drawn(source, "PHP") == source
