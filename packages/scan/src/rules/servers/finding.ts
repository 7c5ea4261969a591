import type { Evidence } from "@castellan/graph";
import { fromFile } from "../draft.ts";
import type { Inventory, RuleDraft } from "../rule.ts";
import type { Reach, Server } from "./server.ts";

type Text = Pick<RuleDraft, "message" | "headline" | "excerpt"> &
  Partial<Pick<RuleDraft, "adjust" | "confidence" | "remediation" | "evidence">> & { readonly more?: readonly Evidence[] };

const assets = new WeakMap<Inventory, ReadonlyMap<string, string>>();

/** The asset that a declared resource, or the file of a command, is. */
function assetOf(inventory: Inventory, { file, resource }: Server): string | undefined {
  let known = assets.get(inventory);
  if (known === undefined) {
    const found = new Map<string, string>();
    for (const { id, kind, occurrences } of inventory.assets)
      for (const place of occurrences)
        if (place.resource !== undefined && kind !== "container-image" && kind !== "library" && kind !== "secret-ref" && kind !== "model")
          found.set(`${place.target ?? 0}|${place.file ?? ""}|${place.resource}`, id);
    known = found;
    assets.set(inventory, known);
  }
  return resource === undefined ? undefined : known.get(`${file.target}|${file.path}|${resource}`);
}

/** What a rule says of a server, with the way by which it is reached as evidence. */
export function fromServer(rule: string, inventory: Inventory, server: Server, text: Text): RuleDraft {
  const asset = assetOf(inventory, server);
  return fromFile(
    rule,
    server.file,
    { line: server.line, ...(server.resource === undefined ? {} : { resource: server.resource }) },
    {
      confidence: "certain",
      ...(asset === undefined ? {} : { asset }),
      ...text,
      more: [...(text.more ?? []), ...placeOfReach(server.reach, server)],
    },
  );
}

function placeOfReach({ place }: Reach, { file }: Server): readonly Evidence[] {
  return place === undefined ? [] : [{ ...place, target: file.target, technique: "configuration", confidence: "certain" }];
}

/** Exposure by the way in. */
export function exposureBy({ level, by }: Reach): NonNullable<RuleDraft["adjust"]>[number] {
  return {
    factor: "exposure",
    value: level,
    reason: level === 3 ? `the internet, by ${by}` : level === 2 ? `the network, by ${by}` : by,
  };
}
