import type { ResourceEntry } from "@castellan/graph";
import { plain } from "../rules/draft.ts";
import type { Inventory } from "../rules/rule.ts";
import { ResourceIndex } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { broad } from "../rules/storage-signature-broad/index.ts";
import { ATTACKERS, evidenceOf, type Hop, nodeOf, placedKey } from "./hop.ts";
import { near, ofOneProject } from "./near.ts";

const ACCOUNT = /^(?:azurerm_storage_account|microsoft\.storage\/storageaccounts)$/i;
const CONTAINER =
  /^(?:azurerm_storage_(?:container|share|data_lake_gen2_filesystem)|microsoft\.storage\/storageaccounts\/(?:blobservices\/containers|fileservices\/shares))$/i;

/** A signature in a file opens an account, and with it what else lies there. */
export function tokenHops(inventory: Inventory): readonly Hop[] {
  return inventory.project.files
    .filter(({ lifecycle, scope }) => lifecycle === "committed" && (scope === "production" || scope === "docs"))
    .flatMap((file) =>
      (file.facts.signedUrls ?? []).flatMap((url): readonly Hop[] => {
        if (url.kind !== "account" || broad(url).length === 0) return [];
        const name = plain(url.account ?? "", 60);
        // The name of an account holds everywhere; of several that declare it, the one of the same project is meant.
        const accounts = inventory.resources.filter(
          (resource) => ACCOUNT.test(resource.type) && (resource.target ?? 0) === file.target && name !== "" && nameIs(resource, name),
        );
        const place = { target: file.target, file: file.path };
        const account = accounts.find((each) => near(each, place)) ?? accounts.find((each) => ofOneProject(each, place)) ?? accounts[0];
        const token = placedKey(`the signature in ${file.path}`, { target: file.target, file: file.path });
        const end =
          account === undefined
            ? placedKey(`storage account ${name || "of the signature"}`, { target: file.target })
            : nodeOf(inventory, account);
        const written = { ...place, line: url.line, ...(url.cell === undefined ? {} : { cell: url.cell }) };
        const may = /[wd]/.test(url.permissions) ? "reads, changes and deletes" : "reads";
        const opens = [{ ...written, technique: "bytes" as const, confidence: "certain" as const }];
        return [
          {
            from: ATTACKERS.reader,
            to: token,
            via: "finds",
            evidence: opens,
            confidence: "certain",
            fix: `change the account's keys and sign for one object with a user delegation (${file.path}:${url.line})`,
          },
          {
            from: token,
            to: end,
            via: `opens until ${(url.expires ?? "it is revoked").slice(0, 10)}, with srt=${plain(url.resourceTypes ?? "", 4)} and sp=${plain(url.permissions, 16)},`,
            evidence: account === undefined ? opens : [evidenceOf(account, "shared_access_key_enabled", "properties.allowSharedKeyAccess")],
            confidence: "likely",
            ...(account === undefined
              ? { harm: "data" as const, supposed: true as const }
              : { fix: `switch shared keys off (${account.file}:${account.line})` }),
          },
          ...(account === undefined ? [] : contentsOf(inventory, account, end, may, url.container)),
        ];
      }),
    );
}

/** The other containers of the account: private ones are what is lost. */
function contentsOf(
  inventory: Inventory,
  account: ResourceEntry,
  from: string,
  may: string,
  published: string | undefined,
): readonly Hop[] {
  const types = [...new Set(inventory.resources.map(({ type }) => type))].filter((type) => CONTAINER.test(type));
  const inside = new ResourceIndex(inventory.resources).linkedFrom(account, types, [
    "parent",
    "storage_account_name",
    "storage_account_id",
  ]);
  const others = inside.filter((container) => !nameIs(container, published ?? ""));
  const closed = others.filter(
    ({ attributes }) =>
      !/^(?:blob|container)$/i.test(String(settingAt(attributes, ["container_access_type", "properties.publicAccess"])[0] ?? "")),
  );
  const wanted = closed.length > 0 ? closed : inside;
  if (wanted.length === 0)
    return [
      {
        from,
        to: placedKey(`everything in ${account.address}`, account),
        via: "holds",
        evidence: [evidenceOf(account)],
        confidence: "likely",
        harm: "data",
      },
    ];
  return wanted.map(
    (container): Hop => ({
      from,
      to: nodeOf(inventory, container),
      via: `lets the holder of the signature in, who ${may}`,
      evidence: [evidenceOf(container)],
      confidence: "likely",
      harm: "data",
      fix: `keep what is published in an account of its own (${container.file}:${container.line})`,
    }),
  );
}

function nameIs({ attributes, address }: ResourceEntry, name: string): boolean {
  return name !== "" && (settingAt(attributes, "name").some((value) => String(value) === name) || address.split("/").at(-1) === name);
}
