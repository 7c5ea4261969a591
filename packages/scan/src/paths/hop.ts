import type { Confidence, Evidence, ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import { lineOf } from "../rules/settings/condition.ts";

/** What is lost at the end of a path. */
export type Harm = "training-data" | "registry" | "account" | "endpoint" | "data" | "credentials" | "cluster" | "tenants" | "model";

/** One move of an attacker, or of what they changed: from a place that they have to the next. */
export interface Hop {
  /** Asset id, key of a resource (`resourceKey`), or a word for the attacker. */
  readonly from: string;
  readonly to: string;
  /** How: reads from left to right. */
  readonly via: string;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  /** The change that takes the hop away; without it the hop is how the system works. */
  readonly fix?: string;
  /** What is lost where this hop ends. */
  readonly harm?: Harm;
  /** What is lost is not declared here: nobody knows how much it is. */
  readonly supposed?: true;
}

/** Who begins. */
export const ATTACKERS = {
  outsideAccount: "an outside account",
  partner: "a partner's account",
  modelPublisher: "whoever publishes or uploads a model",
  internet: "the internet",
  reader: "whoever reads the repository",
  tenant: "a tenant who runs containers here",
  signUp: "anybody who signs up",
  pullRequest: "whoever opens a pull request",
  commenter: "whoever writes an issue or a comment",
  actionOwner: "whoever changes an action that is not pinned",
  anyRepository: "any repository on GitHub",
} as const;

/** Steps that stand for no asset. */
export const WHOLE_ACCOUNT = "the whole cloud account";
export const CLUSTER_SECRETS = "every secret of the cluster";

/** Something that stands in a file and is no asset: its name, and where it stands to keep equal names apart. */
export function placedKey(name: string, { target = 0, file = "" }: { readonly target?: number; readonly file?: string }): string {
  return `${name}\n${target}|${file}`;
}

/** The name of a step, as people read it. */
export function stepName(inventory: Inventory, key: string): string {
  return inventory.asset(key)?.name ?? key.split("\n", 1)[0] ?? key;
}

/** The place of a resource, or of the first of some of its settings that has a line. */
export function evidenceOf({ target = 0, file, line, address, lines }: ResourceEntry, ...settings: readonly string[]): Evidence {
  return { target, file, line: lineOf(lines, settings) ?? line, resource: address, technique: "configuration", confidence: "certain" };
}

const assets = new WeakMap<Pick<Inventory, "assets">, ReadonlyMap<string, string>>();

/** The asset that a declared resource is, else a key of its address and file. */
export function nodeOf(inventory: Pick<Inventory, "assets">, resource: ResourceEntry): string {
  let known = assets.get(inventory);
  if (known === undefined) {
    const found = new Map<string, string>();
    for (const { id, kind, occurrences } of inventory.assets)
      if (!CONTAINED.has(kind))
        for (const { target = 0, file, resource: address } of occurrences)
          if (address !== undefined && file !== undefined && !found.has(`${target}|${file}|${address}`))
            found.set(`${target}|${file}|${address}`, id);
    known = found;
    assets.set(inventory, known);
  }
  return known.get(`${resource.target ?? 0}|${resource.file}|${resource.address}`) ?? placedKey(resource.address, resource);
}

/** Kinds that stand inside of a resource and are not it. */
const CONTAINED: ReadonlySet<string> = new Set(["container-image", "library", "secret-ref", "ai-service", "identity", "model", "dataset"]);
