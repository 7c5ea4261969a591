import { ByteCursor } from "../byte-cursor.ts";
import { ascii, type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { checkTree, TreeProblems } from "./tree-problem.ts";
import type { XgboostFacts } from "./xgboost-document.ts";

const LEARNER_BYTES = 136;
const BOOSTER_BYTES = 160;
const TREE_BYTES = 148;
const LINEAR_BYTES = 136;
const NODE_BYTES = 20;
const STATISTIC_BYTES = 16;
/** Children and split indices of a whole tree are held at once. */
const MOST_NODES = 20_000_000;
const BOOSTERS = new Set(["gbtree", "dart", "gblinear"]);

/** Whether the bytes begin like the deprecated binary form: parameters, then the names of objective and booster. */
export function looksLikeXgboostBinary(head: Uint8Array): boolean {
  const start = ascii(head, 0, 4) === "binf" ? 4 : 0;
  if (head.length < start + LEARNER_BYTES + 8) return false;
  const view = viewOf(head);
  const objective = Number(view.getBigUint64(start + LEARNER_BYTES, true));
  if (objective === 0 || objective > 64) return false;
  const at = start + LEARNER_BYTES + 8 + objective;
  if (head.length < at + 8 || !/^[a-z]+:[a-z0-9_:]+$/.test(ascii(head, start + LEARNER_BYTES + 8, at))) return false;
  const booster = Number(view.getBigUint64(at, true));
  return booster <= 16 && BOOSTERS.has(ascii(head, at + 8, at + 8 + booster));
}

/**
 * The binary form that XGBoost wrote before 2.1: structures of dmlc in sequence, little-endian, nothing aligned.
 *
 * @throws FormatError TRUNCATED, MALFORMED, BUDGET_NODES
 * @see https://github.com/dmlc/xgboost/tree/release_1.7.0/src (learner.cc LearnerIO::LoadModel, gbm/gbtree_model.cc,
 *   tree/tree_model.cc RegTree::Load, linear: gbm/gblinear_model.cc)
 */
export function readXgboostBinary(source: ByteSource): XgboostFacts {
  const start = ascii(source.read(0, 4)) === "binf" ? 4 : 0;
  const cursor = new ByteCursor(source, start);
  const problems = new TreeProblems();
  cursor.skip(4);
  const features = cursor.u32();
  const classes = cursor.i32();
  const attributes = cursor.i32() !== 0;
  const metrics = cursor.i32() !== 0;
  const [major, minor] = [cursor.u32(), cursor.u32()];
  cursor.seek(start + LEARNER_BYTES);
  const objective = text(cursor, "objective");
  const booster = text(cursor, "booster");
  if (!BOOSTERS.has(booster)) throw new FormatError("MALFORMED", `there is no booster ${JSON.stringify(booster.slice(0, 40))}`);
  const sums = booster === "gblinear" ? readLinear(cursor) : readTrees(cursor, features, problems);
  if (booster === "dart") {
    const count = cursor.u64();
    if (count !== sums.trees) problems.add("length", `${count} weights of dropped trees for ${sums.trees} trees`, cursor.offset - 8);
    cursor.skip(count * 4);
  }
  const texts: { readonly where: string; readonly text: string }[] = [{ where: "objective", text: objective }];
  if (attributes) {
    for (let left = cursor.fit(cursor.u64(), 16, "attributes"); left > 0; left--) {
      const where = text(cursor, "attribute").slice(0, 80);
      texts.push({ where, text: text(cursor, "attribute").slice(0, 20_000) });
    }
  }
  if (objective === "count:poisson" && major < 1 && cursor.remaining >= 8) text(cursor, "max_delta_step");
  if (metrics)
    for (let left = cursor.fit(cursor.u64(), 8, "metrics"); left > 0; left--) texts.push({ where: "metric", text: text(cursor, "metric") });
  return {
    encoding: "binary",
    document: [],
    ...(major > 0 ? { version: `${major}.${minor}` } : {}),
    booster,
    objective,
    features,
    classes,
    ...sums,
    texts,
    problems: problems.list,
    end: cursor.offset,
  };
}

function readTrees(cursor: ByteCursor, features: number, problems: TreeProblems): { readonly trees: number; readonly nodes: number } {
  const start = cursor.offset;
  const trees = cursor.i32();
  cursor.seek(start);
  cursor.skip(BOOSTER_BYTES);
  cursor.fit(trees, TREE_BYTES + NODE_BYTES + STATISTIC_BYTES, "trees");
  let nodes = 0;
  for (let tree = 0; tree < trees; tree++) nodes += readTree(cursor, `tree ${tree}`, features, problems);
  for (let tree = 0; tree < trees; tree++) {
    const group = cursor.i32();
    if (group < 0 || group > 1_000_000)
      problems.add("out-of-range", `tree ${tree} belongs to the output group ${group}`, cursor.offset - 4);
  }
  return { trees, nodes };
}

function readTree(cursor: ByteCursor, name: string, features: number, problems: TreeProblems): number {
  const start = cursor.offset;
  cursor.skip(4);
  const nodes = cursor.i32();
  cursor.skip(12);
  const vector = cursor.i32();
  cursor.seek(start + TREE_BYTES);
  cursor.fit(nodes, NODE_BYTES + STATISTIC_BYTES, `nodes of ${name}`);
  if (nodes > MOST_NODES) throw new FormatError("BUDGET_NODES", `${name} has more than ${MOST_NODES} nodes`);
  const left = new Int32Array(nodes);
  const right = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    cursor.skip(4);
    left[node] = cursor.i32();
    right[node] = cursor.i32();
    const feature = cursor.u32() % 2 ** 31;
    cursor.skip(4);
    if (left[node] !== -1 && features > 0 && feature >= features)
      problems.add("out-of-range", `${name}: node ${node} splits on feature ${feature} of ${features}`, cursor.offset - 8);
  }
  cursor.skip(nodes * STATISTIC_BYTES);
  if (vector !== 0) cursor.skip(cursor.u64() * 4);
  checkTree(
    { size: nodes, children: (node) => ((left[node] ?? -1) === -1 ? undefined : [left[node] ?? -1, right[node] ?? -1]) },
    name,
    problems,
  );
  return nodes;
}

function readLinear(cursor: ByteCursor): { readonly trees: number; readonly nodes: number } {
  cursor.skip(LINEAR_BYTES);
  const weights = cursor.u64();
  cursor.skip(weights * 4);
  return { trees: 0, nodes: weights };
}

function text(cursor: ByteCursor, what: string): string {
  const length = cursor.fit(cursor.u64(), 1, `bytes of text (${what})`);
  if (length > 64 * 1024 * 1024) throw new FormatError("BUDGET_BYTES", `the ${what} at offset ${cursor.offset} has ${length} bytes`);
  return textOf(cursor.bytes(length));
}
