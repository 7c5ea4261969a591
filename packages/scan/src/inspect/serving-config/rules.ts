import type { ModelFileRule } from "../rule.ts";

/** Findings in descriptions of models for servers. */
export const SERVING_CONFIG_RULES: readonly ModelFileRule[] = [
  {
    id: "mlflow-loader-module",
    title: "An MLflow model that names a module to load it",
    verdict: "suspicious",
    severity: "high",
    why: "mlflow.pyfunc.load_model imports the module and calls its _load_pyfunc; modules of MLflow itself are known, others are whatever is on the path.",
    fix: "Read the module before you load the model.",
    references: ["https://mlflow.org/docs/latest/ml/traditional-ml/creating-custom-pyfunc/"],
  },
  {
    id: "mlflow-brings-code",
    title: "An MLflow model that brings code",
    verdict: "suspicious",
    severity: "high",
    why: "The folder is put on the path, or the file is run, when the model is loaded.",
    fix: "Read the code before you load the model.",
    references: ["https://mlflow.org/docs/latest/ml/model/models-from-code/"],
  },
  {
    id: "spark-foreign-class",
    title: "A Spark model of a class outside of Spark",
    verdict: "suspicious",
    severity: "high",
    why: "Spark loads the class that the metadata names and calls its reader: what it does depends on the class path.",
    fix: "Review the library that brings the class.",
  },
];
