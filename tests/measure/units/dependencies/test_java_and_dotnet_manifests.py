"""`dependency_count` in pom.xml, project files of .NET and packages.config."""

from tests.measure.units.asking import named, trouble
from variant_budget.domain.units import RuleKind

DEPENDENCIES = RuleKind.DEPENDENCIES


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


def test_properties_that_name_each_other_end() -> None:
    text = (
        "<project><properties><a>${b}${b}</a><b>${a}${a}</b></properties><dependencies>"
        "<dependency><groupId>${a}</groupId><artifactId>x</artifactId></dependency>"
        "</dependencies></project>"
    )
    (found,) = named(DEPENDENCIES, "pom.xml", text)
    assert len(found) <= len("1 ") + 200


def test_a_file_that_declares_entities_is_not_read() -> None:
    text = """\
        <!DOCTYPE project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <project><dependencies>&b;</dependencies></project>
        """
    assert "declares entities" in trouble(DEPENDENCIES, "pom.xml", text)


def test_an_external_entity_is_not_read() -> None:
    text = """\
        <!DOCTYPE project [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
        <project>&secret;</project>
        """
    assert "declares entities" in trouble(DEPENDENCIES, "pom.xml", text)


def test_an_unfinished_file_says_where() -> None:
    text = "<project>\n<dependencies>\n</project>"
    assert trouble(DEPENDENCIES, "pom.xml", text).startswith("line 3, column")


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
