import type { Project } from "../../project/facts.ts";
import type { Stage } from "./stages.ts";

export type ArtefactKind = "dataset" | "model" | "metrics" | "code" | "configuration";

const MODEL_FILE =
  /\.(?:pkl|pickle|joblib|pt|pth|ckpt|onnx|h5|hdf5|keras|safetensors|gguf|bin|pb|tflite|cbm|mlmodel|bst|xgb|lgb|model|pmml|nemo|mar|tar\.gz)$/i;
const MODEL_NAME =
  /(?:^|\/)(?:[\w.-]*[-_.])?(?:models?|checkpoints?|weights|adapter|classifier|regressor|estimator|tokenizer)(?:[-_.][\w.-]*)?$/i;
const DATA_PATH = /(?:^|\/)(?:data|datasets?|corpus|features?|raw|processed|prepared|interim)(?:\/|$)/i;
const CODE = /\.(?:py|ipynb|r|rmd|jl|sh|bash|js|ts|mjs|scala|java|go|rs|rb|sql|c|cpp|m)$/i;
const CONFIGURATION =
  /\.(?:ya?ml|toml|ini|cfg|conf|env|lock|hcl)$|(?:^|\/)(?:requirements[\w.-]*\.txt|Dockerfile|Makefile|setup\.(?:py|cfg)|package\.json)$/i;
const REPORT = /\.(?:png|svg|html|pdf|md)$|(?:^|\/)(?:plots?|reports?|figures?|eval|evaluation|metrics?|results?|live|dvclive)(?:\/|$)/i;
const MODEL_FORMATS =
  /^(?:safetensors|pytorch|torchscript|pickle|joblib|onnx|keras|tensorflow|gguf|xgboost|lightgbm|catboost|tflite|skops)/;

/** What a path of a pipeline is, by its place, its name and, where it is in the tree, its content. */
export function classify(project: Project, target: number, path: string): ArtefactKind {
  const file = project.file(target, path);
  if (CODE.test(path) || file?.facts.source !== undefined || file?.facts.notebook !== undefined) return "code";
  if (CONFIGURATION.test(path)) return "configuration";
  const inModels = /(?:^|\/)(?:models?|checkpoints?|weights)\//i.test(path);
  if (DATA_PATH.test(path) && !inModels) return "dataset";
  if (file?.facts.table !== undefined && !inModels) return "dataset";
  if (inModels || MODEL_FILE.test(path) || MODEL_NAME.test(path.replace(/\.\w+$/, ""))) return "model";
  if (file?.facts.modelFile !== undefined && MODEL_FORMATS.test(file.facts.modelFile.formats[0] ?? "")) return "model";
  return REPORT.test(path) ? "metrics" : "dataset";
}

const TRAINS =
  /(?:^|[^a-z])(?:re)?(?:train|training|fit|finetune|fine[-_]tune|pretrain|sft|dpo)(?:[^a-z]|$)|(?:^|[-_/ ])train(?:er|ing)?[\w-]*\.(?:py|ipynb|r|sh|jl)/i;
const NOT_TRAINING =
  /(?:^|[^a-z])(?:evaluat|eval|test|score|predict|infer|export|convert|download|fetch|pull|register|deploy|serve|split|prepare|preprocess|featur|clean)/i;

/** A stage trains by its name or command, or because it makes a model out of data. */
export function trains(stage: Stage, makesModel: boolean, readsData: boolean): boolean {
  const named = TRAINS.test(stage.name) || TRAINS.test(stage.command);
  if (NOT_TRAINING.test(stage.name)) return false;
  if (named) return makesModel || readsData || stage.params.size > 0;
  return makesModel && readsData && !NOT_TRAINING.test(stage.command);
}
