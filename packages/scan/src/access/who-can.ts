import type { Asset, ResourceEntry } from "@castellan/graph";
import type { ScanResult } from "../result.ts";
import { throughWorkspaces } from "./databricks/cloud-roles.ts";
import type { AccessEstate, AccessFact, AccessGrant, AccessPlace } from "./grant.ts";
import { throughClusters } from "./kubernetes/cloud-accounts.ts";
import { factsOf, Lookup, placesOf } from "./places.ts";
import { PROVIDERS } from "./providers.ts";

/** Who can do what with an asset, through what. */
export interface Access {
  readonly asset: { readonly id: string; readonly kind: string; readonly name: string };
  readonly places: readonly AccessPlace[];
  readonly grants: readonly AccessGrant[];
  readonly facts: readonly AccessFact[];
  /** What could not be seen, and places that no provider judges. */
  readonly notSeen: readonly string[];
}

/** Assets by id, its beginning or name; else by a part of the name or the address; else a declared resource by its address. */
export function accessOf(what: string, result: Pick<ScanResult, "inventory">): readonly Access[] {
  const estate: AccessEstate = result.inventory;
  const lookup = new Lookup(estate);
  const assets = assetsNamed(what, estate);
  if (assets.length > 0) return assets.map((asset) => answer(asset, estate, lookup));
  // A policy names the bucket that it stands on: what grants are read for comes before what is only about it.
  const answers = declaredAs(what, estate).map((asset) => answer(asset, estate, lookup));
  const judged = answers.filter(
    ({ places, notSeen }) => !notSeen.some((each) => each.startsWith(`${places[0]?.resource?.address ?? ""} (`)),
  );
  return judged.length > 0 ? judged : answers;
}

function answer(asset: Asset, estate: AccessEstate, lookup: Lookup): Access {
  const places = placesOf(asset, lookup);
  const answers = PROVIDERS.map((provider) => provider.judge(places, estate));
  const judged = new Set(answers.flatMap((each) => each.judged));
  const granted = answers.flatMap(({ grants }) => grants);
  const unseen = places.flatMap((place, at) => {
    if (judged.has(at)) return [];
    const name = place.resource?.address ?? place.uri ?? "";
    return [`${name} (${place.resource?.type ?? place.role}): no grants are read for it`];
  });
  return {
    asset: { id: asset.id, kind: asset.kind, name: asset.name },
    places,
    grants: sorted(merged(throughWorkspaces(throughClusters(granted, estate.resources), estate.resources))),
    facts: factsOf(asset, lookup),
    notSeen: [...new Set([...answers.flatMap(({ notSeen }) => notSeen), ...unseen])].sort(),
  };
}

/** Several powers over a place may be one over the asset: told once. */
function merged(grants: readonly AccessGrant[]): readonly AccessGrant[] {
  const found = new Map<string, AccessGrant>();
  for (const grant of grants) {
    const { power, principal, effect, how, steps, place, conditions } = grant;
    const whom = `${principal.kind}|${principal.name}|${principal.file ?? ""}|${principal.line ?? ""}`;
    const key = JSON.stringify([power, whom, effect, how, steps.map(({ to, via }) => [to.name, via]), place, conditions]);
    const other = found.get(key);
    found.set(
      key,
      other === undefined
        ? grant
        : {
            ...other,
            actions: [...new Set([...other.actions, ...grant.actions])],
            statements: [...new Map([...other.statements, ...grant.statements].map((each) => [JSON.stringify(each), each])).values()],
          },
    );
  }
  return [...found.values()];
}

const EFFECTS = ["allowed", "conditional", "unknown"];
const POWERS = ["read", "write", "run", "change"];
const HOWS = ["direct", "through", "escalation"];

function sorted(grants: readonly AccessGrant[]): readonly AccessGrant[] {
  return [...grants].sort(
    (a, b) =>
      POWERS.indexOf(a.power) - POWERS.indexOf(b.power) ||
      EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
      HOWS.indexOf(a.how) - HOWS.indexOf(b.how) ||
      compare(a.principal.kind, b.principal.kind) ||
      compare(a.principal.name, b.principal.name) ||
      a.place - b.place,
  );
}

function assetsNamed(what: string, { assets, resources }: AccessEstate): readonly Asset[] {
  const exact = assets.filter(({ id, name }) => id === what || name === what || (what.length >= 8 && id.startsWith(what)));
  if (exact.length > 0) return exact;
  const folded = what.toLowerCase();
  const byPlace = assets.filter(
    ({ name, identity }) => name.toLowerCase() === folded || identity.address === what || identity.uri === what || identity.arn === what,
  );
  if (byPlace.length > 0) return byPlace;
  if (resources.some((resource) => isCalled(what, resource))) return [];
  return what.length < 3 ? [] : assets.filter(({ name }) => name.toLowerCase().includes(folded)).slice(0, 20);
}

const NAMES = [
  "bucket",
  "name",
  "function_name",
  "BucketName",
  "Name",
  "FunctionName",
  "RepositoryName",
  "EndpointName",
  "collection_name",
  "domain_name",
];

function isCalled(what: string, { address, attributes, external }: ResourceEntry): boolean {
  return external !== true && (address === what || NAMES.some((name) => attributes[name] === what));
}

/** Declared resources of a name or address, as the assets that they would be. */
function declaredAs(what: string, { resources }: AccessEstate): readonly Asset[] {
  return resources
    .filter((resource) => isCalled(what, resource))
    .map(({ address, type, target, file, line, attributes }) => ({
      id: address,
      kind: "storage",
      name:
        NAMES.map((name) => attributes[name])
          .find((name) => typeof name === "string" && !name.includes("${"))
          ?.toString() ?? address,
      identity: { key: address, address },
      lifecycle: "declared",
      scope: "production",
      attributes: { type },
      digests: {},
      occurrences: [
        { ...(target === undefined ? {} : { target }), file, line, resource: address, technique: "configuration", confidence: "certain" },
      ],
    }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
