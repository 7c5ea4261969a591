import { at, type ConfigNode, entries, text as textOf } from "../../config/node.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { tomlTree } from "../tree.ts";

const CONFIGURATION =
  /\b(implementation|api|compile|compileOnly|compileOnlyApi|runtime|runtimeOnly|providedCompile|annotationProcessor|kapt|ksp|developmentOnly|test\w*|androidTest\w*|debugImplementation|releaseImplementation|classpath)\b/;

function scopeOfConfiguration(name: string): PackageScope {
  if (/^(?:test|androidTest|debug|kapt|ksp|annotation|development|classpath)/.test(name)) return "development";
  return /^(?:compileOnly|provided)/.test(name) ? "optional" : "runtime";
}

/** Literal variables: `def x = "1"`, `val x = "1"`, `ext.x = '1'`, `x = "1"` and `val x by extra("1")`. */
function variablesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(
    /(?:^|\s)(?:(?:def|val|var|String)\s+|ext\.|extra\[")?(\w+)(?:"\])?(?:\s*=\s*|\s+by\s+extra\(\s*)["']([\w.+-]+)["']/g,
  )) {
    if (match[1] !== undefined && match[2] !== undefined && !found.has(match[1])) found.set(match[1], match[2]);
  }
  return found;
}

function interpolate(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\{?(?:rootProject\.|project\.)?(?:ext(?:ra)?[.[]"?)?(\w+)"?\]?\}?/g,
    (whole, name: string) => variables.get(name) ?? whole,
  );
}

/** build.gradle and build.gradle.kts, by lines: literal coordinates; catalogue accessors are read from the catalogue. */
export function readGradle(source: string): ManifestFacts {
  const text = source.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  const variables = variablesOf(text);
  const packages: ManifestPackage[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)\/\/.*$/, "");
    const configuration = CONFIGURATION.exec(line)?.[1];
    if (configuration === undefined) continue;
    const named =
      /group\s*[:=]\s*["']([^"']+)["']\s*,\s*name\s*[:=]\s*["']([^"']+)["'](?:\s*,\s*version\s*[:=]\s*["']?([^"',)]+)["']?)?/.exec(line);
    const coordinates =
      named === null
        ? [...line.matchAll(/["']([\w.-]+:[\w.-]+(?::[^"'@]+)?)(?:@\w+)?["']/g)].map((match) => match[1] ?? "")
        : [`${named[1] ?? ""}:${named[2] ?? ""}${named[3] === undefined ? "" : `:${variables.get(named[3].trim()) ?? named[3].trim()}`}`];
    for (const coordinate of coordinates) {
      const [group = "", artifact = "", written] = interpolate(coordinate, variables).split(":");
      const fixed = written !== undefined && /^\d[\w.-]*$/.test(written) && !written.endsWith("+");
      packages.push(
        packageOf("maven", {
          name: `${group}:${artifact}`,
          line: index + 1,
          scope: scopeOfConfiguration(configuration),
          version: fixed ? written : undefined,
          requirement: fixed ? undefined : written,
        }),
      );
    }
  }
  return factsOf({ format: "build.gradle", lock: false, packages });
}

/** gradle/libs.versions.toml. @see https://docs.gradle.org/current/userguide/version_catalogs.html */
export function readVersionCatalogue(source: string): ManifestFacts {
  const tree = tomlTree(source);
  const versionOf = (node: ConfigNode | undefined): string | undefined => {
    const reference = textOf(at(node, "ref"));
    const target = reference === undefined ? node : at(tree, "versions", reference);
    return textOf(target) ?? textOf(at(target, "strictly")) ?? textOf(at(target, "require")) ?? textOf(at(target, "prefer"));
  };
  const packages = entries(at(tree, "libraries")).flatMap(({ line, value }): readonly ManifestPackage[] => {
    const short = textOf(value)?.split(":");
    const module = short === undefined ? textOf(at(value, "module")) : `${short[0] ?? ""}:${short[1] ?? ""}`;
    const name =
      module ?? (at(value, "group") === undefined ? undefined : `${textOf(at(value, "group")) ?? ""}:${textOf(at(value, "name")) ?? ""}`);
    const version = short?.[2] ?? versionOf(at(value, "version"));
    return name === undefined ? [] : [packageOf("maven", { name, line, scope: "runtime", version })];
  });
  return factsOf({ format: "libs.versions.toml", lock: false, packages });
}

export const gradle: ManifestReader = {
  format: "build.gradle",
  matches: (path) => /\.gradle(?:\.kts)?$/.test(path) && !/settings\.gradle/.test(path),
  read: (text) => readGradle(text),
};
export const versionCatalogue: ManifestReader = {
  format: "libs.versions.toml",
  matches: (path) => fileName(path).endsWith(".versions.toml"),
  read: (text) => readVersionCatalogue(text),
};
