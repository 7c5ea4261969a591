import type { Asset, Json } from "@castellan/graph";
import type { Inventory, Usage } from "../rule.ts";

/** A model or data set of a hub, with the calls that fetch it. */
export interface HubFetch {
  readonly asset: Asset;
  readonly usages: readonly Usage[];
  /** A commit, or a tag or branch as it is written. */
  readonly revision?: string;
}

const COMMIT = /^[0-9a-f]{40}$/;

/** What is fetched from a hub, by asset. A local path and a name that is only known at run time are none. */
export function hubFetches(inventory: Inventory, kinds: readonly Asset["kind"][]): readonly HubFetch[] {
  return inventory.ofKind(...kinds).flatMap((asset): readonly HubFetch[] => {
    if (asset.identity.purl?.startsWith("pkg:huggingface/") !== true && !/^(?:hub|hf|huggingface)[:-]/.test(asset.identity.key)) return [];
    // `load_dataset("json", data_files="rows.json")`: a file that is not part of the scan.
    if (/\.(?:jsonl?|csv|tsv|parquet|txt|arrow|zip|gz|py)$/i.test(asset.name)) return [];
    const usages = inventory.usages.filter(({ act, assets }) => act === "hub-fetch" && assets.includes(asset.id));
    if (usages.length === 0) return [];
    const given =
      usages.map((usage) => text(usage.arguments["revision"])).find((revision) => revision !== undefined) ??
      text(asset.attributes["revision"]);
    return [{ asset, usages, ...(given === undefined ? {} : { revision: given }) }];
  });
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function isCommit(revision: string | undefined): boolean {
  return revision !== undefined && COMMIT.test(revision);
}

export function runsRemoteCode(usage: Usage): boolean {
  return usage.arguments["trust_remote_code"] === true;
}
