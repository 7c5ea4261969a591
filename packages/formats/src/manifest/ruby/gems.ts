import { FormatError } from "../../errors.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";

function groupScope(groups: string): PackageScope {
  return /:(?:development|test|dev|lint|doc)\b|["'](?:development|test)["']/.test(groups) && !/:(?:default|production)\b/.test(groups)
    ? "development"
    : "runtime";
}

function requirementOf(rest: string): { readonly requirement?: string; readonly version?: string } {
  const requirement = [...rest.matchAll(/,\s*["']([^"']+)["']/g)]
    .map((match) => match[1] ?? "")
    .filter((part) => /^[\d<>=~!]/.test(part))
    .join(", ");
  const version = /^=?\s*(\d[\w.]*)$/.exec(requirement)?.[1];
  return { ...(requirement === "" ? {} : { requirement }), ...(version === undefined ? {} : { version }) };
}

/** Gemfile, by lines: gem calls with literal names; groups by block or option. */
export function readGemfile(text: string): ManifestFacts {
  const packages: ManifestPackage[] = [];
  const blocks: (PackageScope | undefined)[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, "").trim();
    if (/\bdo\b(?:\s*\|[^|]*\|)?$/.test(line)) blocks.push(/^group\b/.test(line) ? groupScope(line) : undefined);
    else if (line === "end") blocks.pop();
    const gem = /^gem[\s(]+["']([\w.-]+)["'](.*)$/.exec(line);
    if (gem?.[1] === undefined || /\bpath:|:path\s*=>/.test(line)) continue;
    const option = /\bgroups?:\s*(\[[^\]]*\]|:\w+|%i\[[^\]]*\])|:group\s*=>\s*(\S+)/.exec(line);
    const scope =
      option === null
        ? (blocks.findLast((block) => block !== undefined) ?? "runtime")
        : groupScope(option[0].replace(/^groups?:/, "").replace(/%i\[([^\]]*)\]/, (_, names: string) => names.replace(/(\w+)/g, ":$1")));
    packages.push(packageOf("gem", { name: gem[1], line: index + 1, scope, ...requirementOf(gem[2] ?? "") }));
  }
  return factsOf({ format: "Gemfile", lock: false, packages });
}

/** Gemfile.lock: specs four spaces in, checksums, and what is direct under DEPENDENCIES. */
export function readGemfileLock(text: string): ManifestFacts {
  if (!/^(?:GEM|PATH|GIT|DEPENDENCIES)$/m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a Gemfile.lock.");
  const direct = new Set<string>();
  const checksums = new Map<string, string>();
  const found: { name: string; version: string; line: number }[] = [];
  let section = "";
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\S/.test(line)) section = line.trim();
    const spec = /^ {4}([\w.-]+) \(([^)]+)\)$/.exec(line);
    if ((section === "GEM" || section === "GIT") && spec?.[1] !== undefined)
      found.push({ name: spec[1], version: spec[2] ?? "", line: index + 1 });
    const name = /^ {2}([\w.-]+)/.exec(line)?.[1];
    if (section === "DEPENDENCIES" && name !== undefined) direct.add(name);
    const sum = /^ {2}([\w.-]+) \([^)]+\) sha256=([0-9a-f]+)/.exec(line);
    if (section === "CHECKSUMS" && sum?.[1] !== undefined) checksums.set(sum[1], `sha256:${sum[2] ?? ""}`);
  }
  const packages = found.map(({ name, version, line }) =>
    packageOf("gem", { name, version, line, scope: direct.has(name) ? "runtime" : "transitive", digest: checksums.get(name) }),
  );
  return factsOf({ format: "Gemfile.lock", lock: true, packages });
}

/** *.gemspec, by lines. */
export function readGemspec(text: string): ManifestFacts {
  const packages = text.split(/\r?\n/).flatMap((raw, index) => {
    const match = /\.add_(runtime_|development_)?dependency[\s(]+["']([\w.-]+)["'](.*)$/.exec(raw.replace(/^\s*#.*$/, ""));
    const name = match?.[2];
    if (name === undefined) return [];
    return [
      packageOf("gem", {
        name,
        line: index + 1,
        scope: match?.[1] === "development_" ? "development" : "runtime",
        ...requirementOf(match?.[3] ?? ""),
      }),
    ];
  });
  const field = (name: string): string | undefined => new RegExp(`\\.${name}\\s*=\\s*\\[?["']([^"']{1,80})["']`).exec(text)?.[1];
  return factsOf({ format: "gemspec", lock: false, packages, name: field("name"), version: field("version"), licence: field("licenses?") });
}

export const gemfile: ManifestReader = {
  format: "Gemfile",
  matches: (path) => /^(?:Gemfile|gems\.rb)$/.test(fileName(path)),
  read: (text) => readGemfile(text),
};
export const gemfileLock: ManifestReader = {
  format: "Gemfile.lock",
  matches: (path) => /^(?:Gemfile\.lock|gems\.locked)$/.test(fileName(path)),
  read: (text) => readGemfileLock(text),
};
export const gemspec: ManifestReader = {
  format: "gemspec",
  matches: (path) => path.endsWith(".gemspec"),
  read: (text) => readGemspec(text),
};
