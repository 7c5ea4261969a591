import type { DocumentPath, DocumentValue } from "@castellan/formats";
import { documentTexts, listOf, numberValue, objectOf, readJsonDocument, textOf, textValue, valueAt } from "@castellan/formats";
import type { Interpreter, Subject } from "../interpreter.ts";
import { judgeTexts, readStructure } from "../structure.ts";
import { judgeDocument } from "./judge.ts";

const TREES = new Set(["tree_info", "oblivious_trees", "trees"]);

function kindOf({ head, source }: Subject): "lightgbm-json" | "catboost-json" | undefined {
  const text = textOf(head.subarray(0, 16 * 1024));
  if (!/^\uFEFF?\s{0,1000}\{/.test(text)) return undefined;
  if (/"name"\s{0,100}:\s{0,100}"tree"/.test(text) && /"(?:tree_info|max_feature_idx)"/.test(text)) return "lightgbm-json";
  const near = /"(?:features_info|model_info|oblivious_trees)"\s{0,100}:/;
  if (/"(?:features_info|oblivious_trees)"\s{0,100}:/.test(text)) return "catboost-json";
  const tail = textOf(source.read(Math.max(0, source.size - 4096), 4096));
  return near.test(text) && /"scale_and_bias"/.test(tail) ? "catboost-json" : undefined;
}

/** LightGBM's and CatBoost's models as JSON: data for people and other tools; CatBoost loads its own again. */
export const treeDump: Interpreter = {
  id: "tree-dump",
  accepts: (subject) => kindOf(subject) !== undefined,
  inspect: (subject, visit) => {
    const kind = kindOf(subject) ?? "catboost-json";
    visit.format(kind);
    let trees = 0;
    const parts = {
      wants: (path: DocumentPath) => path.length === 2 && typeof path[0] === "string" && TREES.has(path[0]),
      part: (_path: DocumentPath, value: DocumentValue, offset: number) => {
        const splits = listOf(valueAt(value, "splits"));
        const leaves = listOf(valueAt(value, "leaf_values"));
        // A symmetric tree of depth n has 2^n leaves, times the dimensions.
        if (splits !== undefined && leaves !== undefined && (splits.length > 31 || leaves.length % 2 ** splits.length !== 0))
          visit.finding({
            rule: "tree-index-outside",
            offset,
            message: `Tree ${trees} has ${splits.length} splits and ${leaves.length} leaf values.`,
          });
        trees++;
      },
    };
    const reading = readStructure(subject, visit, () => readJsonDocument(subject.source, undefined, parts));
    if (reading === undefined) return;
    visit.claim(0, reading.end, "document");
    visit.spend("operations", reading.values);
    judgeDocument(reading.problems, visit);
    judgeTexts(documentTexts(reading.root), visit);
    visit.fact("trees", trees);
    const version = textValue(objectOf(reading.root)?.get("version"));
    if (version !== undefined) visit.fact("version", version.slice(0, 40));
    const features = numberValue(valueAt(reading.root, "max_feature_idx"));
    if (features !== undefined) visit.fact("features", features + 1);
  },
};
