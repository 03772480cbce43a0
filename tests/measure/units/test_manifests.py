"""Manifests of ecosystems with one format each."""

import pytest

from tests.measure.units.asking import found, named, trouble
from variant_budget.domain.units import RuleKind
from variant_budget.policy_file.defaults import MANIFESTS

DEPENDENCIES = RuleKind.DEPENDENCIES


def test_package_json_has_what_is_needed_to_run() -> None:
    text = """\
        {
          "name": "fleet", "workspaces": ["packages/*"],
          "dependencies": {
            "react": "^18.0.0",
            "@acme/ui": "workspace:*",
            "@acme/load": "1.0.0",
            "own": "file:../own",
            "old": "link:./old",
            "lodash4": "npm:lodash@^4",
            "scoped": "npm:@acme/scoped@1"
          },
          "devDependencies": {"jest": "29"},
          "optionalDependencies": {"fsevents": "2"},
          "peerDependencies": {"react-dom": ">=17"},
          "peerDependenciesMeta": {"react-dom": {"optional": true}},
          "bundledDependencies": ["react"],
          "overrides": {"minimist": "1"},
          "scripts": {"test": "jest"}
        }
    """

    assert named(DEPENDENCIES, "package.json", text) == [
        "4 npm:react",
        "6 npm:@acme/load",
        "9 npm:lodash",
        "10 npm:@acme/scoped",
        "13 npm:fsevents",
        "14 npm:react-dom",
    ]
    assert named(DEPENDENCIES, "package.json", '{"dependencies": ["a"]}') == []


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


def test_a_pom_has_the_artifacts_of_the_project_and_its_profiles() -> None:
    text = """\
        <?xml version="1.0" encoding="UTF-8"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <parent><groupId>org.acme</groupId><artifactId>parent</artifactId></parent>
          <artifactId>fleet</artifactId>
          <properties><spring.group>org.springframework</spring.group></properties>
          <dependencyManagement>
            <dependencies><dependency><groupId>no</groupId><artifactId>no</artifactId></dependency></dependencies>
          </dependencyManagement>
          <dependencies>
            <!-- <dependency><groupId>a</groupId></dependency> -->
            <dependency>
              <groupId>${spring.group}</groupId>
              <artifactId>
                spring-core
              </artifactId>
              <exclusions><exclusion><groupId>x</groupId><artifactId>y</artifactId></exclusion></exclusions>
            </dependency>
            <dependency><groupId>javax.servlet</groupId><artifactId>servlet-api</artifactId><scope>provided</scope></dependency>
            <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
            <dependency><groupId>${project.groupId}</groupId><artifactId>core</artifactId></dependency>
            <dependency><groupId>${unknown}</groupId><artifactId>z</artifactId></dependency>
            <dependency/>
          </dependencies>
          <build><plugins><plugin>
            <dependencies><dependency><groupId>no</groupId><artifactId>no</artifactId></dependency></dependencies>
          </plugin></plugins></build>
          <profiles><profile><dependencies>
            <dependency><groupId>org.h2</groupId><artifactId>h2</artifactId></dependency>
          </dependencies></profile></profiles>
        </project>
    """

    assert named(DEPENDENCIES, "pom.xml", text) == [
        "11 maven:org.springframework:spring-core",
        "18 maven:javax.servlet:servlet-api",
        "20 maven:org.acme:core",
        "21 maven:${unknown}:z",
        "28 maven:org.h2:h2",
    ]


def test_project_files_of_dotnet_have_their_packages() -> None:
    text = """\
        \ufeff<Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />
            <PackageReference Include="Serilog"><Version>3.1</Version></PackageReference>
            <PackageReference Update="NETStandard.Library" Version="2.0" />
            <PackageReference Include="StyleCop.Analyzers" Version="1" PrivateAssets="all" />
            <PackageReference Include="GitVersion"><PrivateAssets>All</PrivateAssets></PackageReference>
            <ProjectReference Include="../core/core.csproj" />
            <Reference Include="System.Xml" />
            <PackageVersion Include="Central" Version="1" />
          </ItemGroup>
          <Choose><When Condition="'$(Vehicle)' == 'truck'"><ItemGroup>
            <PackageReference Include="Dapper;Polly" />
          </ItemGroup></When></Choose>
        </Project>
    """
    expected = ["3 nuget:newtonsoft.json", "4 nuget:serilog", "13 nuget:dapper", "13 nuget:polly"]

    assert named(DEPENDENCIES, "fleet.csproj", text) == expected
    assert named(DEPENDENCIES, "Directory.Build.props", text) == expected
    assert named(DEPENDENCIES, "Directory.Packages.props", text) == []


