import { parse, TomlDate, TomlError, type TomlValue } from "smol-toml";
import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigNode } from "./node.ts";
import { type ConfigReading, NodeCount, requireSize } from "./reading.ts";
import { type TomlPlace, tomlPlaces } from "./toml-lines.ts";

/**
 * Reads TOML 1.0.
 *
 * @throws FormatError MALFORMED (with the line), BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES
 */
export function readToml(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, budget, "TOML");
  let value: TomlValue;
  try {
    value = parse(text, { maxDepth: budget.depth, integersAsBigInt: false });
  } catch (cause) {
    if (cause instanceof TomlError && /nest|recursion|too deep/i.test(cause.message))
      throw new FormatError("BUDGET_DEPTH", `TOML is nested deeper than ${budget.depth}`, { cause, line: cause.line });
    if (cause instanceof TomlError)
      throw new FormatError("MALFORMED", cause.message.split("\n")[0] ?? "TOML is malformed", { cause, line: cause.line });
    if (cause instanceof RangeError) throw new FormatError("BUDGET_DEPTH", "TOML is nested too deeply", { cause });
    throw new FormatError("MALFORMED", "TOML could not be read", { cause });
  }
  // After the parser: the walk relies on text that is TOML.
  const places = tomlPlaces(text, budget);
  return { documents: [placed(value, places, { line: 1, endLine: places.endLine }, new NodeCount(budget.nodes))], errors: [] };
}

type Lines = Pick<TomlPlace, "line" | "endLine">;

function placed(value: TomlValue, place: TomlPlace | undefined, around: Lines, count: NodeCount): ConfigNode {
  const line = place?.line ?? around.line;
  const endLine = Math.max(line, place?.endLine ?? line);
  count.take(1, line);
  const here = { line, endLine };
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((item, index) => placed(item, place?.elements[index], here, count)), ...here };
  }
  if (value instanceof TomlDate) return { kind: "scalar", value: value.toISOString(), ...here };
  if (typeof value === "object") {
    const entries = Object.entries(value).map(([key, item]) => {
      const child = place?.children.get(key);
      return { key, line: child?.line ?? line, value: placed(item, child, here, count) };
    });
    return { kind: "map", entries, ...here };
  }
  const scalar = typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value)) ? String(value) : value;
  return { kind: "scalar", value: scalar, ...here };
}
