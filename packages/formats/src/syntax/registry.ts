import { csharpLowering } from "./csharp/index.ts";
import { goLowering } from "./go/index.ts";
import type { Language } from "./ir.ts";
import { javaLowering } from "./java/index.ts";
import type { Lowering } from "./lowering.ts";
import { pythonLowering } from "./python/index.ts";
import { rubyLowering } from "./ruby/index.ts";
import { rustLowering } from "./rust/index.ts";
import { javascriptLowering, tsxLowering, typescriptLowering } from "./typescript/index.ts";

/** A language, or a dialect of it that needs its own grammar. JSX is read by the JavaScript grammar. */
export type SourceSyntax = Language | "tsx";

/** Every language reader. */
const LOWERINGS: ReadonlyMap<SourceSyntax, Lowering> = new Map<SourceSyntax, Lowering>([
  ["python", pythonLowering],
  ["typescript", typescriptLowering],
  ["tsx", tsxLowering],
  ["javascript", javascriptLowering],
  ["go", goLowering],
  ["java", javaLowering],
  ["csharp", csharpLowering],
  ["rust", rustLowering],
  ["ruby", rubyLowering],
]);

export function loweringFor(syntax: SourceSyntax): Lowering | undefined {
  return LOWERINGS.get(syntax);
}

/** What to read a file with, by the end of its name; undefined for what is not source. */
export function sourceSyntaxOf(path: string): SourceSyntax | undefined {
  const dot = path.lastIndexOf(".");
  return dot === -1 ? undefined : EXTENSIONS.get(path.slice(dot + 1).toLowerCase());
}

const EXTENSIONS: ReadonlyMap<string, SourceSyntax> = new Map<string, SourceSyntax>([
  ["py", "python"],
  ["pyi", "python"],
  ["pyw", "python"],
  ["ts", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["tsx", "tsx"],
  ["js", "javascript"],
  ["mjs", "javascript"],
  ["cjs", "javascript"],
  ["jsx", "javascript"],
  ["go", "go"],
  ["java", "java"],
  ["cs", "csharp"],
  ["rs", "rust"],
  ["rb", "ruby"],
]);

const INTERPRETERS: readonly (readonly [RegExp, SourceSyntax])[] = [
  [/\b(?:python[\d.]*|pypy3?|uv)\b/, "python"],
  [/\b(?:tsx|ts-node|deno|bun)\b/, "typescript"],
  [/\bnode\b/, "javascript"],
  [/\bruby\b/, "ruby"],
];

/** What to read a script without an extension with, by its first line (`#!/usr/bin/env python3`). */
export function sourceSyntaxOfScript(path: string, head: string): SourceSyntax | undefined {
  if (!head.startsWith("#!") || /\.[^/.]+$/.test(path)) return undefined;
  const end = head.indexOf("\n");
  const line = head.slice(2, end < 0 ? 200 : Math.min(end, 200));
  return INTERPRETERS.find(([pattern]) => pattern.test(line))?.[1];
}
