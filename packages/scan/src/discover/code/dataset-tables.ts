import type { Scope } from "../../resolve/scope.ts";
import { dottedName } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import { genericFrame } from "../../resolve/value.ts";
import { hubDataset } from "../identity/index.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** What an id of the hub looks like; a single word only beside others that are known by their owner. */
const HUB_ID = /^[\w.-]+\/[\w.-]+$|^[a-z][a-z0-9_.-]{2,}$/;
const MAX_ENTRIES = 40;

/**
 * `DATASET_NAME_MAPPING = { "owner/name": ("image", "text") }`, looked up by the name of what the script loads: the
 * data sets whose columns it knows.
 */
export function discoverDatasetTables(assets: CodeAssets): void {
  const { evaluator, sink } = assets.context;
  for (const [unit, loaded] of loadedNames(assets)) {
    for (const scope of evaluator.program.tree(unit).all) {
      for (const { call } of scope.calls) {
        const key = call.arguments[0]?.value;
        if (call.callee.kind !== "member" || call.callee.name !== "get" || key === undefined || !loaded.has(dottedName(key) ?? ""))
          continue;
        for (const value of evaluator.evaluate(call.callee.object, genericFrame(scope))) {
          if (value.kind !== "map") continue;
          for (const { key: entry } of value.entries.slice(0, MAX_ENTRIES)) {
            if (entry?.expression.kind !== "string" || !HUB_ID.test(entry.expression.value)) continue;
            const { unit: place } = entry.frame.scope;
            sink.asset({
              kind: "dataset",
              name: entry.expression.value,
              identity: hubDataset(entry.expression.value),
              scope: place.file.scope,
              lifecycle: "declared",
              attributes: { library: "datasets" },
              occurrences: [occurrenceAt(place, entry.expression)],
            });
          }
        }
      }
    }
  }
}

/** What stands where a script names the data set of the hub that it loads: `args.dataset_name`. */
function loadedNames(assets: CodeAssets): ReadonlyMap<Unit, ReadonlySet<string>> {
  const found = new Map<Scope["unit"], Set<string>>();
  for (const { library, call, unit, entry } of assets.sightings.all) {
    if (library.id !== "datasets" || unit.file.scope === "test" || !entry.emit.some(({ identity }) => identity === "hub-dataset")) continue;
    const [first] = call?.arguments ?? [];
    const name = first === undefined ? undefined : dottedName(first.value);
    if (name !== undefined) found.set(unit, (found.get(unit) ?? new Set()).add(name));
  }
  return found;
}
