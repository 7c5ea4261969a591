import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Expectation, readExpected, readTest } from "./expectations.ts";

/** Which language of configuration a check reads. */
export type Format = "terraform" | "cloudformation" | "arm" | "bicep";
export const FORMATS: readonly Format[] = ["terraform", "cloudformation", "arm", "bicep"];

export interface Check {
  /** "CKV_AWS_306". */
  readonly id: string;
  readonly format: Format;
  /** Name of its class or file: "SagemakerNotebookRoot". */
  readonly name: string;
  readonly types: readonly string[];
}

/** Configuration with the resources in it that a check passes and fails. */
export interface Case extends Omit<Expectation, "folders" | "inline"> {
  readonly check: Check;
  /** A folder to copy, or the text of a Terraform file. */
  readonly folder?: string;
  readonly text?: string;
}

/** The checks of a checkout on declared resources. */
export function readChecks(checkout: string): readonly Check[] {
  return FORMATS.flatMap((format) =>
    filesUnder(join(checkout, "checkov", format, "checks"))
      .filter((path) => /\.(?:py|ya?ml)$/.test(path))
      .flatMap((path) => {
        const source = readFileSync(path, "utf8");
        const id = /^\s*["']?id["']?\s*[=:]\s*["']?(CKV2?_[A-Z]+_\d+)/m.exec(source)?.[1];
        const name = /([^/]+)\.\w+$/.exec(path)?.[1] ?? path;
        return id === undefined ? [] : [{ id, format, name, types: typesOf(source) }];
      }),
  ).sort((a, b) => compare(a.id, b.id) || compare(a.format, b.format) || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function typesOf(source: string): readonly string[] {
  const list = /supported_resources?\s*=\s*[[(]([^\])]*)/.exec(source)?.[1] ?? "";
  return [...list.matchAll(/["']([\w:./]+)["']/g)].map(([, type = ""]) => type);
}

/** The cases that a checkout holds for some of its checks. */
export function readCases(checkout: string, checks: readonly Check[]): readonly Case[] {
  return FORMATS.flatMap((format) => {
    const wanted = checks.filter((check) => check.format === format);
    return [
      ...unitCases(join(checkout, "tests", format, "checks"), wanted),
      ...graphCases(join(checkout, "tests", format, "graph"), wanted),
    ];
  });
}

function unitCases(tests: string, checks: readonly Check[]): readonly Case[] {
  return filesUnder(tests)
    .filter((path) => /\/test_\w+\.py$/.test(path))
    .flatMap((path) => {
      const source = readFileSync(path, "utf8");
      const name = /^from checkov[\w.]*\.(\w+) import (?:check|scanner)\b/m.exec(source)?.[1];
      const check = checks.find((each) => each.name === name);
      if (check === undefined) return [];
      const { folders, inline, ...expected } = readTest(source, check.types);
      const beside = join(path, "..");
      const present = folders.map((folder) => join(beside, folder)).filter((folder) => existsSync(folder));
      return [
        ...present.map((folder) => ({ check, folder, ...expected })),
        ...inline.map(({ text, fails }) => ({ check, text, passing: fails ? [] : ["*"], failing: fails ? ["*"] : [] })),
      ];
    });
}

function graphCases(tests: string, checks: readonly Check[]): readonly Case[] {
  return filesUnder(tests)
    .filter((path) => path.endsWith("/expected.yaml"))
    .flatMap((path) => {
      const folder = join(path, "..");
      const check = checks.find(({ name }) => folder.endsWith(`/${name}`));
      return check === undefined ? [] : [{ check, folder, ...readExpected(readFileSync(path, "utf8")) }];
    });
}

function filesUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .sort();
}
