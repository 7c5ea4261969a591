import { type ConfigNode, entries, text } from "@castellan/formats";
import type { Evidence } from "@castellan/graph";
import { scopeOf } from "../project/scope.ts";
import { plain } from "../rules/draft.ts";
import type { Inventory } from "../rules/rule.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { where } from "./entry-hops.ts";
import { ATTACKERS, evidenceOf, type Hop, nodeOf, placedKey, WHOLE_ACCOUNT } from "./hop.ts";
import { near, ofOneProject } from "./near.ts";
import { type Unit, unitsOf } from "./unit.ts";
import { lineWithin } from "./written.ts";

/** Servers of source code that one hosts oneself. */
const FORGE = /(?:^|\/)(?:gitea|forgejo|gogs|gitlab-(?:ce|ee)|gitlab|gitbucket)(?::|@|$|\/)/i;
/** Settings by which anybody may open an account: as variables, in gitlab.rb, app.ini, Terraform. */
const OPEN =
  /(?:signup_enabled|gitlab_signup_enabled|GITLAB_SIGNUP_ENABLED|ALLOW_SIGNUP|allow_account_registration)\W{1,6}(?:true|1|yes|on)\b|DISABLE_REGISTRATION\W{1,6}(?:false|0|no|off)\b/i;
const SHUT =
  /(?:signup_enabled|ALLOW_SIGNUP|allow_account_registration)\W{1,6}(?:false|0|no|off)\b|DISABLE_REGISTRATION\W{1,6}(?:true|1|yes|on)\b|ALLOW_ONLY_EXTERNAL_REGISTRATION\W{1,6}true|REGISTER_EMAIL_CONFIRM\W{1,6}true.{0,200}EMAIL_DOMAIN_(?:WHITE|ALLOW)LIST|domain_(?:white|allow)list|REGISTER_MANUAL_CONFIRM\W{1,6}true|require_admin_approval\w*\W{1,6}true/i;
