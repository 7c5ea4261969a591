import type { Confidence, Evidence, ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";

/** One move of an attacker, or of what they changed: from a place that they have to the next. */
export interface Hop {
  /** Asset id, address of a resource, or a word for the attacker. */
  readonly from: string;
  readonly to: string;
  /** How: reads from left to right. */
  readonly via: string;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  /** The change that takes the hop away; without it the hop is how the system works. */
  readonly fix?: string;
}

/** Who begins. */
export const ATTACKERS = {
  outsideAccount: "an outside account",
  partner: "a partner's account",
  modelPublisher: "whoever publishes or uploads a model",
  internet: "the internet",
} as const;

/** Steps that stand for no asset. */
export const WHOLE_ACCOUNT = "the whole cloud account";

export function evidenceOf({ target = 0, file, line, address }: ResourceEntry): Evidence {
  return { target, file, line, resource: address, technique: "configuration", confidence: "certain" };
}

const assets = new WeakMap<Pick<Inventory, "assets">, ReadonlyMap<string, string>>();

/** The asset that a declared resource is, else its address. */
export function nodeOf(inventory: Pick<Inventory, "assets">, resource: ResourceEntry): string {
  let known = assets.get(inventory);
  if (known === undefined) {
    const found = new Map<string, string>();
    for (const { id, kind, occurrences } of inventory.assets)
      if (kind !== "container-image" && kind !== "library" && kind !== "secret-ref")
        for (const { target = 0, file, resource: address } of occurrences)
          if (address !== undefined && file !== undefined && !found.has(`${target}|${file}|${address}`))
            found.set(`${target}|${file}|${address}`, id);
    known = found;
    assets.set(inventory, known);
  }
  return known.get(`${resource.target ?? 0}|${resource.file}|${resource.address}`) ?? resource.address;
}
