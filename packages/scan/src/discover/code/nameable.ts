import type { Emission } from "../../knowledge/schema.ts";
import { serviceOfGrant } from "../infrastructure/policy-targets.ts";
import { isMount } from "./data-paths.ts";
import type { NameCandidate } from "./names.ts";

/** Words of a setting that says where weights come from, beside the names of models: `init_from = "scratch"`. */
const MODE = /^(?:scratch|from_scratch|resume|random|none|new|auto|default|pretrained|checkpoint|latest|last|best|local)$/i;

/** The service is the one whose use an action or a policy of IAM grants. */
export const GRANTED = "iam-action";
/** What leaves the choice to the service names no model. */
const NO_MODEL = /^(?:auto|default|none)$/i;
const PART_OPTION = /^(?:tokenizer|config|feature_extractor|(?:image_)?processor|vae|scheduler)_name/;
/** `load_dataset("csv", data_files=…)`: a reader, no data set. */
const DATA_FORMAT = /^(?:csv|json|text|parquet|arrow|pandas|sql|xml|(?:image|audio|video|pdf)folder|webdataset|generator)$/;
/** `report_to="none"`: what names no tracker. */
const NO_TRACKER = /^(?:none|all|no)$|[{/]/i;

/** A model that only a local variable names is no inventory entry: what it may be is named where it is set. */
export function nameable(emission: Emission, candidate: NameCandidate): boolean {
  if (emission.provider === GRANTED) return serviceOfGrant(candidate.text) !== undefined;
  if (emission.kind === "model" && (emission.identity === "hub" ? MODE : NO_MODEL).test(candidate.text)) return false;
  // A folder whose name is made at run time is what a run leaves behind.
  if (emission.kind === "model" && emission.identity === "hub" && candidate.partial === true && /^[./~{].*\{[^/]*$/.test(candidate.text))
    return false;
  // A tokenizer or a configuration that is given by itself is part of the model beside it.
  if (emission.identity === "hub" && candidate.dynamic === true && PART_OPTION.test(candidate.text)) return false;
  if (emission.kind === "experiment-tracker" && emission.known === true && (candidate.dynamic === true || NO_TRACKER.test(candidate.text)))
    return false;
  if (emission.extensions !== undefined && !emission.extensions.some((extension) => candidate.text.toLowerCase().endsWith(`.${extension}`)))
    return false;
  if (emission.identity === "hub-dataset" && DATA_FORMAT.test(candidate.text)) return false;
  // A mount of a job, and all files of a folder that is not known.
  if (emission.kind === "dataset" && (isMount(candidate.text) || (candidate.partial === true && /^[*/.]+$/.test(candidate.text))))
    return false;
  if (emission.identity === "registry" && (/^runs:|^\.|^\//.test(candidate.text) || candidate.text.includes("{"))) return false;
  // A file whose own name is made at run time, or one that is written somewhere unknown, names nothing.
  if (
    (emission.kind === "dataset" || emission.kind === "model-file") &&
    emission.identity === "path" &&
    candidate.partial === true &&
    unnamedFile(emission, candidate.text)
  )
    return false;
  return (
    candidate.dynamic !== true ||
    candidate.variable !== undefined ||
    // What is registered is a model, whatever name it gets.
    (emission.kind === "model" && emission.link?.registered_in !== undefined) ||
    !["model", "ai-service", "dataset", "model-file", "storage"].includes(emission.kind)
  );
}

function unnamedFile(emission: Emission, text: string): boolean {
  if (/[{%]/.test(text.slice(text.lastIndexOf("/") + 1))) return true;
  if (emission.kind === "model-file" && !text.replace(/^\{[^}]*\}\//, "").includes("/")) return true;
  // A folder and a name below a place that is only known at run time still say what is written.
  const below = text.replace(/^(?:\{[^}]*\}\/)+/, "");
  if (below.includes("/") && !below.includes("{")) return false;
  return text.startsWith("{") && (emission.use === "writes_to" || emission.use === "produces");
}
