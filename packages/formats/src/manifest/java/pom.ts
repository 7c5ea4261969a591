import { FormatError } from "../../errors.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { child, childText, descendants, type XmlElement, xmlTree } from "../xml.ts";

function propertiesOf(project: XmlElement): ReadonlyMap<string, string> {
  const own = (child(project, "properties")?.children ?? []).map((property) => [property.name, property.text.trim()] as const);
  const parent = child(project, "parent");
  const version = childText(project, "version") ?? childText(parent, "version") ?? "";
  const group = childText(project, "groupId") ?? childText(parent, "groupId") ?? "";
  return new Map([
    ...own,
    ["project.version", version],
    ["project.groupId", group],
    ["pom.version", version],
    ["project.parent.version", childText(parent, "version") ?? ""],
    ["version", version],
  ]);
}

/** `${name}` from the properties, a few levels deep; what is unknown stays as written. */
function interpolate(text: string | undefined, properties: ReadonlyMap<string, string>): string | undefined {
  let value = text;
  for (let round = 0; round < 5 && value?.includes("${") === true; round++) {
    value = value.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties.get(name) ?? whole).slice(0, 1000);
  }
  return value;
}

const SCOPES: ReadonlyMap<string, PackageScope> = new Map([
  ["test", "development"],
  ["provided", "optional"],
  ["system", "optional"],
]);

/** pom.xml. Versions come from the dependency, dependencyManagement and properties of the same file. @see https://maven.apache.org/pom.html */
export function readPom(text: string): ManifestFacts {
  const project = xmlTree(text);
  if (project.name !== "project") throw new FormatError("NOT_THIS_FORMAT", "This XML file is not a Maven project.");
  const properties = propertiesOf(project);
  const nameOf = (dependency: XmlElement): string | undefined => {
    const group = interpolate(childText(dependency, "groupId"), properties);
    const artifact = interpolate(childText(dependency, "artifactId"), properties);
    return group === undefined || artifact === undefined ? undefined : `${group}:${artifact}`;
  };
  const managed = new Map<string, string>();
  for (const dependency of child(project, "dependencyManagement", "dependencies")?.children ?? []) {
    const name = nameOf(dependency);
    const version = interpolate(childText(dependency, "version"), properties);
    if (name !== undefined && version !== undefined) managed.set(name, version);
  }
  const lists = [
    child(project, "dependencies"),
    ...descendants(child(project, "profiles") ?? { ...project, children: [] }, "dependencies"),
  ];
  const packages = lists.flatMap((list) =>
    (list?.children ?? []).flatMap((dependency): readonly ManifestPackage[] => {
      const name = dependency.name === "dependency" ? nameOf(dependency) : undefined;
      if (name === undefined) return [];
      const written = interpolate(childText(dependency, "version"), properties) ?? managed.get(name);
      const fixed = written !== undefined && /^[\w.+-]+$/.test(written);
      const scope =
        childText(dependency, "optional") === "true" ? "optional" : (SCOPES.get(childText(dependency, "scope") ?? "") ?? "runtime");
      return [
        packageOf("maven", {
          name,
          line: dependency.line,
          scope,
          version: fixed ? written : undefined,
          requirement: fixed ? undefined : written,
        }),
      ];
    }),
  );
  const artifact = childText(project, "artifactId");
  const group = properties.get("project.groupId");
  return factsOf({
    format: "pom.xml",
    lock: false,
    packages,
    name: artifact === undefined ? undefined : group === undefined || group === "" ? artifact : `${group}:${artifact}`,
    version: properties.get("project.version") === "" ? undefined : properties.get("project.version"),
    licence: childText(child(project, "licenses", "license"), "name"),
  });
}

export const pom: ManifestReader = {
  format: "pom.xml",
  matches: (path) => fileName(path) === "pom.xml" || path.endsWith(".pom"),
  read: (text) => readPom(text),
};
