import { FormatError } from "../../errors.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";

interface Block {
  readonly header: string;
  readonly line: number;
  readonly values: Map<string, string>;
}

/** Header lines at the margin, `key value` or `key: value` lines two spaces in. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "" || line.startsWith("#")) continue;
    if (!line.startsWith(" ")) {
      if (line.endsWith(":")) blocks.push({ header: line.slice(0, -1), line: index + 1, values: new Map() });
      continue;
    }
    const pair = /^ {2}([\w-]+):? (.+)$/.exec(line);
    const key = pair?.[1];
    if (key !== undefined) blocks.at(-1)?.values.set(key, (pair?.[2] ?? "").replace(/^"|"$/g, ""));
  }
  return blocks;
}

/** yarn.lock: version 1 and berry. */
export function readYarnLock(text: string): ManifestFacts {
  if (!/^# yarn lockfile v1|^__metadata:/m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a yarn.lock file.");
  const packages = blocksOf(text).flatMap((block): readonly ManifestPackage[] => {
    const resolution = block.values.get("resolution");
    const specifier = block.header.split(",")[0]?.trim().replace(/^"|"$/g, "") ?? "";
    if (block.header === "__metadata" || /@(?:workspace|link|portal|file):/.test(resolution ?? specifier)) return [];
    const alias = /@npm:((?:@[^/]+\/)?[^@\d^~*<>=][^@]*)@/.exec(specifier)?.[1];
    const name = /^((?:@[^/]+\/)?[^@]+)@/.exec(resolution ?? specifier)?.[1];
    if (name === undefined) return [];
    return [
      packageOf("npm", {
        name: resolution === undefined ? (alias ?? name) : name,
        version: block.values.get("version"),
        line: block.line,
        scope: "transitive",
        digest: block.values.get("integrity") ?? block.values.get("checksum"),
      }),
    ];
  });
  return factsOf({ format: "yarn.lock", lock: true, packages });
}

/** `/name@1.2.3(peers)`, `/@scope/name/1.2.3_peers`, `name@1.2.3`. */
const PNPM_KEY = /^ {2}'?\/?((?:@[^/@']+\/)?[^/@'():]+)[@/](\d[^('_:]*)(?:[(_][^']*)?'?:\s*(.*)$/;

/** pnpm-lock.yaml, versions 5 to 9, by lines: `packages` for what is there, `importers` for what is direct. */
export function readPnpmLock(text: string): ManifestFacts {
  if (!/^lockfileVersion:/m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a pnpm lock file.");
  const direct = new Map<string, PackageScope>();
  const packages: ManifestPackage[] = [];
  let section = "";
  let group: PackageScope | undefined;
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const top = /^([\w-]+):/.exec(line)?.[1];
    if (top !== undefined) section = top;
    const kind = /^\s*(dependencies|devDependencies|optionalDependencies):\s*$/.exec(line)?.[1];
    if (kind !== undefined) group = kind === "dependencies" ? "runtime" : kind === "devDependencies" ? "development" : "optional";
    else if (section === "importers" && /^ {2}\S/.test(line)) group = undefined;
    const indent = section === "importers" ? 6 : 2;
    const name = new RegExp(`^ {${indent}}'?([^'\\s:]+)'?:`).exec(line)?.[1];
    const listing =
      section === "importers" || section === "dependencies" || section === "devDependencies" || section === "optionalDependencies";
    if (listing && name !== undefined && group !== undefined && direct.get(name) !== "runtime") direct.set(name, group);
    if (section !== "packages") continue;
    const match = PNPM_KEY.exec(line);
    if (match?.[1] === undefined) continue;
    const near = `${match[3] ?? ""} ${lines[index + 1] ?? ""} ${lines[index + 2] ?? ""}`;
    packages.push(
      packageOf("npm", {
        name: match[1],
        version: match[2],
        line: index + 1,
        digest: /integrity: (sha\d+-[\w+/=]+)/.exec(near)?.[1],
        scope: "transitive",
      }),
    );
  }
  const scoped = packages.map((entry) => ({ ...entry, scope: direct.get(entry.name) ?? entry.scope }));
  return factsOf({ format: "pnpm-lock.yaml", lock: true, packages: scoped });
}

export const yarnLock: ManifestReader = {
  format: "yarn.lock",
  matches: (path) => fileName(path) === "yarn.lock",
  read: (text) => readYarnLock(text),
};
export const pnpmLock: ManifestReader = {
  format: "pnpm-lock.yaml",
  matches: (path) => /^pnpm-lock\.ya?ml$/.test(fileName(path)),
  read: (text) => readPnpmLock(text),
};
