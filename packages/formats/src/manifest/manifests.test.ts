import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.ts";
import { MANIFEST_READERS, manifestFormatOf, readManifest } from "./index.ts";

const brief = (path: string, text: string): readonly string[] =>
  readManifest(path, text).packages.map(({ name, version, requirement, scope, line }) =>
    `${name}@${version ?? requirement ?? ""} ${scope} ${line ?? ""}`.trim(),
  );

describe("JavaScript", () => {
  it("package.json with aliases, peers and local packages", () =>
    expect(
      brief(
        "package.json",
        `{
 "name": "app", "license": "MIT",
 "dependencies": {"ai": "^3.0.0", "openai": "4.1.0", "alias": "npm:real@1.0.0", "own": "workspace:*"},
 "devDependencies": {"vitest": "^1"},
 "peerDependencies": {"react": ">=18"}, "peerDependenciesMeta": {"react": {"optional": true}}
}`,
      ),
    ).toEqual([
      "ai@^3.0.0 runtime 3",
      "openai@4.1.0 runtime 3",
      "real@1.0.0 runtime 3",
      "vitest@^1 development 4",
      "react@>=18 optional 5",
    ]));
  it("package-lock.json, versions 1 and 3", () => {
    expect(
      brief(
        "package-lock.json",
        '{"lockfileVersion": 3, "packages": {\n"": {"dependencies": {"ai": "^3"}},\n"node_modules/ai": {"version": "3.1.0", "integrity": "sha512-x", "license": "MIT"},\n"node_modules/ai/node_modules/@s/p": {"version": "1.0.0", "dev": true},\n"node_modules/own": {"link": true}}}',
      ),
    ).toEqual(["ai@3.1.0 runtime 3", "@s/p@1.0.0 development 4"]);
    expect(
      brief(
        "package-lock.json",
        '{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0"}}}}}',
      ).map((entry) => entry.split(" ")[0]),
    ).toEqual(["a@1.0.0", "b@2.0.0"]);
  });
  it("yarn.lock v1 and berry", () => {
    expect(
      brief(
        "yarn.lock",
        '# yarn lockfile v1\n\n"@ai-sdk/openai@^0.0.1":\n  version "0.0.34"\n  integrity sha512-x\n\na@^1, a@^1.2:\n  version "1.2.0"\n',
      ),
    ).toEqual(["@ai-sdk/openai@0.0.34 transitive 3", "a@1.2.0 transitive 7"]);
    expect(
      brief(
        "yarn.lock",
        '__metadata:\n  version: 6\n\n"openai@npm:^4":\n  version: 4.1.0\n  resolution: "openai@npm:4.1.0"\n\n"app@workspace:.":\n  version: 0.0.0\n  resolution: "app@workspace:."\n',
      ),
    ).toEqual(["openai@4.1.0 transitive 4"]);
  });
  it("pnpm-lock.yaml 6 and 9, bun.lock, deno.json", () => {
    expect(
      brief(
        "pnpm-lock.yaml",
        "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      ai:\n        specifier: ^3\n        version: 3.1.0\npackages:\n  ai@3.1.0:\n    resolution: {integrity: sha512-abc=}\n  '@s/p@1.0.0(react@18.0.0)':\n    resolution: {integrity: sha512-d}\n",
      ),
    ).toEqual(["ai@3.1.0 runtime 9", "@s/p@1.0.0 transitive 11"]);
    expect(
      brief(
        "pnpm-lock.yaml",
        "lockfileVersion: '6.0'\ndependencies:\n  ai:\n    specifier: ^3\n    version: 3.1.0\npackages:\n\n  /ai@3.1.0(zod@3.0.0):\n    resolution: {integrity: sha512-abc}\n",
      ),
    ).toEqual(["ai@3.1.0 runtime 8"]);
    expect(
      brief("bun.lock", '{"workspaces": {"": {"dependencies": {"ai": "^3"}}},\n"packages": {\n"ai": ["ai@3.1.0", "", {}, "sha512-x"],\n}}'),
    ).toEqual(["ai@3.1.0 runtime 3"]);
    expect(brief("deno.json", '{"imports": {"ai": "npm:ai@^3", "std/": "jsr:@std/path@1"}}')).toEqual([
      "ai@^3 runtime 1",
      "jsr:@std/path@1 runtime 1",
    ]);
  });
});

