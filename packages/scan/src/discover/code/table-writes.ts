import { genericFrame } from "../../resolve/value.ts";
import { isDataPath } from "./data-paths.ts";
import { namedDataset } from "./named-dataset.ts";
import { namesOf } from "./names.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Methods that only tables have. */
const WRITES = /^(?:to_(?:parquet|csv|feather|orc|hdf|pickle)|write_(?:parquet|csv|ndjson))$/;

/** `train.to_parquet("data/train.parquet")`: whatever made the table, its method writes a data set. */
export function discoverTableWrites(assets: CodeAssets): void {
  const { evaluator, environment } = assets.context;
  for (const scope of evaluator.program.scopes()) {
    const { unit } = scope;
    if (unit.module.language !== "python" || unit.file.scope === "test") continue;
    for (const { call } of scope.calls) {
      const [first] = call.arguments;
      if (call.callee.kind !== "member" || !WRITES.test(call.callee.name) || first === undefined) continue;
      if ((first.name !== undefined && !/^(?:path|path_or_buf|file)$/.test(first.name)) || assets.ofCall(call).length > 0) continue;
      // A method of one's own is not a table's.
      if (evaluator.evaluate(call.callee, genericFrame(scope)).some(({ kind }) => kind === "function")) continue;
      for (const name of namesOf(evaluator, environment, { expression: first.value, frame: genericFrame(scope) })) {
        if (name.dynamic === true || name.partial === true || !isDataPath(name.text)) continue;
        const emission = { kind: "dataset", identity: "path", use: "writes_to" } as const;
        const made = namedDataset(assets.context, name, { unit, occurrence: occurrenceAt(unit, call) });
        assets.keepUse(scope, { ...made, kind: "dataset", emission });
      }
    }
  }
}
