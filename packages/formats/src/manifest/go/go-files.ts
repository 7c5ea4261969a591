import { FormatError } from "../../errors.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, packageOf } from "../package.ts";

/** go.mod. @see https://go.dev/ref/mod#go-mod-file */
export function readGoMod(text: string): ManifestFacts {
  const module = /^module\s+"?([^\s"]+)"?/m.exec(text)?.[1];
  if (module === undefined) throw new FormatError("NOT_THIS_FORMAT", "This go.mod has no module line.");
  const packages: ManifestPackage[] = [];
  let block = "";
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    const open = /^(\w+)\s*\($/.exec(line)?.[1];
    if (open !== undefined) {
      block = open;
      continue;
    }
    if (line === ")") block = "";
    const body = block === "require" ? line : (/^require\s+(.*)$/.exec(line)?.[1] ?? "");
    const match = /^"?([^\s"]+)"?\s+(v[\w.+-]+)(\s*\/\/\s*indirect)?/.exec(body);
    if (match?.[1] === undefined) continue;
    packages.push(
      packageOf("golang", {
        name: match[1],
        version: match[2],
        line: index + 1,
        scope: match[3] === undefined ? "runtime" : "transitive",
      }),
    );
  }
  return factsOf({ format: "go.mod", lock: false, name: module, packages });
}

/** go.sum: the archive hash of each module version; `/go.mod` lines only prove a module's requirements. */
export function readGoSum(text: string): ManifestFacts {
  const packages = text.split(/\r?\n/).flatMap((line, index) => {
    const match = /^(\S+) (v[^\s/]+) (h1:[\w+/=]+)$/.exec(line.trim());
    if (match?.[1] === undefined) return [];
    return [packageOf("golang", { name: match[1], version: match[2], digest: match[3], line: index + 1, scope: "transitive" })];
  });
  return factsOf({ format: "go.sum", lock: true, packages });
}

export const goMod: ManifestReader = { format: "go.mod", matches: (path) => fileName(path) === "go.mod", read: (text) => readGoMod(text) };
export const goSum: ManifestReader = { format: "go.sum", matches: (path) => fileName(path) === "go.sum", read: (text) => readGoSum(text) };
