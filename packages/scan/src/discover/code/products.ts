import type { Emission } from "../../knowledge/schema.ts";
import type { ExternalValue } from "../../resolve/value.ts";
import type { NameCandidate } from "./names.ts";

/** Folders below the one that a run leaves: parts of the model, states of it on the way. */
const PART =
  /^(?:unet\w*|text_encoder\w*|vae|tokenizer|(?:image_)?processor|scheduler|controlnet|transformer|prior|adapter|lora\w*|model|merged\w*|final\w*|best\w*|last\w*|latest|epoch.*|step.*|checkpoints?(?:[-_].*)?)$/i;
/** A folder that an option without a value names. */
const OPTION = /^\{([A-Za-z_]\w*)\}$/;

/** What a script that trains saves is the model that it makes; elsewhere it is a file. */
export function asProduct(emission: Emission): Emission {
  if (emission.product !== true || emission.kind !== "model-file") return emission;
  const { linkedFrom, identity: _, ...rest } = emission;
  const base = linkedFrom?.materialised_as;
  return { ...rest, kind: "model", identity: "local", use: "produces", ...(base === undefined ? {} : { link: { derived_from: base } }) };
}

/** Adapters are assets of their own, tokenizers belong to their model. */
export function isPartOfModel({ module, path }: ExternalValue): boolean {
  return module === "peft" || path.some((step) => /Tokenizer|Processor|FeatureExtractor|Scheduler|Config$/.test(step));
}

export function isProduct(emission: Emission): boolean {
  return emission.product === true && emission.kind === "model";
}

/** One product for each folder: its parts and checkpoints are no models of their own. */
export function productNames(candidates: readonly NameCandidate[]): readonly NameCandidate[] {
  const found = new Map<string, NameCandidate>();
  for (const candidate of candidates) {
    const name = productName(candidate);
    if (!found.has(name.text)) found.set(name.text, name);
  }
  return [...found.values()];
}

function productName(candidate: NameCandidate): NameCandidate {
  const steps = candidate.text.replace(/\/+$/, "").split("/");
  while (steps.length > 1 && (PART.test(steps.at(-1) ?? "") || steps.at(-1)?.includes("{") === true)) steps.pop();
  const text = steps.join("/").replace(/^\.\//, "");
  const option = OPTION.exec(text)?.[1];
  if (option !== undefined) return { text: option, dynamic: true, variable: `--${option}`, candidates: [] };
  const { partial: _, ...rest } = candidate;
  return { ...rest, text, ...(text.includes("{") ? { partial: true } : {}) };
}

/** What is pushed under the name of a folder is what was saved there. */
export function withoutOwner(emission: Emission, { text }: NameCandidate): Emission {
  return isProduct(emission) && emission.identity === "hub" && !text.includes("/") ? { ...emission, identity: "local" } : emission;
}

/** Within a script the folder tells one product from another. */
export function productSymbol(emission: Emission, candidate: NameCandidate): string | undefined {
  return isProduct(emission) ? `model:${candidate.text}` : undefined;
}
