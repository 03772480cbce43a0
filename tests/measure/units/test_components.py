"""Components of user interfaces."""

import pytest

from tests.measure.units.asking import lines
from variant_budget.domain.units import RuleKind

COMPONENTS = RuleKind.COMPONENTS


def test_functions_with_a_capital_letter_that_hold_jsx_are_components() -> None:
    text = """\
        import React, { memo } from "react";

        export function LoadMeter({ load }: Props) {
          const label = "Load < max";
          return <div className="meter">{load}</div>;
        }

        export const Axle = ({ axle }: { axle: number }) => <Tag id={axle} />;

        const Gauge: React.FC<GaugeProps> = (props) => {
          if (props.load > 3) return null;
          return (
            <>
              Don't overload
            </>
          );
        };

        function formatLoad(load: number) {
          return load > 3 ? "high" : "low";
        }

        export const MAX_LOAD = 3;
        export const Limits = createContext(() => ({}));
        export default memo(Gauge);
    """

    assert lines(COMPONENTS, "Load.tsx", text) == [3, 8, 10]


def test_wrapped_and_unnamed_components_count_once() -> None:
    text = """\
        const A = memo(function A(props) { return <p/>; });
        const B = React.forwardRef<Props, Ref>((props, ref) => <input ref={ref} />);
        const C = observer(async (props) => { return <p>{props.a}</p>; });
        export default function () { return <p/>; }
        export default () => <p/>;
    """

    assert lines(COMPONENTS, "a.jsx", text) == [1, 2, 3, 4, 5]


def test_classes_that_extend_component_are_components() -> None:
    text = """\
        class A extends React.Component<Props> { render() { return null; } }
        export class B extends PureComponent {}
        class C extends ComponentBase {}
        class D extends Store.Component {}
    """

    assert lines(COMPONENTS, "a.js", text) == [1, 2, 4]


def test_components_without_jsx_are_seen_by_the_call_that_makes_them() -> None:
    text = "function A() {\n  return React.createElement('p');\n}\nfunction B() { return 1; }\n"

    assert lines(COMPONENTS, "a.js", text) == [1]


def test_plain_scripts_have_none() -> None:
    text = "function Point(x) { this.x = x; }\nconst Sum = (a, b) => a < b;\nclass A {}\n"

    assert lines(COMPONENTS, "a.js", text) == []
    assert lines(COMPONENTS, "a.ts", "function A() { return <B>x; }\nconst C = </x/>;\n") == []


def test_angular_components_are_their_decorators() -> None:
    text = """\
        import { Component } from '@angular/core';
        // @Component({})
        @Component({
          selector: 'app-load',
          template: '<p></p>',
        })
        export class LoadComponent {}
        @Injectable()
        export class LoadService {}
        @Component({selector: 'b'}) class B {}
    """

    assert lines(COMPONENTS, "load.component.ts", text) == [3, 10]
    assert lines(COMPONENTS, "load.ts", text) == [3, 10]


@pytest.mark.parametrize("name", ["Load.vue", "Load.svelte"])
def test_a_file_of_vue_or_svelte_is_one_component(name: str) -> None:
    assert lines(COMPONENTS, name, "<script>\nfunction Other() {}\n</script>\n<p/>\n") == [1]


@pytest.mark.parametrize("name", ["Load.stories.tsx", "load.css", "Load.html", "Load.java"])
def test_stories_and_other_files_have_none(name: str) -> None:
    assert lines(COMPONENTS, name, "export const Primary = () => <Load/>;\n") == []


def test_binary_files_have_none() -> None:
    assert lines(COMPONENTS, "a.jsx", b"const A = () => <p/>;\0") == []
