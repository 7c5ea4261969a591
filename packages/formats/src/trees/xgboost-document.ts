import type { ByteSource } from "../byte-source.ts";
import {
  type DocumentBudget,
  type DocumentList,
  type DocumentPath,
  type DocumentProblem,
  type DocumentValue,
  listOf,
  numberValue,
  objectOf,
  textValue,
  valueAt,
} from "../document/document.ts";
import { readJsonDocument } from "../document/json-document.ts";
import { readUbjsonDocument } from "../document/ubjson-document.ts";
import { FormatError } from "../errors.ts";
import { documentTexts } from "./document-texts.ts";
import { checkTree, type TreeModelFacts, TreeProblems } from "./tree-problem.ts";

export interface XgboostFacts extends TreeModelFacts {
  readonly encoding: "json" | "ubjson" | "binary";
  /** Of the JSON or UBJSON around the model. */
  readonly document: readonly DocumentProblem[];
}

/**
 * A model of XGBoost as JSON or universal binary JSON. Trees are checked one by one and dropped.
 *
 * @throws FormatError as the readers of JSON and UBJSON; NOT_THIS_FORMAT where there is no learner.
 * @see https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html (JSON schema at its end)
 */
export function readXgboostDocument(source: ByteSource, encoding: "json" | "ubjson", budget?: DocumentBudget): XgboostFacts {
  const problems = new TreeProblems();
  let trees = 0;
  let nodes = 0;
  let features = 0;
  const parts = {
    wants: (path: DocumentPath) => typeof path.at(-1) === "number" && path.at(-2) === "trees" && path.includes("gradient_booster"),
    part: (_path: DocumentPath, value: DocumentValue, offset: number) => {
      const tree = checkXgboostTree(value, `tree ${trees}`, offset, source.size, problems);
      nodes += tree.nodes;
      features = Math.max(features, tree.highest + 1);
      trees++;
    },
  };
  const reading = encoding === "json" ? readJsonDocument(source, budget, parts) : readUbjsonDocument(source, budget, parts);
  const root = objectOf(reading.root)?.get("Model") ?? reading.root;
  const learner = valueAt(root, "learner");
  if (objectOf(learner) === undefined) throw new FormatError("NOT_THIS_FORMAT", "there is no learner in this document");
  const booster = valueAt(learner, "gradient_booster");
  const declared = numberValue(valueAt(learner, "learner_model_param", "num_feature"));
  if (declared !== undefined && declared > 0 && features > declared)
    problems.add("out-of-range", `a split asks for feature ${features - 1}, but the model has ${declared}`);
  checkBooster(booster, trees, source.size, problems);
  const version = listOf(valueAt(root, "version"));
  return {
    encoding,
    document: reading.problems,
    ...(version === undefined ? {} : { version: version.map(String).join(".").slice(0, 40) }),
    ...optional("booster", textValue(valueAt(booster, "name"))),
    ...optional("objective", textValue(valueAt(learner, "objective", "name"))),
    ...optional("features", declared),
    ...optional("classes", numberValue(valueAt(learner, "learner_model_param", "num_class"))),
    trees,
    nodes,
    texts: documentTexts(reading.root),
    problems: problems.list,
    end: reading.end,
  };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [name in Key]?: Value } {
  const result: { [name in Key]?: Value } = {};
  if (value !== undefined) result[key] = value;
  return result;
}

/** Tables that hold one entry for each node. */
const PER_NODE = [
  "left_children",
  "right_children",
  "parents",
  "split_indices",
  "split_conditions",
  "default_left",
  "split_type",
  "loss_changes",
  "sum_hessian",
] as const;
/** Parent of the root. */
const NO_NODE = 2_147_483_647;

