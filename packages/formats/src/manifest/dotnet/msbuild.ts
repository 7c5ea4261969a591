import { FormatError } from "../../errors.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, packageOf } from "../package.ts";
import { isRecord, jsonRecord, keyLines, recordAt, stringAt } from "../untyped.ts";
import { childText, descendants, type XmlElement, xmlTree } from "../xml.ts";

function valueOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.get(name) ?? childText(element, name);
}

/** Project files (PackageReference), Directory.Packages.props (PackageVersion), packages.config (package). */
export function readMsbuild(text: string, path: string): ManifestFacts {
  const root = xmlTree(text);
  if (root.name !== "Project" && root.name !== "packages") throw new FormatError("NOT_THIS_FORMAT", "This XML file is no MSBuild project.");
  const properties = new Map(
    descendants(root, "PropertyGroup").flatMap((group) => group.children.map((item) => [item.name, item.text.trim()] as const)),
  );
  const expand = (value: string | undefined): string | undefined =>
    value?.replace(/\$\((\w+)\)/g, (whole, name: string) => properties.get(name) ?? whole);
  const central = descendants(root, "PackageVersion").length > 0;
  const elements = [
    ...descendants(root, "PackageReference"),
    ...descendants(root, "GlobalPackageReference"),
    ...descendants(root, "PackageVersion"),
    ...(root.name === "packages" ? descendants(root, "package") : []),
  ];
  const packages = elements.flatMap((element): readonly ManifestPackage[] => {
    const name = expand(element.attributes.get("Include") ?? element.attributes.get("id"));
    if (name === undefined || name.includes("$(")) return [];
    const written = expand(valueOf(element, "VersionOverride") ?? valueOf(element, "Version") ?? element.attributes.get("version"));
    const fixed = written !== undefined && /^\[?\d[\w.-]*\]?$/.test(written);
    const development =
      valueOf(element, "PrivateAssets")?.toLowerCase() === "all" || element.attributes.get("developmentDependency") === "true";
    return [
      packageOf("nuget", {
        name,
        line: element.line,
        scope: development ? "development" : "runtime",
        version: fixed ? written.replace(/[[\]]/g, "") : undefined,
        requirement: fixed ? undefined : written,
      }),
    ];
  });
  const format = central ? "Directory.Packages.props" : root.name === "packages" ? "packages.config" : "msbuild";
  const named = properties.get("PackageId") ?? properties.get("AssemblyName") ?? fileName(path).replace(/\.\w+proj$/, "");
  return factsOf({
    format,
    lock: false,
    packages,
    name: /\.\w+proj$/.test(path) && !named.includes("$(") ? named : undefined,
    version: properties.get("Version"),
    licence: properties.get("PackageLicenseExpression"),
  });
}

/** packages.lock.json: per target framework, each package with its resolved version and content hash. */
export function readNugetLock(text: string): ManifestFacts {
  const root = jsonRecord(text);
  if (!isRecord(root["dependencies"])) throw new FormatError("NOT_THIS_FORMAT", "This JSON file is no NuGet lock file.");
  const lines = keyLines(text);
  const seen = new Set<string>();
  const packages = Object.values(recordAt(root, "dependencies")).flatMap((framework) =>
    Object.entries(isRecord(framework) ? framework : {}).flatMap(([name, entry]): readonly ManifestPackage[] => {
      const version = stringAt(entry, "resolved");
      const type = stringAt(entry, "type");
      const key = `${name}@${version ?? ""}`;
      if (type === "Project" || seen.has(key)) return [];
      seen.add(key);
      return [
        packageOf("nuget", {
          name,
          version,
          line: lines.get(name),
          scope: type === "Direct" ? "runtime" : "transitive",
          digest: stringAt(entry, "contentHash"),
        }),
      ];
    }),
  );
  return factsOf({ format: "packages.lock.json", lock: true, packages });
}

export const msbuild: ManifestReader = {
  format: "msbuild",
  matches: (path) =>
    /\.(?:cs|fs|vb)proj$/i.test(path) || /^(?:Directory\.(?:Packages|Build)\.(?:props|targets)|packages\.config)$/i.test(fileName(path)),
  read: (text, path) => readMsbuild(text, path),
};
export const nugetLock: ManifestReader = {
  format: "packages.lock.json",
  matches: (path) => fileName(path) === "packages.lock.json",
  read: (text) => readNugetLock(text),
};
