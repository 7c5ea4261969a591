import type { Task } from "../threads/task.ts";
import { denseLogistic, sparseLogistic } from "./logistic.ts";
import type { BaseModel, ModelSpec, Target } from "./model.ts";
import { naiveBayes } from "./naive-bayes.ts";
import { boostedTrees } from "./trees.ts";

/** One fold of one model. */
export interface ScoreWork {
  readonly spec: ModelSpec;
  readonly target: Target;
  readonly train: Int32Array;
  readonly test: Int32Array;
}

function modelOf(spec: ModelSpec): BaseModel {
  switch (spec.kind) {
    case "boosted trees":
      return boostedTrees(spec.binned, spec);
    case "sparse logistic":
      return sparseLogistic(spec.name, spec.features, spec.penalty);
    case "dense logistic":
      return denseLogistic(spec.name, spec.features, spec.columns, spec.penalty);
    case "naive Bayes":
      return naiveBayes(spec.present);
  }
}

/** Logits of the test rows, test.length × classes. */
export const SCORES: Task<ScoreWork, Float32Array> = {
  name: "scores of a fold",
  run: ({ spec, target, train, test }) => modelOf(spec).scores(target, train, test),
};
