import {
  ascii,
  looksLikeLightgbm,
  looksLikeUbjson,
  looksLikeXgboostBinary,
  readCatboost,
  readLightgbm,
  readXgboostBinary,
  readXgboostDocument,
  textOf,
} from "@castellan/formats";
import type { Interpreter, Subject } from "../interpreter.ts";
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

/** XGBoost's JSON form. */
export const xgboostJson: Interpreter = {
  id: "xgboost-json",
  accepts: isXgboostJson,
  inspect: (subject, visit) => {
    visit.format("xgboost-json");
    const facts = readStructure(subject, visit, () => readXgboostDocument(subject.source, "json"));
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
    const facts = readStructure(subject, visit, () => readXgboostDocument(subject.source, "ubjson"));
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
    const facts = readStructure(subject, visit, () => readXgboostBinary(subject.source));
    if (facts !== undefined) judgeTreeModel(facts, visit);
  },
};

/** LightGBM's text form. */
export const lightgbm: Interpreter = {
  id: "lightgbm",
  accepts: ({ head }) => looksLikeLightgbm(head),
  inspect: (subject, visit) => {
    visit.format("lightgbm");
    const facts = readStructure(subject, visit, () => readLightgbm(subject.source));
    if (facts !== undefined) judgeTreeModel(facts, visit);
  },
};

/** CatBoost's binary form. */
export const catboost: Interpreter = {
  id: "catboost",
  accepts: ({ head }) => ascii(head, 0, 4) === "CBM1",
  inspect: (subject, visit) => {
    visit.format("catboost");
    const facts = readStructure(subject, visit, () => readCatboost(subject.source));
    if (facts === undefined) return;
    judgeTreeModel(facts, visit);
    if (facts.unread !== undefined)
      visit.incomplete(`The parts ${facts.parts.join(", ")} of this CatBoost model are not read.`, facts.unread);
  },
};