/** What takes accounts of anybody where nothing is said. */
const OPEN_BY_DEFAULT = /gitea|gogs|forgejo/i;
/** Clouds by what their keys are called, and where data lies in them. */
const CLOUDS = [
  { key: /aws|amazon/i, stores: /^(?:aws_s3_bucket|AWS::S3::Bucket)$/, addresses: /^s3a?:\/\// },
  { key: /gcp|google/i, stores: /^google_storage_bucket$/, addresses: /^gs:\/\// },
  {
    key: /azure/i,
    stores: /^(?:azurerm_storage_account|microsoft\.storage\/storageaccounts)$/i,
    addresses: /^(?:abfss?|wasbs?|az):\/\/|\.blob\.core\./,
  },
] as const;

interface Forge {
  readonly node: string;
  readonly name: string;
  readonly place: Evidence;
}

/** From an open sign-up of a server of source code to keys in the repository, and on to what they open. */
export function signUpHops(inventory: Inventory): readonly Hop[] {
  return forgesOf(inventory).flatMap((forge): readonly Hop[] => {
    const files = inventory.project.files.filter(
      ({ target, path, scope, facts }) =>
        scope === "production" &&
        facts.sensitive.some(isKey) &&
        path !== forge.place.file &&
        ofOneProject({ target, file: path }, { target: forge.place.target ?? 0, file: forge.place.file ?? "" }),
    );
    return files.flatMap((file): readonly Hop[] => {
      const secret = file.facts.sensitive.find(isKey);
      if (secret === undefined) return [];
      const key = placedKey(`the key in ${file.path}`, { target: file.target, file: file.path });
      const found: Evidence = { target: file.target, file: file.path, line: secret.line, technique: "bytes", confidence: "certain" };
      return [
        {
          from: ATTACKERS.signUp,
          to: forge.node,
          via: "opens an account at",
          evidence: [forge.place],
          confidence: "likely",
          fix: `switch sign-up off, or let an administrator approve (${where(forge.place)})`,
        },
        {
          from: forge.node,
          to: key,
          via: "shows everybody with an account",
          evidence: [found],
          confidence: "likely",
          fix: `revoke the key and read it from a secret store (${where(found)})`,
        },
        ...opened(inventory, file, secret, key, found),
      ];
    });
  });
}

function isKey({ kind, confidence }: { readonly kind: string; readonly confidence: string }): boolean {
  return kind === "secret" && confidence !== "possible";
}

/** What a key opens: buckets and stores that the same project names, else the account. */
function opened(
  inventory: Inventory,
  file: { readonly target: number; readonly path: string },
  secret: { readonly title: string; readonly rule: string; readonly vendor?: string },
  key: string,
  found: Evidence,
): readonly Hop[] {
  const said = `${secret.vendor ?? ""} ${secret.title} ${secret.rule}`;
  const cloud = CLOUDS.find(({ key: pattern }) => pattern.test(said));
  const base = { from: key, via: "opens", confidence: "likely" as const };
  if (cloud === undefined)
    return [
      { ...base, to: placedKey(`what ${plain(secret.title, 60)} opens`, found), evidence: [found], harm: "credentials", supposed: true },
    ];
  const stores = inventory.resources.filter(
    ({ type, target = 0, file: path }) => target === file.target && cloud.stores.test(type) && scopeOf(path) === "production",
  );
  const named = inventory.assets.filter(
    ({ kind, occurrences, scope, identity, name }) =>
      scope === "production" &&
      (kind === "storage" || kind === "dataset") &&
      cloud.addresses.test(identity.uri ?? name) &&
      occurrences.some(({ target = 0, file: path }) => target === file.target && path !== undefined),
  );
  const ends = [
    ...stores.map((store): Hop => ({ ...base, to: nodeOf(inventory, store), evidence: [evidenceOf(store)], harm: "data" })),
    ...named.flatMap((asset): readonly Hop[] => {
      const [place] = asset.occurrences;
      return place === undefined ? [] : [{ ...base, to: asset.id, evidence: [place], harm: "data" }];
    }),
  ];
  const place = { target: file.target, file: file.path };
  const own = ends.filter(({ evidence: [end] }) => ofOneProject({ target: end?.target ?? 0, file: end?.file ?? "" }, place));
  const beside = own.filter(({ evidence: [end] }) => near({ target: end?.target ?? 0, file: end?.file ?? "" }, place));
  const wanted = beside.length > 0 ? beside : own;
  return wanted.length > 0 ? wanted.slice(0, 4) : [{ ...base, to: WHOLE_ACCOUNT, evidence: [found], harm: "account" }];
}

function forgesOf(inventory: Inventory): readonly Forge[] {
  return [...runningForges(inventory), ...configuredForges(inventory)];
}

function runningForges(inventory: Inventory): readonly Forge[] {
  return unitsOf(inventory).flatMap((unit): readonly Forge[] => {
    const { server, resource, place, node, name, reach } = unit;
    if (server === undefined || !FORGE.test(server.image)) return [];
    const said = [
      ...[...server.environment].map(([variable, value]) => `${variable}=${value ?? ""}`),
      ...(resource === undefined ? [] : [JSON.stringify(resource.attributes)]),
    ].join("\n");
    if (reach.level === 0 || SHUT.test(said) || configuredShut(inventory, unit)) return [];
    if (!OPEN.test(said) && !OPEN_BY_DEFAULT.test(server.image)) return [];
    const line =
      resource === undefined ? undefined : lineWithin(inventoryTree(inventory, unit), /signup_enabled|DISABLE_REGISTRATION|ALLOW_SIGNUP/i);
    return [{ node, name, place: line === undefined ? place : { ...place, line } }];
  });
}

function inventoryTree(inventory: Inventory, { place }: Unit): Parameters<typeof lineWithin>[0] {
  return inventory.project.file(place.target ?? 0, place.file ?? "")?.facts.config?.documents[0];
}

/** Its own configuration, beside it, closes the sign-up. */
function configuredShut(inventory: Inventory, { place }: Unit): boolean {
  return inventory.project.files.some(
    ({ target, path, facts }) =>
      /(?:^|\/)(?:app\.ini|gitlab\.rb)$/.test(path) &&
      near({ target, file: path }, { target: place.target ?? 0, file: place.file ?? "" }) &&
      facts.config?.documents.some(
        (document) => lineWithin(document, /^(?:true)$/) !== undefined && lineWithin(document, /DISABLE_REGISTRATION/i) !== undefined,
      ) === true,
  );
}

/** Settings of a server that runs elsewhere: Terraform's gitlab provider, app.ini. */
function configuredForges(inventory: Inventory): readonly Forge[] {
  const declared = inventory.resources
    .filter(
      ({ type, attributes }) =>
        type === "gitlab_application_settings" &&
        settingAt(attributes, "signup_enabled").some((value) => String(value) === "true") &&
        settingAt(attributes, "require_admin_approval_after_user_signup").every((value) => String(value) !== "true"),
    )
    .map(
      (resource): Forge => ({ node: nodeOf(inventory, resource), name: resource.address, place: evidenceOf(resource, "signup_enabled") }),
    );
  const written = inventory.project.files
    .filter(({ path, scope }) => scope === "production" && /(?:^|\/)(?:app|gitea|gogs|forgejo)\.ini$/.test(path))
    .flatMap((file): readonly Forge[] => {
      const setting = file.facts.config?.documents
        .map((document) => settingOf(document, /^DISABLE_REGISTRATION$/i))
        .find((found) => found !== undefined);
      if (setting === undefined || !/^(?:false|0|no|off)$/i.test(setting.value)) return [];
      const name = `the server of ${file.path}`;
      return [
        {
          node: placedKey(name, { target: file.target, file: file.path }),
          name,
          place: { target: file.target, file: file.path, line: setting.line, technique: "configuration", confidence: "certain" },
        },
      ];
    });
  return [...declared, ...written, ...inRuby(inventory)];
}

/** `gitlab_rails['gitlab_signup_enabled'] = true` in the configuration of an Omnibus installation. */
function inRuby(inventory: Inventory): readonly Forge[] {
  return inventory.project.files
    .filter(({ path, scope }) => scope === "production" && /(?:^|\/)gitlab\.rb$/.test(path))
    .flatMap(({ target, path: file, facts }) =>
      (facts.source?.body ?? []).flatMap((statement): readonly Forge[] => {
        if (statement.kind !== "assign" || statement.target.kind !== "index" || statement.target.index.kind !== "string") return [];
        if (statement.target.index.value !== "gitlab_signup_enabled") return [];
        if (statement.value?.kind !== "boolean" || !statement.value.value) return [];
        const name = `the server of ${file}`;
        return [
          {
            node: placedKey(name, { target, file }),
            name,
            place: { target, file, line: statement.line, technique: "configuration", confidence: "certain" },
          },
        ];
      }),
    );
}

function settingOf(document: ConfigNode, key: RegExp): { readonly value: string; readonly line: number } | undefined {
  for (const section of [document, ...entries(document).map(({ value }) => value)])
    for (const entry of entries(section)) if (key.test(entry.key)) return { value: text(entry.value) ?? "", line: entry.line };
  return undefined;
}
