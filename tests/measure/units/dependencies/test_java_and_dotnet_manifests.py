"""`dependency_count` in pom.xml, project files of C# and packages.config."""

from tests.measure.units.asking import trouble
from tests.measure.units.dependencies.manifest import asked_for
from variant_budget.domain.units import RuleKind


def test_maven_has_the_project_s_and_the_profiles_dependencies() -> None:
    text = """\
        <?xml version="1.0"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <groupId>com.fleet</groupId><artifactId>truck</artifactId><version>1</version>
          <properties><jackson.group>com.fasterxml.jackson.core</jackson.group></properties>
          <dependencyManagement><dependencies><dependency>
            <groupId>org.managed</groupId><artifactId>only</artifactId>
          </dependency></dependencies></dependencyManagement>
          <dependencies>
            <dependency>
              <groupId>${jackson.group}</groupId><artifactId>jackson-core</artifactId>
              <exclusions><exclusion>
                <groupId>org.left</groupId><artifactId>out</artifactId>
              </exclusion></exclusions>
            </dependency>
            <dependency><groupId>${project.groupId}</groupId><artifactId>core</artifactId></dependency>
            <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
            <!-- <dependency><groupId>no</groupId><artifactId>no</artifactId></dependency> -->
          </dependencies>
          <build><plugins><plugin><dependencies><dependency>
            <groupId>org.plug</groupId><artifactId>in</artifactId>
          </dependency></dependencies></plugin></plugins></build>
          <profiles><profile><dependencies>
            <dependency><groupId>org.can</groupId><artifactId>bus</artifactId><scope>provided</scope></dependency>
          </dependencies></profile></profiles>
        </project>
        """
    assert asked_for("pom.xml", text) == [
        "9 maven:com.fasterxml.jackson.core:jackson-core",
        "15 maven:com.fleet:core",
        "23 maven:org.can:bus",
    ]


def test_properties_that_name_each_other_end() -> None:
    text = (
        "<project><properties><a>${b}${b}</a><b>${a}${a}</b></properties><dependencies>"
        "<dependency><groupId>${a}</groupId><artifactId>x</artifactId></dependency>"
        "</dependencies></project>"
    )
    (found,) = asked_for("pom.xml", text)
    assert len(found) <= len("1 ") + 200


def test_a_file_that_declares_entities_is_not_read() -> None:
    text = """\
        <!DOCTYPE project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <project><dependencies>&b;</dependencies></project>
        """
    assert "declares entities" in trouble(RuleKind.DEPENDENCIES, "pom.xml", text)


def test_an_external_entity_is_not_read() -> None:
    text = """\
        <!DOCTYPE project [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
        <project>&secret;</project>
        """
    assert "declares entities" in trouble(RuleKind.DEPENDENCIES, "pom.xml", text)


def test_an_unfinished_file_says_where() -> None:
    text = "<project>\n<dependencies>\n</project>"
    assert trouble(RuleKind.DEPENDENCIES, "pom.xml", text).startswith("line 3, column")


def test_a_project_of_csharp_has_its_package_references() -> None:
    text = """\
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />
            <PackageReference Include="StyleCop.Analyzers" Version="1.1" PrivateAssets="all" />
            <PackageReference Include="Nerdbank.GitVersioning"><PrivateAssets>All</PrivateAssets></PackageReference>
            <PackageReference Update="Serilog" Version="4" />
            <ProjectReference Include="..\\Core\\Core.csproj" />
          </ItemGroup>
          <ItemGroup Condition="'$(Vehicle)' == 'truck'">
            <PackageReference Include="Peak.Can" />
          </ItemGroup>
        </Project>
        """
    assert asked_for("Truck.csproj", text) == ["3 nuget:newtonsoft.json", "10 nuget:peak.can"]


def test_the_older_format_has_its_packages_without_those_for_development() -> None:
    text = """\
        <packages>
          <package id="NUnit" version="3" developmentDependency="true" />
          <package id="Dapper" version="2" />
        </packages>
        """
    assert asked_for("packages.config", text) == ["3 nuget:dapper"]
