import { ByteCursor } from "../byte-cursor.ts";
import { ascii, type ByteSource, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { FlatBuffer, type FlatTable, type FlatVector } from "../flatbuffer/flat-table.ts";
import { type TreeModelFacts, TreeProblems } from "./tree-problem.ts";

export interface CatboostFacts extends TreeModelFacts {
  /** Parts behind the core, by the names that the core gives them. */
  readonly parts: readonly string[];
  /** Where the parts begin that are not read, undefined where all were. */
  readonly unread?: number;
}

const TEXTS_KEPT = 20_000;
const CTRS = "static_provider_v1";

/**
 * CatBoost's binary form: `CBM1`, the size of the core, the core as a flatbuffer, then the parts that it names.
 *
 * @throws FormatError TRUNCATED, MALFORMED, BUDGET_NODES
 * @see https://github.com/catboost/catboost/tree/master/catboost/libs/model/flatbuffers (model.fbs, features.fbs,
 *   ctr_data.fbs) and catboost/libs/model/model.cpp (TFullModel::Load)
 */
export function readCatboost(source: ByteSource): CatboostFacts {
  const problems = new TreeProblems();
  const head = source.read(0, 8);
  if (head.length < 8 || ascii(head, 0, 4) !== "CBM1") throw new FormatError("NOT_THIS_FORMAT", "no CatBoost model");
  const size = viewOf(head).getUint32(4, true);
  const end = 8 + size;
  new ByteCursor(source, 8).fit(size, 1, "bytes of the core");
  const core = new FlatBuffer(source, 8, end).root();
  const texts: { readonly where: string; readonly text: string }[] = [];
  const version = core.text(0);
  if (version !== "FlabuffersModel_v1")
    problems.add("unknown", `the version of the format is ${JSON.stringify((version ?? "").slice(0, 40))}`);
  for (const pair of core.tables(2))
    if (texts.length < TEXTS_KEPT)
      texts.push({ where: `info ${(pair.text(0) ?? "").slice(0, 60)}`, text: (pair.text(1) ?? "").slice(0, 20_000) });
  const trees = core.table(1);
  if (trees === undefined) throw new FormatError("MALFORMED", "the core has no trees");
  const sums = checkTrees(trees, problems);
  for (const text of featureTexts(trees)) if (texts.length < TEXTS_KEPT) texts.push({ where: "feature", text: text.slice(0, 20_000) });
  const parts = [...core.texts(3)].map((name) => name.replaceAll("\0", "").slice(0, 80));
  const behind = parts.length === 0 ? end : parts[0] === CTRS ? readCtrs(source, end) : end;
  const unread = parts.length === 0 || (parts.length === 1 && parts[0] === CTRS) ? undefined : behind;
  return {
    version: "CBM1",
    booster: "catboost",
    ...sums,
    texts,
    parts,
    problems: problems.list,
    ...(unread === undefined ? {} : { unread }),
    end: unread === undefined ? behind : source.size,
  };
}

function integers(buffer: FlatBuffer, vector: FlatVector | undefined): Int32Array {
  if (vector === undefined) return new Int32Array(0);
  if (vector.count > 50_000_000) throw new FormatError("BUDGET_NODES", `a table of ${vector.count} entries`);
  const cursor = new ByteCursor(buffer.source, vector.start, vector.start + vector.count * 4);
  const values = new Int32Array(vector.count);
  for (let index = 0; index < values.length; index++) values[index] = cursor.i32();
  return values;
}

function checkTrees(
  table: FlatTable,
  problems: TreeProblems,
): { readonly trees: number; readonly nodes: number; readonly features: number; readonly classes: number } {
  const { buffer } = table;
  const dimension = table.i32(0) ?? 1;
  const splits = integers(buffer, table.vector(1, 4));
  const sizes = integers(buffer, table.vector(2, 4));
  const starts = integers(buffer, table.vector(3, 4));
  const leaves = table.vector(8, 8)?.count ?? 0;
  table.vector(9, 8);
  const steps = table.vector(10, 4);
  const leafIds = integers(buffer, table.vector(11, 4));
  const columns = [...table.tables(5)].map((feature) => feature.vector(3, 4)?.count ?? 0);
  const oneHot = [...table.tables(6)].map((feature) => feature.vector(1, 4)?.count ?? 0);
  const ctrs = [...table.tables(7)].map((feature) => feature.vector(1, 4)?.count ?? 0);
  const estimated = table.fields > 13 ? [...table.tables(13)].map((feature) => feature.vector(3, 4)?.count ?? 0) : [];
  if (dimension < 1 || dimension > 1_000_000) problems.add("count", `the model has ${dimension} dimensions`);
  let at = 0;
  let needed = 0;
  for (let tree = 0; tree < sizes.length; tree++) {
    const size = sizes[tree] ?? -1;
    if (starts.length > 0 && starts[tree] !== at) problems.add("out-of-range", `tree ${tree} starts at split ${starts[tree]}, not ${at}`);
    if (size < 0 || at + size > splits.length) {
      problems.add("out-of-range", `tree ${tree} has ${size} splits from ${at} of ${splits.length}`);
      break;
    }
    if (steps === undefined || steps.count === 0) {
      // A symmetric tree of depth n has 2^n leaves.
      if (size > 31) problems.add("out-of-range", `tree ${tree} is ${size} deep`);
      needed += 2 ** Math.min(size, 31) * dimension;
    }
    at += size;
  }
  if (starts.length !== 0 && starts.length !== sizes.length) problems.add("length", `${starts.length} starts for ${sizes.length} trees`);
  if (needed > leaves) problems.add("out-of-range", `the trees need ${needed} leaf values, ${leaves} stand there`);
  const borders = [columns, oneHot, ctrs, estimated].flat().reduce((sum, count) => sum + count, 0);
  for (const split of splits)
    if (split < 0 || split >= borders) {
      problems.add("out-of-range", `a split names border ${split} of ${borders}`);
      break;
    }
  if (steps !== undefined && steps.count > 0) checkSteps(buffer, steps, leafIds, sizes, leaves, dimension, splits.length, problems);
  return { trees: sizes.length, nodes: splits.length, features: columns.length, classes: dimension };
}

/** Trees that are not symmetric: each node says how far its children are. */
function checkSteps(
  buffer: FlatBuffer,
  steps: FlatVector,
  leafIds: Int32Array,
  sizes: Int32Array,
  leaves: number,
  dimension: number,
  splits: number,
  problems: TreeProblems,
): void {
  if (steps.count !== splits || leafIds.length !== splits)
    problems.add("length", `${splits} nodes with ${steps.count} steps and ${leafIds.length} leaves`);
  const cursor = new ByteCursor(buffer.source, steps.start, steps.start + steps.count * 4);
  let node = 0;
  for (const size of sizes) {
    const end = Math.min(node + Math.max(0, size), steps.count);
    for (; node < end; node++) {
      const left = cursor.u16();
      const right = cursor.u16();
      if ((left !== 0 && node + left >= end) || (right !== 0 && node + right >= end))
        problems.add("out-of-range", `node ${node} steps out of its tree`);
      // Where a step is zero, the walk may end here and takes the leaf of the node.
      const leaf = leafIds[node] ?? 0;
      if ((left === 0 || right === 0) && (leaf < 0 || leaf + dimension > leaves))
        problems.add("out-of-range", `node ${node} names leaf value ${leaf} of ${leaves}`);
    }
  }
}

function* featureTexts(trees: FlatTable): Generator<string> {
  for (const [number, field] of [
    [4, 2],
    [5, 4],
    [12, 2],
  ] as const)
    for (const feature of trees.tables(number)) yield feature.text(field) ?? "";
  for (const feature of trees.tables(6)) yield* feature.texts(2);
}

/** Statistics of categories: a count, then each table with its size. @see ctr_value_table.cpp */
function readCtrs(source: ByteSource, start: number): number {
  const cursor = new ByteCursor(source, start);
  const count = cursor.fit(cursor.u32(), 8, "tables of categories");
  for (let index = 0; index < count; index++) {
    const size = cursor.u32();
    const at = cursor.offset;
    cursor.skip(size);
    const table = new FlatBuffer(source, at, at + size).root();
    table.table(0);
    const buckets = table.vector(1, 1);
    table.vector(2, 1);
    if ((buckets?.count ?? 0) % 12 !== 0 && (buckets?.count ?? 0) % 16 !== 0)
      throw new FormatError("MALFORMED", `the table of categories at offset ${at} has a broken index`);
  }
  return cursor.offset;
}
