"""`dependency_count` in go.mod, Cargo.toml, Gemfile and pubspec.yaml."""

from tests.measure.units.asking import named
from variant_budget.domain.units import RuleKind

DEPENDENCIES = RuleKind.DEPENDENCIES


def test_go_mod_has_its_modules_but_the_indirect_ones() -> None:
    text = """\
        module example.org/fleet // the product

        go 1.22
        toolchain go1.22.1

        require github.com/spf13/cobra v1.8.0
        require (
        	golang.org/x/sys v0.20.0 // indirect
        	"gopkg.in/yaml.v3" v3.0.1 // why not
        	// github.com/none/none v1
        	example.org/own v0.0.0
        	example.org/forked/v2 v2.0.0
        )

        replace example.org/own => ./own
        replace (
        	example.org/forked/v2 v2.0.0 => github.com/acme/forked/v2 v2.0.1
        )
        exclude github.com/bad/bad v1.0.0
        retract v1.0.0
    """

    assert named(DEPENDENCIES, "go.mod", text) == [
        "6 go:github.com/spf13/cobra",
        "9 go:gopkg.in/yaml.v3",
        "12 go:example.org/forked/v2",
    ]


def test_cargo_has_the_crates_of_every_target() -> None:
    text = """\
        [package]
        name = "fleet"

        [dependencies]
        serde = { version = "1", features = ["derive"] }
        serde_json = "1"
        core = { path = "../core", version = "0.1" }
        log4 = { package = "log", version = "0.4" }
        shared.workspace = true
        extra = { version = "1", optional = true }

        [dependencies.tokio]
        version = "1"

        [target.'cfg(windows)'.dependencies]
        windows-sys = "0.52"
        [target.x86_64-unknown-linux-gnu.dependencies]
        nix = "0.28"

        [dev-dependencies]
        criterion = "0.5"
        [build-dependencies]
        cc = "1"
        [target.'cfg(unix)'.dev-dependencies]
        tempfile = "3"
        [workspace.dependencies]
        rand = "0.8"
        [features]
        default = ["serde"]
    """

    assert named(DEPENDENCIES, "Cargo.toml", text) == [
        "5 cargo:serde",
        "6 cargo:serde-json",
        "8 cargo:log",
        "9 cargo:shared",
        "10 cargo:extra",
        "12 cargo:tokio",
        "16 cargo:windows-sys",
        "18 cargo:nix",
    ]


def test_a_gemfile_has_the_gems_that_do_not_only_develop() -> None:
    text = """\
        source "https://rubygems.org"
        ruby "3.3.0"
        gemspec
        gem "rails", "~> 7.1" # web
        gem 'pg'
        gem("puma",
          ">= 6")
        # gem "none"
        gem "own", path: "../own"
        gem "forked", git: "https://github.com/acme/forked"
        gem "rubocop", group: :development
        gem "mixed", groups: [:production, :test]
        gem "rspec", :group => [:test, :development]

        group :development, :test do
          gem "pry"
          platforms :mri do
            gem "byebug"
          end
        end
        group :production do
          gem "lograge"
        end
        if ENV["TRUCK"]
          gem "axle"
        end
        path "../libs" do
          gem "inner"
        end
        source "https://gems.example.org" do
          gem "priv", require: false
        end
        gem "win32" if Gem.win_platform?
        __END__
        gem "after"
    """

    assert named(DEPENDENCIES, "Gemfile", text) == [
        "4 gem:rails",
        "5 gem:pg",
        "6 gem:puma",
        "10 gem:forked",
        "12 gem:mixed",
        "22 gem:lograge",
        "25 gem:axle",
        "31 gem:priv",
        "33 gem:win32",
    ]


def test_pubspec_has_its_packages_but_the_sdk() -> None:
    text = """\
        dependencies:
          flutter:
            sdk: flutter
          http: ^1.0.0
          own: {path: ../own}
          forked: {git: https://example.org/f.git}
          any:
        dev_dependencies:
          test: any
    """

    assert named(DEPENDENCIES, "pubspec.yaml", text) == ["4 pub:http", "6 pub:forked", "7 pub:any"]
