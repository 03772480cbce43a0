"""`dependency_count` in go.mod, Cargo.toml, Gemfile and pubspec.yaml."""

from tests.measure.units.dependencies.manifest import asked_for


def test_go_has_its_required_modules_without_indirect_and_replaced_by_folders() -> None:
    text = """\
        module example.com/fleet // indirect

        go 1.22

        require github.com/pkg/errors v0.9.1

        require (
        	github.com/spf13/cobra v1.8.0 // the commands
        	golang.org/x/sys v0.20.0 // indirect
        	example.com/core v0.0.0
        	// github.com/old/one v1.0.0
        	"gopkg.in/yaml.v3" v3.0.1
        )

        replace example.com/core => ../core

        replace github.com/pkg/errors => github.com/fork/errors v0.9.2

        exclude github.com/bad/one v1.0.0
        """
    assert asked_for("go.mod", text) == [
        "5 go:github.com/pkg/errors",
        "8 go:github.com/spf13/cobra",
        "12 go:gopkg.in/yaml.v3",
    ]


def test_checksums_of_go_ask_for_nothing() -> None:
    assert asked_for("go.sum", "github.com/pkg/errors v0.9.1 h1:abc=\n") == []


def test_cargo_has_its_crates_also_of_targets_by_their_real_names() -> None:
    text = """\
        [package]
        name = "fleet"

        [dependencies]
        serde = { version = "1", features = ["derive"] }
        json = { package = "serde_json", version = "1" }
        fleet-core = { path = "../core" }
        log.workspace = true

        [dependencies.tokio]
        version = "1"

        [target.'cfg(windows)'.dependencies]
        windows-sys = "0.52"

        [dev-dependencies]
        proptest = "1"

        [build-dependencies]
        cc = "1"
        """
    assert asked_for("Cargo.toml", text) == [
        "5 cargo:serde",
        "6 cargo:serde-json",
        "8 cargo:log",
        "10 cargo:tokio",
        "14 cargo:windows-sys",
    ]


def test_a_workspace_of_cargo_only_says_which_versions() -> None:
    text = '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\nserde = "1"\n'
    assert asked_for("Cargo.toml", text) == []


def test_a_gemfile_has_its_gems_without_groups_that_only_develop() -> None:
    text = """\
        source "https://rubygems.org"
        # gem "none"
        gem "rails", "~> 7.1" # the frame
        gem 'pg',
            '>= 1.5',
            group: :production
        gem "rspec", group: [:development, :test]
        gem "core", path: "../core"
        group :development, :test do
          gem "debug"
        end
        group :production do
          gem "puma"
        end
        if ENV["TRUCK"]
          gem "canbus"
        end
        """
    assert asked_for("Gemfile", text) == [
        "3 gem:rails",
        "4 gem:pg",
        "13 gem:puma",
        "16 gem:canbus",
    ]


def test_dart_has_its_packages_without_the_sdk_and_paths() -> None:
    text = """\
        name: fleet
        environment: {sdk: ^3.0.0}
        dependencies:
          flutter: {sdk: flutter}
          http: ^1.2.0
          core:
            path: ../core
        dev_dependencies:
          test: any
        """
    assert asked_for("pubspec.yaml", text) == ["5 pub:http"]
