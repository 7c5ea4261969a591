import type { RefusedTensor, StoredTensor, TensorListing } from "@castellan/formats";

/** Keys under which checkpoints keep the weights of the model, the most telling first. */
const WEIGHTS = ["state_dict", "model", "model_state_dict", "params"] as const;
/** A file that is one tensor. */
const ALONE = "tensor";
/** Name that safetensors keeps for itself. */
const RESERVED = "__metadata__";

export interface NamedTensor {
  readonly name: string;
  readonly tensor: StoredTensor;
}

export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

export interface Selection {
  /** The key whose tensors are taken; undefined: all of the file. */
  readonly weights?: string;
  readonly tensors: readonly NamedTensor[];
  /** What should be among the tensors and cannot be. */
  readonly leftOut: readonly LeftOut[];
  /** Tensors of the file that are no weights, by their names in it. */
  readonly elsewhere: readonly string[];
}

type Found = Pick<StoredTensor | RefusedTensor, "path" | "beside">;

/**
 * The weights of a checkpoint: what stands under `state_dict`, `model`, `model_state_dict` or `params`, the first of
 * them that holds tensors; all tensors of the file where there is none. Of a module only its state dict.
 */
export function selectWeights({ rootIsDict, tensors, refused }: TensorListing): Selection {
  const isUnder = (key: string, { path }: Found): boolean => path.length > 1 && path[0] === key;
  const weights = rootIsDict
    ? WEIGHTS.find((key) => tensors.some((tensor) => isUnder(key, tensor)) || refused.some((tensor) => isUnder(key, tensor)))
    : undefined;
  const inside = (found: Found): boolean => weights === undefined || isUnder(weights, found);
  const hasModule = [...tensors, ...refused].some((found) => inside(found) && !found.beside);
  const isWeight = (found: Found): boolean => inside(found) && !(hasModule && found.beside);
  const nameOf = ({ path }: Found): string => {
    const own = (weights === undefined ? path : path.slice(1)).join(".").toWellFormed();
    return own === "" && path.length === 0 ? ALONE : own;
  };

  const leftOut: LeftOut[] = refused.filter(isWeight).map((found) => ({ name: nameOf(found), reason: found.reason }));
  const byName = new Map<string, NamedTensor>();
  for (const tensor of tensors) {
    if (!isWeight(tensor)) continue;
    const name = nameOf(tensor);
    if (name === RESERVED) leftOut.push({ name, reason: "has the name that safetensors keeps for itself" });
    else if (byName.has(name)) leftOut.push({ name, reason: "has the name of another tensor" });
    else byName.set(name, { name, tensor });
  }
  const elsewhere = [...tensors, ...refused].filter((found) => !isWeight(found)).map(({ path }) => path.join(".").toWellFormed());
  return { ...(weights === undefined ? {} : { weights }), tensors: [...byName.values()], leftOut, elsewhere };
}
