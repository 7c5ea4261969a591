import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One text that must, or must not, raise something. */
export interface Vector {
  readonly id: string;
  readonly rule: string;
  readonly text: string;
  readonly positive: boolean;
}

/** The folder that holds the vector files: `dir` itself, its `secrets/`, or its unpacked `secrets.tar.gz`. */
export function vectorFolder(dir: string): string | undefined {
  if (existsSync(join(dir, "gitleaks_vectors.jsonl"))) return dir;
  if (existsSync(join(dir, "secrets", "gitleaks_vectors.jsonl"))) return join(dir, "secrets");
  const archive = join(dir, "secrets.tar.gz");
  if (!existsSync(archive)) return undefined;
  const target = mkdtempSync(join(tmpdir(), "castellan-secrets-"));
  process.on("exit", () => rmSync(target, { recursive: true, force: true }));
  execFileSync("tar", ["-xzf", archive, "-C", target]);
  return join(target, "secrets");
}

/** Vectors of gitleaks: label 1 must fire, 0 must not. */
export function gitleaksVectors(folder: string): Vector[] {
  return readLines(join(folder, "gitleaks_vectors.jsonl")).map((row) => ({
    id: textOf(row, "id"),
    rule: textOf(row, "rule"),
    text: textOf(row, "text"),
    positive: row["label"] === 1,
  }));
}

/** Vectors of secretlint: an empty `expect` must not fire. */
export function secretlintVectors(folder: string): Vector[] {
  return readLines(join(folder, "secretlint_vectors.jsonl")).map((row) => ({
    id: textOf(row, "id"),
    rule: textOf(row, "rule"),
    text: textOf(row, "text"),
    positive: Array.isArray(row["expect"]) && row["expect"].length > 0,
  }));
}

function readLines(file: string): Record<string, unknown>[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Record<string, unknown> => {
      const row: unknown = JSON.parse(line);
      return typeof row === "object" && row !== null ? Object.fromEntries(Object.entries(row)) : {};
    });
}

function textOf(row: Record<string, unknown>, key: string): string {
  const value = row[key];
  return typeof value === "string" ? value : "";
}

/** Id and pattern of every rule in a gitleaks configuration that has one. */
export function gitleaksPatterns(
  folder: string,
): { readonly id: string; readonly pattern: string; readonly keywords: readonly string[] }[] {
  return readFileSync(join(folder, "gitleaks.toml"), "utf8")
    .split("[[rules]]")
    .slice(1)
    .flatMap((block) => {
      const id = /^id = "([^"]+)"/m.exec(block)?.[1];
      const pattern = /^regex = '''([\s\S]*?)'''/m.exec(block)?.[1];
      const keywords = [...(/^keywords = \[([\s\S]*?)\]/m.exec(block)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
      return id === undefined || pattern === undefined ? [] : [{ id, pattern, keywords }];
    });
}