function checkXgboostTree(
  value: DocumentValue,
  name: string,
  offset: number,
  room: number,
  problems: TreeProblems,
): { readonly nodes: number; readonly highest: number } {
  const tree = objectOf(value);
  const left = listOf(tree?.get("left_children"));
  const right = listOf(tree?.get("right_children"));
  const declared = numberValue(valueAt(value, "tree_param", "num_nodes"));
  if (tree === undefined || left === undefined || right === undefined) {
    problems.add("unknown", `${name} has no children tables`, offset);
    return { nodes: 0, highest: -1 };
  }
  const size = declared ?? left.length;
  if (size > room) problems.add("impossible", `${name} declares ${size} nodes, ${left.length} stand in a file of ${room} bytes`, offset);
  else if (!Number.isInteger(size) || size < 0) problems.add("count", `${name} declares ${size} nodes`, offset);
  for (const table of PER_NODE) {
    const list = listOf(tree.get(table));
    // Trees with a vector at each leaf, and dumps without statistics, leave tables empty.
    if (list !== undefined && list.length > 0 && list.length !== size)
      problems.add("length", `${name}: ${table} has ${list.length} entries for ${size} nodes`, offset);
  }
  const weights = listOf(tree.get("base_weights"));
  if (weights !== undefined && weights.length > 0 && weights.length % Math.max(1, size) !== 0)
    problems.add("length", `${name}: base_weights has ${weights.length} entries for ${size} nodes`, offset);
  const entry = (list: DocumentList, index: number): number => numberValue(list[index]) ?? Number.NaN;
  const leaf = (node: number): boolean => entry(left, node) === -1 && entry(right, node) === -1;
  checkTree(
    {
      size: Math.min(left.length, right.length),
      children: (node) => (leaf(node) || entry(left, node) === -1 ? undefined : [entry(left, node), entry(right, node)]),
    },
    name,
    problems,
  );
  const indices = listOf(tree.get("split_indices")) ?? [];
  let highest = -1;
  for (let node = 0; node < Math.min(left.length, indices.length); node++) {
    if (entry(left, node) === -1) continue;
    const feature = entry(indices, node);
    if (!(feature >= 0)) problems.add("out-of-range", `${name}: node ${node} splits on feature ${feature}`, offset);
    else highest = Math.max(highest, feature);
  }
  for (const parent of listOf(tree.get("parents")) ?? []) {
    const index = numberValue(parent) ?? Number.NaN;
    if (index !== NO_NODE && index !== -1 && !(index >= 0 && index < size)) {
      problems.add("count", `${name}: a parent is ${index} of ${size} nodes`, offset);
      break;
    }
  }
  checkCategories(value, name, offset, problems);
  return { nodes: left.length, highest };
}

/** Segments of the list of categories, one for each node that splits on a category. */
function checkCategories(tree: DocumentValue, name: string, offset: number, problems: TreeProblems): void {
  const categories = listOf(valueAt(tree, "categories")) ?? [];
  const nodes = listOf(valueAt(tree, "categories_nodes")) ?? [];
  const starts = listOf(valueAt(tree, "categories_segments")) ?? [];
  const sizes = listOf(valueAt(tree, "categories_sizes")) ?? [];
  if (nodes.length !== starts.length || nodes.length !== sizes.length) {
    problems.add(
      "length",
      `${name}: ${nodes.length} nodes split on categories, with ${starts.length} segments and ${sizes.length} sizes`,
      offset,
    );
    return;
  }
  for (let index = 0; index < nodes.length; index++) {
    const start = numberValue(starts[index]) ?? Number.NaN;
    const size = numberValue(sizes[index]) ?? Number.NaN;
    if (!(start >= 0 && size >= 0 && start + size <= categories.length))
      problems.add("out-of-range", `${name}: categories ${start} to ${start + size} of ${categories.length}`, offset);
  }
}

function checkBooster(booster: DocumentValue | undefined, trees: number, room: number, problems: TreeProblems): void {
  const model = valueAt(booster, "model") ?? valueAt(booster, "gbtree", "model");
  const declared = numberValue(valueAt(model, "gbtree_model_param", "num_trees"));
  if (declared !== undefined && declared !== trees)
    problems.add(declared > room ? "impossible" : "count", `${declared} trees are declared, ${trees} stand in the file`);
  const info = listOf(valueAt(model, "tree_info"));
  if (info !== undefined && info.length !== trees) problems.add("length", `tree_info has ${info.length} entries for ${trees} trees`);
  for (const group of info ?? [])
    if (!((numberValue(group) ?? -1) >= 0 && (numberValue(group) ?? 0) < 1_000_000)) {
      problems.add("out-of-range", `tree_info names the output group ${String(numberValue(group))}`);
      break;
    }
  const rounds = listOf(valueAt(model, "iteration_indptr")) ?? [];
  for (let index = 0; index < rounds.length; index++) {
    const at = numberValue(rounds[index]) ?? -1;
    if (at >= (index === 0 ? 0 : (numberValue(rounds[index - 1]) ?? 0)) && at <= trees) continue;
    problems.add("out-of-range", `iteration_indptr leads to tree ${at} of ${trees}`);
    break;
  }
  const dropped = listOf(valueAt(booster, "weight_drop"));
  if (dropped !== undefined && dropped.length !== trees)
    problems.add("length", `weight_drop has ${dropped.length} entries for ${trees} trees`);
}
