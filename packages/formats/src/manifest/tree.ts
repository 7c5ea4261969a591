import { readJson } from "../config/json.ts";
import type { ConfigMap, ConfigNode } from "../config/node.ts";
import type { ConfigReading } from "../config/reading.ts";
import { readToml } from "../config/toml.ts";
import { readYaml } from "../config/yaml.ts";
import { FormatError } from "../errors.ts";

function first(reading: ConfigReading, what: string): ConfigMap {
  const [tree] = reading.documents;
  if (tree?.kind !== "map") throw new FormatError("NOT_THIS_FORMAT", `The top level of this ${what} file is not a table.`);
  const [problem] = reading.errors;
  if (problem !== undefined && tree.entries.length === 0)
    throw new FormatError("MALFORMED", `This ${what} file cannot be read: ${problem.message}`, { line: problem.line });
  return tree;
}

/** Manifests are one table: the first document, or FormatError. */
export function tomlTree(text: string): ConfigNode {
  return first(readToml(text), "TOML");
}

export function jsonTree(text: string): ConfigNode {
  return first(readJson(text), "JSON");
}

export function yamlTree(text: string): ConfigNode {
  return first(readYaml(text), "YAML");
}
