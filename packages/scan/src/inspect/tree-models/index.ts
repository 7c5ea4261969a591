import {
  ascii,
  FormatError,
  looksLikeLightgbm,
  looksLikeUbjson,
  looksLikeXgboostBinary,
  readCatboost,
  readLightgbm,
  readXgboostBinary,
  readXgboostDocument,
  textOf,
  type XgboostFacts,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { readStructure } from "../structure.ts";
import { judgeDocument, judgeTreeModel } from "./judge.ts";

export { treeDump } from "./dumps.ts";

const NEAR = 16 * 1024;

function isXgboostJson({ head, source }: Subject): boolean {
  const text = textOf(head.subarray(0, NEAR));
  if (!/^\uFEFF?\s{0,1000}\{/.test(text)) return false;
  const tail = (): string => ascii(source.read(Math.max(0, source.size - NEAR), NEAR));
  return /"learner"\s{0,100}:/.test(text) || /"learner"\s{0,100}:|"learner_model_param"/.test(tail());
}

/** XGBoost reads nested values by recursion, with no limit: deep nesting overflows the stack of the program. */
function readDocument(subject: Subject, visit: Visit, encoding: "json" | "ubjson"): XgboostFacts | undefined {
  try {
    return readStructure(subject, visit, () => readXgboostDocument(subject.source, encoding));
  } catch (error) {
    if (!(error instanceof FormatError) || error.code !== "BUDGET_DEPTH") throw error;
    visit.finding({ rule: "nested-too-deep", message: `The document is ${error.message}; a model needs less than ten levels.` });
    return undefined;
  }
}

/** XGBoost's JSON form. */
export const xgboostJson: Interpreter = {
  id: "xgboost-json",
  accepts: isXgboostJson,
  inspect: (subject, visit) => {
    visit.format("xgboost-json");
    const facts = readDocument(subject, visit, "json");
    if (facts === undefined) return;
    visit.spend("operations", facts.nodes);
    judgeDocument(facts.document, visit);
    judgeTreeModel(facts, visit);
  },
};

/** XGBoost's universal binary JSON, its default since 2.1. */
export const xgboostUbjson: Interpreter = {
  id: "xgboost-ubj",
  accepts: ({ head }) => looksLikeUbjson(head) && ascii(head, 0, 4096).includes("learner"),
  inspect: (subject, visit) => {
    visit.format("xgboost-ubj");
    const facts = readDocument(subject, visit, "ubjson");
    if (facts === undefined) return;
    visit.spend("operations", facts.nodes);
    judgeDocument(facts.document, visit);
    judgeTreeModel(facts, visit);
  },
};

/** XGBoost's binary form of before 2.1. */
export const xgboostBinary: Interpreter = {
  id: "xgboost-binary",
  accepts: ({ head }) => looksLikeXgboostBinary(head) || ascii(head, 0, 4) === "binf",
  inspect: (subject, visit) => {
    visit.format("xgboost-binary");
    judgeTreeModel(readXgboostBinary(subject.source), visit);
  },
};

/** LightGBM's text form. */
export const lightgbm: Interpreter = {
  id: "lightgbm",
  accepts: ({ head }) => looksLikeLightgbm(head),
  inspect: (subject, visit) => {
    visit.format("lightgbm");
    judgeTreeModel(readLightgbm(subject.source), visit);
  },
};

/** CatBoost's binary form. */
export const catboost: Interpreter = {
  id: "catboost",
  accepts: ({ head }) => ascii(head, 0, 4) === "CBM1",
  inspect: (subject, visit) => {
    visit.format("catboost");
    const facts = readCatboost(subject.source);
    judgeTreeModel(facts, visit);
    if (facts.unread !== undefined)
      visit.incomplete(`The parts ${facts.parts.join(", ")} of this CatBoost model are not read.`, facts.unread);
  },
};
