import { RE2JS } from "re2js";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { type Condition, SettingRow } from "../../../knowledge/posture/schema.ts";
import { ScanError } from "../../engine/errors.ts";
import type { RuleFile } from "../../project/rule-files.ts";
import type { Rule } from "../rule.ts";
import { settingRule } from "./setting-rule.ts";

/** A row as people write it: examples are good to have, controls mostly are somebody else's. */
const OwnRow = SettingRow.extend({
  controls: z.array(z.string().max(100)).max(50).default([]),
  bad: SettingRow.shape.bad.or(z.tuple([])).default([]),
  good: SettingRow.shape.good.or(z.tuple([])).default([]),
});
const OwnRules = z.strictObject({ rules: z.array(OwnRow).min(1).max(500) });

/**
 * Rules that a project states in YAML: the same rows as those that are shipped, data only; patterns are RE2.
 *
 * @param taken Ids that are in use.
 * @throws ScanError BAD_CONFIGURATION with file and line.
 */
export function ownRules(files: readonly RuleFile[], taken: ReadonlySet<string>): readonly Rule[] {
  const ids = new Set(taken);
  return files.flatMap(({ name, text }) => {
    const { rows, lineOf } = rowsOf(name, text);
    return rows.map((row, index) => {
      if (ids.has(row.id))
        throw wrong(name, lineOf(["rules", index, "id"]), `there is a rule ${row.id} already; give it a name of its own`);
      ids.add(row.id);
      for (const each of row.cases)
        for (const condition of [each.fails, each.when])
          if (condition !== undefined) requirePatterns(condition, name, lineOf(["rules", index]));
      return settingRule(row);
    });
  });
}

function rowsOf(
  name: string,
  text: string,
): { readonly rows: readonly SettingRow[]; readonly lineOf: (path: readonly PropertyKey[]) => number } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, customTags: [], merge: false, logLevel: "silent", prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw wrong(name, counter.linePos(error.pos[0]).line, error.message);
  const lineOf = (path: readonly PropertyKey[]): number => {
    let node: unknown = document.contents;
    let line = 1;
    for (const step of path) {
      node = isMap(node) || isSeq(node) ? node.get(typeof step === "symbol" ? "" : step, true) : undefined;
      const range =
        typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range) ? Number(node.range[0]) : undefined;
      if (range === undefined) break;
      line = counter.linePos(range).line;
    }
    return line;
  };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw new ScanError("BAD_CONFIGURATION", `${name}:1: aliases that grow are not read in rules`, { cause });
  }
  const parsed = OwnRules.safeParse(value);
  if (parsed.success) return { rows: parsed.data.rules, lineOf };
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  throw wrong(name, lineOf(path), `${path.join(".")}: ${issue?.message ?? "invalid"}`);
}

function wrong(name: string, line: number, what: string): ScanError {
  return new ScanError("BAD_CONFIGURATION", `${name}:${line}: ${what}; docs/own-rules.md tells what may stand there.`);
}

function requirePatterns(condition: Condition, name: string, line: number): void {
  const patterns: string[] = [];
  const gather = (current: Condition): void => {
    if ("matches" in current) patterns.push(current.matches);
    else if ("notMatches" in current) patterns.push(current.notMatches);
    else if ("all" in current) current.all.forEach(gather);
    else if ("any" in current) current.any.forEach(gather);
    else if ("not" in current) gather(current.not);
    else if ("where" in current && current.where !== undefined) gather(current.where);
  };
  gather(condition);
  for (const pattern of patterns) {
    try {
      RE2JS.compile(pattern);
    } catch (cause) {
      throw new ScanError(
        "BAD_CONFIGURATION",
        `${name}:${line}: ${JSON.stringify(pattern)} is no RE2 pattern (no look-around, no back-references).`,
        { cause },
      );
    }
  }
}
