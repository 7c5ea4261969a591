import { ByteWriter } from "../../testing/byte-writer.ts";

export interface TreeTables {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly features?: readonly number[];
  readonly nodes?: number;
}

/** A tree of three nodes. */
export const HONEST: TreeTables = { left: [1, -1, -1], right: [2, -1, -1], features: [0, 0, 0] };

function tree({ left, right, features = left.map(() => 0), nodes = left.length }: TreeTables): object {
  return {
    base_weights: left.map(() => 0),
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
    default_left: left.map(() => 0),
    id: 0,
    left_children: left,
    loss_changes: left.map(() => 0),
    parents: left.map((_, index) => (index === 0 ? 2_147_483_647 : 0)),
    right_children: right,
    split_conditions: left.map(() => 0.5),
    split_indices: features,
    split_type: left.map(() => 0),
    sum_hessian: left.map(() => 1),
    tree_param: { num_deleted: "0", num_feature: "2", num_nodes: String(nodes), size_leaf_vector: "1" },
  };
}

/** XGBoost's JSON, with what a test wants to be different. */
export function xgboostJsonModel(
  trees: readonly TreeTables[] = [HONEST],
  changes: { readonly trees?: string; readonly attributes?: object } = {},
): string {
  return JSON.stringify({
    learner: {
      attributes: changes.attributes ?? {},
      feature_names: [],
      feature_types: [],
      gradient_booster: {
        model: {
          gbtree_model_param: { num_parallel_tree: "1", num_trees: changes.trees ?? String(trees.length) },
          iteration_indptr: [0, trees.length],
          tree_info: trees.map(() => 0),
          trees: trees.map(tree),
        },
        name: "gbtree",
      },
      learner_model_param: { base_score: "5E-1", num_class: "0", num_feature: "2", num_target: "1" },
      objective: { name: "reg:squarederror" },
    },
    version: [3, 2, 0],
  });
}

function value(writer: ByteWriter, item: unknown): ByteWriter {
  if (typeof item === "string") return writer.text("SL").u64(item.length).text(item);
  if (typeof item === "number") return Number.isInteger(item) ? writer.text("l").i32(item) : writer.text("d").f32(item);
  if (Array.isArray(item)) {
    writer.text("[#L").u64(item.length);
    for (const inner of item) value(writer, inner);
    return writer;
  }
  writer.text("{");
  for (const [key, inner] of Object.entries(item ?? {})) value(writer.text("L").u64(key.length).text(key), inner);
  return writer.text("}");
}

/** Universal binary JSON of a JSON text. */
export function ubjsonOf(text: string): Uint8Array {
  return value(new ByteWriter(false), JSON.parse(text)).done();
}

/** The binary form of before 2.1: one tree of three nodes. */
export function xgboostBinaryModel({ left, right, features = [0, 0, 0], nodes = left.length }: TreeTables = HONEST): Uint8Array {
  const writer = new ByteWriter()
    .f32(0.5)
    .u32(2)
    .i32(0, 1, 1)
    .u32(1, 7)
    .zeros(136 - 28);
  writer.text64("reg:squarederror").text64("gbtree").i32(1).zeros(156).i32(1, nodes, 0, 0, 2, 0).zeros(124);
  for (let node = 0; node < left.length; node++)
    writer
      .i32(-1, left[node] ?? -1, right[node] ?? -1)
      .u32(features[node] ?? 0)
      .f32(0.5);
  writer.zeros(16 * left.length).i32(0);
  return writer.u64(1).text64("note").text64("hello").u64(1).text64("rmse").done();
}

/** LightGBM's text: one tree of three leaves. */
export function lightgbmModel(
  changes: {
    readonly left?: string;
    readonly right?: string;
    readonly leaves?: string;
    readonly feature?: string;
    readonly size?: number;
    readonly tail?: string;
  } = {},
): string {
  const section = [
    "Tree=0",
    `num_leaves=${changes.leaves ?? "3"}`,
    "num_cat=0",
    `split_feature=${changes.feature ?? "0 1"}`,
    "split_gain=1 1",
    "threshold=0.5 0.25",
    "decision_type=2 2",
    `left_child=${changes.left ?? "1 -1"}`,
    `right_child=${changes.right ?? "-3 -2"}`,
    "leaf_value=1 2 3",
    "shrinkage=1",
    "",
    "",
    "",
  ].join("\n");
  const head = `tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=1\nobjective=regression\nfeature_names=a b\nfeature_infos=[0:1] [0:1]\ntree_sizes=${changes.size ?? section.length}\n\n`;
  return `${head}${section}end of trees\n\nfeature_importances:\na=1\n\nparameters:\n[boosting: gbdt]\n\nend of parameters\n\npandas_categorical:null\n${changes.tail ?? ""}`;
}