def test_the_older_packages_of_dotnet() -> None:
    text = """\
        <packages>
          <package id="NUnit" version="3" developmentDependency="true" />
          <package id="EntityFramework" version="6.4" targetFramework="net48" />
        </packages>
    """

    assert named(DEPENDENCIES, "packages.config", text) == ["3 nuget:entityframework"]


def test_vcpkg_has_its_ports_and_those_of_features() -> None:
    text = """\
        {"dependencies": ["fmt",
          {"name": "boost-asio", "platform": "!windows"},
          {"name": "protobuf", "host": true}],
         "overrides": [{"name": "zlib", "version": "1"}],
         "features": {"truck": {"dependencies": [
           "opencv"]}}}
    """

    assert named(DEPENDENCIES, "vcpkg.json", text) == [
        "1 vcpkg:fmt",
        "2 vcpkg:boost-asio",
        "6 vcpkg:opencv",
    ]


def test_conan_has_its_references_in_both_formats() -> None:
    text = """\
        # why
        [requires]
        zlib/1.2.13
        Boost/[>=1.80]@acme/stable#rev  # note

        [tool_requires]
        cmake/3.25
        [generators]
        CMakeDeps
    """
    program = '''\
        from conan import ConanFile

        class Fleet(ConanFile):
            """requires = "no/1" """
            requires = "zlib/1.2.13", "fmt/10.0"
            # requires = "commented/1"
            tool_requires = "cmake/3.25"
            options = {"with_x": [True]}

            def requirements(self):
                self.requires("boost/1.83.0", transitive_headers=True)
                if self.settings.os == "Linux":
                    self.requires(
                        f"libalsa/{self.alsa}"
                    )
                self.test_requires("gtest/1.14")

        class Other(ConanFile):
            requires = (
                ("poco/1.12", "private"),  # why/not
                'expat/2.5',
            )
            name = "x/y"
    '''

    assert named(DEPENDENCIES, "conanfile.txt", text) == ["3 conan:zlib", "4 conan:boost"]
    assert named(DEPENDENCIES, "conanfile.py", program) == [
        "5 conan:fmt",
        "5 conan:zlib",
        "11 conan:boost",
        "14 conan:libalsa",
        "20 conan:poco",
        "21 conan:expat",
    ]


def test_cmake_has_what_it_looks_for_and_fetches() -> None:
    text = """\
        # find_package(None)
        #[[ find_package(None) ]]
        find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
        if(TRUCK)
          FIND_PACKAGE ( "Boost" 1.80
            REQUIRED)
        endif()
        message("find_package(None)")
        my_find_package(None)
        find_package(${DRIVER})
        FetchContent_Declare(
          googletest URL https://example.org/x.zip)
        find_library(NONE m)
    """
    expected = ["3 cmake:openssl", "5 cmake:boost", "10 cmake:${driver}", "11 cmake:googletest"]

    assert named(DEPENDENCIES, "CMakeLists.txt", text) == expected
    assert named(DEPENDENCIES, "deps.cmake", text) == expected


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


def test_composer_has_its_packages_but_the_platform() -> None:
    text = """\
        {"require": {
            "php": ">=8.2", "ext-json": "*", "lib-curl": "*", "composer-runtime-api": "^2",
            "Symfony/Console": "^7.0",
            "monolog/monolog": "^3"
          },
          "require-dev": {"phpunit/phpunit": "^11"},
          "suggest": {"a/b": "c"}}
    """

    assert named(DEPENDENCIES, "composer.json", text) == [
        "3 packagist:symfony/console",
        "4 packagist:monolog/monolog",
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


@pytest.mark.parametrize(
    "name",
    ["poetry.lock", "Pipfile.lock", "uv.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml",
     "npm-shrinkwrap.json", "go.sum", "go.work", "Cargo.lock", "Gemfile.lock", "composer.lock",
     "pubspec.lock", "libs.versions.toml", "gradle.lockfile", "packages.lock.json", "conan.lock",
     "vcpkg-configuration.json", "pdm.lock"],
)  # fmt: skip
def test_locks_and_lists_of_versions_ask_for_nothing(name: str) -> None:
    assert named(DEPENDENCIES, name, "what stands there does not matter") == []


def test_every_manifest_by_default_has_a_reader() -> None:
    for pattern in MANIFESTS:
        name = pattern.replace(".*", ".py").replace("*", "-x")
        assert "no reader" not in found(DEPENDENCIES, name, "").trouble, name


def test_a_manifest_that_no_reader_knows_says_so() -> None:
    assert trouble(DEPENDENCIES, "deps.edn", "{}").endswith(
        "no reader knows this manifest by its name"
    )
