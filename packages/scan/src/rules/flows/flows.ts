import type { Flow } from "@castellan/graph";
import type { Inventory } from "../rule.ts";

export function flowsOf(_inventory: Inventory): readonly Flow[] {
  return [];
}
