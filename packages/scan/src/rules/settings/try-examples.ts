import { bytesSource } from "@castellan/formats";
import type { RuleExample } from "@castellan/graph";
import { connectors } from "../../connect/registry.ts";
import { renderCharts } from "../../discover/helm/render-charts.ts";
import { discoverers } from "../../discover/registry.ts";
import { discoverAll } from "../../engine/collector.ts";
import { createInventory } from "../../engine/inventory.ts";
import { builtKnowledge } from "../../knowledge/built.ts";
import { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { createProject } from "../../project/project.ts";
import { readFacts } from "../../project/read-file.ts";
import { scopeOf } from "../../project/scope.ts";
import { judge } from "../judge.ts";
import type { Rule } from "../rule.ts";

export interface TriedExample {
  readonly rule: string;
  readonly title: string;
  readonly kind: "bad" | "good";
  /** A bad example must be found, a good one must not. */
  readonly passed: boolean;
}

/** Runs the examples of rules through the readers of a scan. */
export async function tryExamples(rules: readonly Rule[]): Promise<readonly TriedExample[]> {
  const index = new LibraryIndex(builtKnowledge() ?? (await import("../../knowledge/load.ts")).allKnowledge([]));
  const tried: TriedExample[] = [];
  for (const rule of rules)
    for (const kind of ["bad", "good"] as const)
      for (const example of rule.card[kind]) {
        const found = await finds(rule, example, index);
        tried.push({ rule: rule.card.id, title: example.title, kind, passed: found === (kind === "bad") });
      }
  return tried;
}

async function finds(rule: Rule, { files }: RuleExample, index: LibraryIndex): Promise<boolean> {
  const read = await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      const bytes = new TextEncoder().encode(text);
      return {
        target: 0,
        path,
        bytes: bytes.length,
        scope: scopeOf(path),
        lifecycle: "committed" as const,
        facts: await readFacts(path, bytesSource(bytes)),
      };
    }),
  );
  const project = renderCharts(createProject([{ index: 0, name: "example", key: "example" }], read));
  const found = discoverAll(project, discoverers(index), [], connectors);
  return judge(createInventory(project, found, found.assets), { rules: [rule] }).findings.length > 0;
}
