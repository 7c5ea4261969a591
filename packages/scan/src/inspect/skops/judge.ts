import type { Verdict } from "../interpreter.ts";
import { judgeName } from "../pickle/name.ts";
import type { SkopsNode } from "./schema.ts";

export interface SkopsJudgement {
  readonly verdict: Verdict;
  readonly callable: string;
  readonly reason: string;
}

/** Kinds of nodes that skops writes. @see https://github.com/skops-dev/skops/tree/main/skops/io */
const LOADERS: ReadonlySet<string> = new Set(
  `ObjectNode DictNode ListNode TupleNode SetNode FunctionNode PartialNode TypeNode SliceNode MethodNode JsonNode OperatorFuncNode
   DefaultDictNode BytesNode BytearrayNode NdArrayNode MaskedArrayNode RandomStateNode RandomGeneratorNode SparseMatrixNode DTypeNode
   TreeNode LossNode SGDNode ReduceNode BunchNode KDTreeNode QuantileForestNode CachedNode DictWithDeprecatedKeysNode
   _DictWithDeprecatedKeysNode StringNode`.split(/\s+/),
);
/** Functions of numpy and scipy that transform arrays; all of scikit-learn's. */
const LIBRARIES = /^(?:sklearn|numpy|scipy)(?:\.|$)/;
/** `operator.methodcaller` and `operator.call` call what they are given. */
const CALLING_OPERATORS: ReadonlySet<string> = new Set(["methodcaller", "call"]);

export function isKnownLoader(loader: string): boolean {
  return LOADERS.has(loader);
}

/** What a node lets the loader import, the worst of all that it may be. */
export function judgeNode(node: SkopsNode): readonly SkopsJudgement[] {
  const found: SkopsJudgement[] = [];
  const loaders = new Set(node.loaders);
  for (const module of node.modules.slice(0, 4))
    for (const name of node.classes.slice(0, 4)) found.push(judgeImport(module, name, loaders));
  if (loaders.has("FunctionNode")) {
    // Several parts are all in one text, or a module and a name.
    for (const written of node.texts) found.push(judgeDotted(written));
    if (node.functions.length >= 2)
      found.push(judgeDotted(node.functions.slice(0, 2).join(".")), judgeDotted(node.functions.slice(0, 2).reverse().join(".")));
    else for (const written of node.functions) found.push(judgeDotted(written));
  }
  for (const method of node.methods) found.push(...judgeMethod(method));
  if (loaders.has("OperatorFuncNode")) for (const name of node.classes) found.push(...judgeOperator(name));
  return found;
}

function judgeDotted(written: string): SkopsJudgement {
  const last = written.lastIndexOf(".");
  return judgeImport(last === -1 ? "builtins" : written.slice(0, last), written.slice(last + 1), new Set(["FunctionNode"]));
}

function judgeImport(module: string, name: string, loaders: ReadonlySet<string>): SkopsJudgement {
  const callable = `${module}.${name}`;
  // Data of Python itself has a loader for each type; its class is only a label.
  if (
    module === "builtins" &&
    !loaders.has("FunctionNode") &&
    !loaders.has("ObjectNode") &&
    /^[a-z]\w{1,20}$/.test(name) &&
    !["eval", "exec", "compile", "open", "getattr", "type"].includes(name)
  )
    return { verdict: "benign", callable, reason: "" };
  const { verdict, reason } = judgeName({ kind: "global", module, name, offset: 0, computed: "no" });
  if (
    verdict === "suspicious" &&
    LIBRARIES.test(module) &&
    !/(?:^|\.)_?(?:load|loads|read_|open|save|memmap|fromfile|getattr|exec|eval|import)/.test(name) &&
    !name.includes(".")
  )
    return { verdict: "benign", callable, reason: "" };
  return { verdict, callable, reason };
}

function judgeMethod(method: string): readonly SkopsJudgement[] {
  if (/__\w+__/.test(method))
    return [
      {
        verdict: "malicious",
        callable: method,
        reason: "is a special method, which leads to the inside of Python or calls what it belongs to",
      },
    ];
  return /^\w{1,100}$/.test(method) ? [] : [{ verdict: "suspicious", callable: method, reason: "is no name of a method" }];
}

function judgeOperator(name: string): readonly SkopsJudgement[] {
  if (CALLING_OPERATORS.has(name)) return [{ verdict: "malicious", callable: `operator.${name}`, reason: "calls what it is given" }];
  return ["attrgetter", "itemgetter"].includes(name)
    ? []
    : [{ verdict: "suspicious", callable: `operator.${name}`, reason: "is on no list" }];
}
