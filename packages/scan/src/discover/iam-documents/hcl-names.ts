import type { HclBlock, HclExpression } from "@castellan/formats";
import type { Project } from "../../project/facts.ts";
import { nameOf } from "../file-place.ts";

/** Names of JSON files (`target|name`) that Terraform reads by itself: `file("p.json")`, `templatefile("p.json", {})`. */
export function hclFileNames(project: Project): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { target, facts } of project.files) {
    if (facts.hcl === undefined) continue;
    const pending: (HclBlock | HclExpression)[] = [...facts.hcl.blocks, ...facts.hcl.attributes.map(({ value }) => value)];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if ("attributes" in next) pending.push(...next.blocks, ...next.attributes.map(({ value }) => value));
      else if (next.kind === "literal") {
        if (typeof next.value === "string" && next.value.endsWith(".json")) names.add(`${target}|${nameOf(next.value)}`);
      } else pending.push(...below(next));
    }
  }
  return names;
}

function below(expression: HclExpression): readonly HclExpression[] {
  switch (expression.kind) {
    case "template":
      return expression.parts;
    case "list":
      return expression.items;
    case "object":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "conditional":
      return [expression.test, expression.yes, expression.no];
    case "binary":
      return [expression.left, expression.right];
    case "unary":
      return [expression.operand];
    case "call":
      return expression.arguments;
    case "for":
      return [expression.source, expression.result];
    case "literal":
    case "reference":
    case "unknown":
      return [];
  }
}
