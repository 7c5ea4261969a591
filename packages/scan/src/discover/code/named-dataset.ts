import type { Occurrence } from "@castellan/graph";
import type { Unit } from "../../resolve/unit.ts";
import type { EmissionContext } from "./emit.ts";
import { identify } from "./identify.ts";
import type { NameCandidate } from "./names.ts";

/** Where a data set is named: the code that its path is relative to, and the occurrence to show. */
export interface DatasetPlace {
  readonly unit: Unit;
  readonly occurrence: Occurrence;
  /** Scope of the file that names it, where that is not the code's. */
  readonly scope?: Unit["file"]["scope"];
}

/** Puts a data set that a text names by its path, or as a table, into the inventory. */
export function namedDataset(
  { project, sink }: Pick<EmissionContext, "project" | "sink">,
  name: NameCandidate,
  { unit, occurrence, scope = unit.file.scope }: DatasetPlace,
  identity: "path" | "table" = "path",
): { readonly id: string; readonly name: string } {
  const named = identify({ kind: "dataset", identity }, name, { project, unit, symbol: name.text });
  const id = sink.asset({
    kind: "dataset",
    name: named.name,
    identity: named.identity,
    scope,
    lifecycle: "declared",
    attributes: named.attributes,
    occurrences: [occurrence],
  });
  return { id, name: named.name };
}