describe("Go, Java, .NET, Rust, Ruby", () => {
  it("go.mod and go.sum", () => {
    expect(
      brief(
        "go.mod",
        "module x\n\nrequire github.com/a/b v1.0.0\nrequire (\n\tgithub.com/tmc/langchaingo v0.1.12\n\tgolang.org/x/net v0.1.0 // indirect\n)\n",
      ),
    ).toEqual(["github.com/a/b@v1.0.0 runtime 3", "github.com/tmc/langchaingo@v0.1.12 runtime 5", "golang.org/x/net@v0.1.0 transitive 6"]);
    expect(brief("go.sum", "github.com/a/b v1.0.0 h1:abc=\ngithub.com/a/b v1.0.0/go.mod h1:def=\n")).toEqual([
      "github.com/a/b@v1.0.0 transitive 1",
    ]);
  });
  it("pom.xml with properties and managed versions", () =>
    expect(
      brief(
        "pom.xml",
        `<project xmlns="http://maven.apache.org/POM/4.0.0"><groupId>g</groupId><artifactId>a</artifactId><version>1</version>
<properties><l4j.version>1.2.0</l4j.version></properties>
<dependencyManagement><dependencies><dependency><groupId>m</groupId><artifactId>n</artifactId><version>9</version></dependency></dependencies></dependencyManagement>
<dependencies>
<dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j</artifactId><version>\${l4j.version}</version></dependency>
<dependency><groupId>m</groupId><artifactId>n</artifactId><scope>test</scope></dependency>
<dependency><groupId>o</groupId><artifactId>p</artifactId><version>\${unknown}</version></dependency>
</dependencies></project>`,
      ),
    ).toEqual(["dev.langchain4j:langchain4j@1.2.0 runtime 5", "m:n@9 development 6", "o:p@${unknown} runtime 7"]));
  it("Gradle and its catalogue", () => {
    expect(
      brief(
        "build.gradle.kts",
        'val v = "1.0"\n// implementation("no:no:1")\ndependencies {\n  implementation("dev.langchain4j:langchain4j:$v")\n  testImplementation("org.junit:junit:5.1")\n  implementation(libs.x)\n}\n',
      ),
    ).toEqual(["dev.langchain4j:langchain4j@1.0 runtime 4", "org.junit:junit@5.1 development 5"]);
    expect(
      brief(
        "gradle/libs.versions.toml",
        '[versions]\nl = "1.0"\n[libraries]\na = { module = "g:a", version.ref = "l" }\nb = "g:b:2.0"\nc = { group = "g", name = "c", version = "3" }\n',
      ),
    ).toEqual(["g:a@1.0 runtime 4", "g:b@2.0 runtime 5", "g:c@3 runtime 6"]);
  });
  it("MSBuild, central versions and the NuGet lock", () => {
    expect(
      brief(
        "App.csproj",
        '<Project Sdk="x"><PropertyGroup><V>1.2.3</V></PropertyGroup><ItemGroup>\n<PackageReference Include="OpenAI" Version="$(V)" />\n<PackageReference Include="Lint" PrivateAssets="all"><Version>1.*</Version></PackageReference></ItemGroup></Project>',
      ),
    ).toEqual(["OpenAI@1.2.3 runtime 2", "Lint@1.* development 3"]);
    expect(
      readManifest("Directory.Packages.props", '<Project><ItemGroup><PackageVersion Include="A" Version="1.0.0"/></ItemGroup></Project>')
        .format,
    ).toBe("Directory.Packages.props");
    expect(
      brief(
        "packages.lock.json",
        '{"version": 1, "dependencies": {"net8.0": {\n"A": {"type": "Direct", "resolved": "1.0.0", "contentHash": "x"},\n"B": {"type": "Transitive", "resolved": "2.0.0"}}}}',
      ),
    ).toEqual(["A@1.0.0 runtime 2", "B@2.0.0 transitive 3"]);
  });
  it("Cargo", () => {
    expect(
      brief(
        "Cargo.toml",
        '[package]\nname = "x"\n[dependencies]\nasync-openai = "0.2"\nlocal = { path = "../l" }\nort = { version = "=2.0.0", optional = true }\n[dev-dependencies]\ninsta = "1"\n',
      ),
    ).toEqual(["async-openai@0.2 runtime 4", "ort@2.0.0 optional 6", "insta@1 development 8"]);
    expect(
      brief(
        "Cargo.lock",
        'version = 3\n\n[[package]]\nname = "x"\nversion = "0.1.0"\n\n[[package]]\nname = "ort"\nversion = "2.0.0"\nsource = "registry+https://x"\nchecksum = "ab"\n',
      ),
    ).toEqual(["ort@2.0.0 transitive 7"]);
  });
  it("Gemfile, its lock and gemspec", () => {
    expect(
      brief(
        "Gemfile",
        'source "https://rubygems.org"\ngem "ruby-openai", "~> 6.0"\ngroup :development, :test do\n  gem "rspec"\nend\ngem "rubocop", group: :development\ngem "own", path: "."\n',
      ),
    ).toEqual(["ruby-openai@~> 6.0 runtime 2", "rspec@ development 4", "rubocop@ development 6"]);
    expect(
      brief(
        "Gemfile.lock",
        "GEM\n  remote: https://rubygems.org/\n  specs:\n    faraday (2.0)\n    ruby-openai (6.0)\n      faraday (>= 1)\n\nDEPENDENCIES\n  ruby-openai (~> 6.0)\n",
      ),
    ).toEqual(["faraday@2.0 transitive 4", "ruby-openai@6.0 runtime 5"]);
    expect(brief("a.gemspec", "s.add_dependency 'a', '~> 1'\ns.add_development_dependency \"b\"\n")).toEqual([
      "a@~> 1 runtime 1",
      "b@ development 2",
    ]);
  });
});

describe("bad input", () => {
  it("is a FormatError", () => {
    for (const [path, text] of [
      ["package.json", "{"],
      ["package-lock.json", "[]"],
      ["pom.xml", "<a>"],
      ["pom.xml", "<html></html>"],
      ["go.mod", ""],
      ["yarn.lock", "x"],
      ["README.md", ""],
      ["Gemfile.lock", "x"],
    ] as const) {
      expect(() => readManifest(path, text), path).toThrow(FormatError);
    }
  });
  it("does not expand XML entities", () => {
    const bomb = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><project><artifactId>&b;</artifactId></project>';
    expect(() => readManifest("pom.xml", bomb)).toThrow(FormatError);
  });
  it("refuses what is over the budget", () =>
    expect(() => readManifest("requirements.txt", "a\n".repeat(100), { bytes: 10, depth: 10, nodes: 10 })).toThrow(FormatError));
  it("has one format for each reader", () => {
    const formats = MANIFEST_READERS.map(({ format }) => format);
    expect(new Set(formats).size).toBe(formats.length);
  });
  it("knows what is no manifest", () => {
    for (const path of ["data.csv", "tsconfig.json", "package.txt", "notes/requirements.md", "locales/en.json"])
      expect(manifestFormatOf(path), path).toBeUndefined();
  });
});
