import type { SourceSyntax } from "@castellan/formats";

/*
 * What a source file imports, read off its text without parsing it. This only decides which files are worth a
 * parse: too many specifiers cost time, too few cost assets.
 */

const SCRIPT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'`]([^"'`\n]{1,200})["'`]/g;
const PYTHON =
  /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(?:\(([^)]{0,2000})\)|([^\n#(]{1,500}))|import[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w.]+(?:[ \t]+as[ \t]+\w+)?)*))/gm;
const GO = /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w./~-]{1,200})"/gm;
const JAVA = /^\s*import\s+(?:static\s+)?([\w.]{1,200})/gm;
const CSHARP = /^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]{1,200})\s*;/gm;
const RUST = /\b(?:(?:use|mod|extern\s+crate)\s+(?:::)?([\w:]{1,200})|([a-z_]\w{1,60})::)/g;
const RUBY = /\b(?:(require_relative|require)\s*\(?\s*["']([^"'\n]{1,200})["']|([A-Z]\w{1,60})::)/g;

function captured(text: string, pattern: RegExp): Set<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? match[2];
    if (name !== undefined) found.add(name);
  }
  return found;
}

function python(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, module, listed, inline, plain] of text.matchAll(PYTHON)) {
    if (module !== undefined) {
      found.add(module);
      // `from . import config`: what is imported may be a module itself.
      const joint = module.endsWith(".") ? "" : ".";
      for (const item of (listed ?? inline ?? "").split(",")) {
        const name = /^\s*(\w+)/.exec(item)?.[1];
        if (name !== undefined) found.add(`${module}${joint}${name}`);
      }
    }
    for (const item of plain?.split(",") ?? []) found.add(item.trim().split(/\s/)[0] ?? "");
  }
  return found;
}

function ruby(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, how, path, constant] of text.matchAll(RUBY)) {
    if (path !== undefined) found.add(how === "require_relative" && !path.startsWith(".") ? `./${path}` : path);
    else if (constant !== undefined) found.add(constant.replace(/(?<=[a-z\d])(?=[A-Z])/g, "_").toLowerCase());
  }
  return found;
}

/** Modules that a source text names in its imports, as written; sorted. */
export function importSpecifiers(syntax: SourceSyntax, text: string): readonly string[] {
  const found = ((): Set<string> => {
    switch (syntax) {
      case "python":
        return python(text);
      case "typescript":
      case "tsx":
      case "javascript":
        return captured(text, SCRIPT);
      case "go":
        return captured(text, GO);
      case "java":
        return captured(text, JAVA);
      case "csharp":
        return captured(text, CSHARP);
      case "rust":
        return captured(text, RUST);
      case "ruby":
        return ruby(text);
      default:
        return new Set();
    }
  })();
  return [...found].filter((name) => name !== "").sort();
}
