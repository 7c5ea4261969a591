import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { splitFrontMatter } from "../card/front-matter.ts";
import { at, type ConfigNode, text as textOf } from "../config/node.ts";
import { readYaml } from "../config/yaml.ts";
import { FormatError } from "../errors.ts";
import type { ProseFacts } from "../facts.ts";
import { proseKindOf } from "./names.ts";

export { proseKindOf } from "./names.ts";

const MAX_VARIABLES = 200;

/** `{{ name }}` (Jinja, Handlebars, Mustache), `{name}` (format strings), `${name}` and `$NAME`: names, sorted. */
export function placeholders(text: string): readonly string[] {
  const found = new Set<string>();
  const bounded = text.slice(0, 500_000);
  for (const match of bounded.matchAll(
    /\{\{[-~#^>]?\s*([A-Za-z_][\w.]{0,60})[^{}]{0,200}\}\}|(?<![{$\w])\{([A-Za-z_]\w{0,60})\}(?!\})|\$\{([A-Za-z_]\w{0,60})\}|(?<![\w$\\])\$([A-Z][A-Z_]{2,40}|[a-z_]+_[a-z_]+)\b/g,
  )) {
    const name = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (name !== undefined && !/^(?:if|else|each|end|unless|with|for)$/.test(name) && found.size < MAX_VARIABLES) found.add(name);
  }
  return [...found].sort();
}

/** Metadata of a YAML prompt file: the whole file is the front matter. */
function yamlMetadata(path: string, text: string): ConfigNode | undefined {
  if (!/\.ya?ml$/i.test(path)) return undefined;
  try {
    return readYaml(text).documents[0];
  } catch (cause) {
    if (cause instanceof FormatError) return undefined;
    throw cause;
  }
}

/**
 * Prompt, skill, agent and rules files: front matter, placeholders and length; never the text itself.
 * @throws FormatError UNSUPPORTED for other paths, BUDGET_BYTES
 */
export function readProse(path: string, text: string, budget: Budget = DEFAULT_BUDGET): ProseFacts {
  const kind = proseKindOf(path);
  if (kind === undefined) throw new FormatError("UNSUPPORTED", "This file name is not that of a prompt, skill, agent or rules file.");
  if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This text is larger than ${budget.bytes} bytes.`);
  const { node, body } = splitFrontMatter(text);
  const metadata = node ?? yamlMetadata(path, text);
  const name = textOf(at(metadata, "name")) ?? textOf(at(metadata, "title"));
  const description = textOf(at(metadata, "description"));
  return {
    kind,
    ...(name === undefined || name === "" ? {} : { name: name.slice(0, 200) }),
    ...(description === undefined || description === "" ? {} : { description: description.slice(0, 1000) }),
    ...(metadata === undefined ? {} : { frontMatter: metadata }),
    variables: kind === "rules" ? [] : placeholders(body),
    characters: text.length,
  };
}
