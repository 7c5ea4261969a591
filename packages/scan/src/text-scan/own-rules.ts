import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ConfigNode, readToml } from "@castellan/formats";
import { compileGitleaksRules, type GitleaksRules, TextError } from "@castellan/text";
import { ScanError } from "../engine/errors.ts";

/** Files that extend one another at most: gitleaks allows two levels above the first. */
const DEEPEST = 3;

/** Reads a configuration of gitleaks and those that it extends by path. @throws ScanError BAD_CONFIGURATION */
export function readGitleaksRules(file: string): GitleaksRules {
  const configs: unknown[] = [];
  let next: string | undefined = resolve(file);
  while (next !== undefined && configs.length < DEEPEST) {
    const config = readConfig(next);
    configs.unshift(config);
    const path: string | undefined = extendedPath(config);
    next = path === undefined ? undefined : resolve(dirname(next), path);
  }
  try {
    return compileGitleaksRules(configs);
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new ScanError("BAD_CONFIGURATION", `${file}: ${error.message}`, { cause: error });
  }
}

function readConfig(file: string): unknown {
  try {
    const [document] = readToml(readFileSync(file, "utf8")).documents;
    return document === undefined ? {} : plain(document);
  } catch (cause) {
    throw new ScanError(
      "BAD_CONFIGURATION",
      `${file} cannot be read as TOML (${cause instanceof Error ? cause.message : String(cause)}).`,
      { cause },
    );
  }
}

function plain(node: ConfigNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

function extendedPath(config: unknown): string | undefined {
  if (typeof config !== "object" || config === null || !("extend" in config)) return undefined;
  const { extend } = config;
  if (typeof extend !== "object" || extend === null || !("path" in extend)) return undefined;
  return typeof extend.path === "string" ? extend.path : undefined;
}
