import type { Asset, Relation, ResourceEntry } from "@castellan/graph";
import type { AccessEstate, AccessFact, AccessPlace, PlaceRole, Power } from "./grant.ts";
import { clusterPlaces } from "./kubernetes/places.ts";

/*
 * Where an asset stands, and what it hangs on: from a data set to its bucket, from a model to its data, its image,
 * the endpoint that serves it and what it was trained on.
 */

const SAME = { read: "read", write: "write", run: "run", change: "change" } as const;
/** Whoever may replace it changes what comes of it. */
const REPLACES: { readonly [power in Power]?: Power } = { write: "change", change: "change" };
const HOLDS: { readonly [power in Power]?: Power } = { read: "read", write: "write", change: "change" };
const SERVES: { readonly [power in Power]?: Power } = { run: "run", change: "change" };

/** How far lineage is followed: a model's data, and the data of that. */
const STEPS = 6;

/** What hangs on what: the places of an asset, nearest first, each once. */
export function placesOf(asset: Asset, estate: Lookup): readonly AccessPlace[] {
  const places: AccessPlace[] = [];
  const seen = new Set<string>();
  const own = standing(asset, estate).flatMap(({ resource }) => resource ?? []);
  const add = (other: Asset, role: PlaceRole, means: AccessPlace["means"]): void => {
    for (const place of nearest(standing(other, estate), own, other)) {
      const key = `${role}|${place.resource === undefined ? (place.uri ?? "") : keyOf(place.resource)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const itself = other.id === asset.id;
      places.push({ role, ...place, ...(itself ? {} : { asset: { id: other.id, kind: other.kind, name: other.name } }), means });
    }
  };
  add(asset, "itself", SAME);
  for (const held of holders(asset, estate)) {
    if (held.id !== asset.id) add(held, "storage", HOLDS);
    for (const store of targets(estate, held.id, ["stored_in", "fetched_from", "registered_in"]))
      add(store, store.kind === "model-registry" ? "registry" : "storage", HOLDS);
  }
  if (MODELS.has(asset.kind)) {
    for (const endpoint of servers(asset, estate)) {
      add(endpoint, "endpoint", SERVES);
      for (const part of partsOf(endpoint, estate)) add(part, part.kind === "container-image" ? "image" : "code", REPLACES);
    }
  } else for (const part of partsOf(asset, estate)) add(part, part.kind === "container-image" ? "image" : "code", REPLACES);
  if (SERVING.has(asset.kind))
    for (const model of targets(estate, asset.id, ["serves", "loads", "deploys", "uses_model"]))
      for (const held of holders(model, estate)) {
        add(held, "model data", REPLACES);
        for (const store of targets(estate, held.id, ["stored_in", "fetched_from"])) add(store, "model data", REPLACES);
      }
  for (const data of trainingData(asset, estate)) for (const place of standings(data, estate)) add(place, "training data", REPLACES);
  if (MODELS.has(asset.kind))
    for (const data of trainingData(asset, estate))
      for (const older of sourcesOf(data, estate)) for (const place of standings(older, estate)) add(place, "source", REPLACES);
  else if (DATA.has(asset.kind))
    for (const older of sourcesOf(asset, estate)) for (const place of standings(older, estate)) add(place, "source", REPLACES);
  return [...places, ...clusterPlaces(places, estate.estate.resources)];
}

/** One service stands for all of its accounts: of those, the ones that something refers to are meant, where it refers to any. */
function nearest(
  places: readonly Pick<AccessPlace, "resource" | "uri">[],
  own: readonly ResourceEntry[],
  { kind }: Asset,
): readonly Pick<AccessPlace, "resource" | "uri">[] {
  if (kind !== "ai-service" || places.length < 2) return places;
  const referred = new Set(
    own.flatMap((each) => Object.values(each.references ?? {}).flatMap((list) => list.map((address) => `${each.root ?? ""}|${address}`))),
  );
  const meant = places.filter(({ resource }) => resource !== undefined && referred.has(`${resource.root ?? ""}|${resource.address}`));
  return meant.length > 0 ? meant : places;
}

/** It, its files, and what they are kept in. */
function standings(asset: Asset, estate: Lookup): readonly Asset[] {
  return holders(asset, estate).flatMap((held) => [held, ...targets(estate, held.id, ["stored_in", "fetched_from"])]);
}

/** What data is made from: what it is derived from, and what the steps that make it read. */
function sourcesOf(data: Asset, estate: Lookup): readonly Asset[] {
  const found = new Map<string, Asset>();
  let edge: readonly Asset[] = [data];
  for (let step = 0; step < STEPS && edge.length > 0 && found.size < 200; step++) {
    const next: Asset[] = [];
    for (const each of edge) {
      const makers = sources(estate, each.id, ["produces", "writes_to"]).filter(({ kind }) => kind !== "notebook");
      for (const older of [
        ...targets(estate, each.id, ["derived_from"]),
        ...makers.flatMap(({ id }) => targets(estate, id, ["reads", "fetched_from"])),
      ]) {
        if (older.id === data.id || found.has(older.id) || !DATA.has(older.kind)) continue;
        found.set(older.id, older);
        next.push(older);
      }
    }
    edge = next;
  }
  return [...found.values()];
}

const MODELS: ReadonlySet<Asset["kind"]> = new Set(["model", "model-file", "deployed-model", "adapter"]);
const SERVING: ReadonlySet<Asset["kind"]> = new Set([
  "endpoint",
  "endpoint-config",
  "deployed-model",
  "agent",
  "ai-service",
  "application",
]);

/** Assets and relations by what they touch; built once for an answer. */
export class Lookup {
  readonly estate: AccessEstate;
  readonly #assets: ReadonlyMap<string, Asset>;
  readonly #from = new Map<string, Relation[]>();
  readonly #to = new Map<string, Relation[]>();
  readonly #resources = new Map<string, ResourceEntry>();
  readonly #azureMl = new Map<string, ResourceEntry[]>();
  readonly #byUri = new Map<string, Asset[]>();

  constructor(estate: AccessEstate) {
    this.estate = estate;
    this.#assets = new Map(estate.assets.map((asset) => [asset.id, asset]));
    for (const relation of estate.relations) {
      push(this.#from, relation.from, relation);
      push(this.#to, relation.to, relation);
    }
    for (const resource of estate.resources) {
      this.#resources.set(keyOf(resource), resource);
      if (resource.type.startsWith("azureml.")) push(this.#azureMl, `${resource.target ?? 0}|${resource.file}`, resource);
    }
    for (const asset of estate.assets)
      if (asset.identity.uri !== undefined) push(this.#byUri, asset.identity.uri.replace(/\/+$/, ""), asset);
  }

  asset(id: string): Asset | undefined {
    return this.#assets.get(id);
  }
  from(id: string): readonly Relation[] {
    return this.#from.get(id) ?? [];
  }
  to(id: string): readonly Relation[] {
    return this.#to.get(id) ?? [];
  }
  resource(target: number, file: string, address: string): ResourceEntry | undefined {
    return this.#resources.get(`${target}|${file}|${address}`);
  }
  /** What a file of Azure ML's command line declares under the name of an asset of it. */
  ofAzureMl({ name, occurrences, attributes }: Asset): readonly ResourceEntry[] {
    if (attributes["engine"] !== "azure-ml") return [];
    return occurrences.flatMap(({ target = 0, file }) =>
      (this.#azureMl.get(`${target}|${file ?? ""}`) ?? []).filter((each) => each.attributes["name"] === name),
    );
  }
  withUri(uri: string): readonly Asset[] {
    return this.#byUri.get(uri) ?? [];
  }
}

function keyOf({ target = 0, file, address }: ResourceEntry): string {
  return `${target}|${file}|${address}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Declared resources that an asset is, else its address on a store. */
function standing(asset: Asset, estate: Lookup): readonly Pick<AccessPlace, "resource" | "uri">[] {
  const { uri } = asset.identity;
  const name = asset.kind === "container-image" ? (uri ?? asset.name) : uri;
  const resources = asset.occurrences.flatMap(({ target = 0, file, resource }) => {
    const found = resource === undefined || file === undefined ? undefined : estate.resource(target, file, resource);
    return found === undefined || (asset.kind === "container-image" && !/ecr|registry/i.test(found.type)) ? [] : [found];
  });
  // The definition comes first; what else names the asset only uses it.
  const declared = resources.filter(({ address }) => address === asset.identity.address);
  // One service stands for all of its accounts and workspaces.
  const accounts =
    asset.kind === "ai-service" ? resources.filter(({ type, external }) => external !== true && ACCOUNTS.test(type)).slice(0, 20) : [];
  const named = resources.length > 0 ? [] : estate.ofAzureMl(asset);
  const own = declared.length > 0 ? declared : accounts.length > 0 ? accounts : [...resources.slice(0, 1), ...named];
  if (own.length > 0) return own.map((resource) => ({ resource, ...(name === undefined ? {} : { uri: name }) }));
  return name === undefined ? [] : [{ uri: name }];
}

const ACCOUNTS =
  /^(?:azurerm_(?:cognitive_account|ai_services|ai_foundry|machine_learning_workspace|databricks_workspace)|azapi_resource|microsoft\.(?:cognitiveservices\/accounts|machinelearningservices\/workspaces|databricks\/workspaces))$/i;

/** It, and the files that it is. */
function holders(asset: Asset, estate: Lookup): readonly Asset[] {
  return [asset, ...targets(estate, asset.id, ["materialised_as"])];
}

function targets(estate: Lookup, id: string, kinds: readonly Relation["kind"][]): readonly Asset[] {
  return estate.from(id).flatMap(({ kind, to }) => (kinds.includes(kind) ? (estate.asset(to) ?? []) : []));
}

function sources(estate: Lookup, id: string, kinds: readonly Relation["kind"][]): readonly Asset[] {
  return estate.to(id).flatMap(({ kind, from }) => (kinds.includes(kind) ? (estate.asset(from) ?? []) : []));
}

/** Endpoints at which a model answers, over its deployment. */
function servers(model: Asset, estate: Lookup): readonly Asset[] {
  const found = new Map<string, Asset>();
  let edge: readonly Asset[] = [model];
  for (let step = 0; step < STEPS && edge.length > 0; step++) {
    const next: Asset[] = [];
    for (const each of edge)
      for (const other of [
        ...targets(estate, each.id, ["served_by"]),
        ...sources(estate, each.id, ["serves", "deploys", "loads", "materialised_as"]),
      ]) {
        if (found.has(other.id) || other.id === model.id) continue;
        found.set(other.id, other);
        next.push(other);
      }
    edge = next;
  }
  return [...found.values()].filter(({ kind }) => SERVING.has(kind) || kind === "compute" || kind === "deployment");
}

/** The image that it runs and the code behind it. */
function partsOf(asset: Asset, estate: Lookup): readonly Asset[] {
  const direct = [...targets(estate, asset.id, ["uses_image", "loads_code"]), ...sources(estate, asset.id, ["runs", "exposes"])];
  return direct.filter(({ kind }) => kind === "container-image" || kind === "compute" || kind === "custom-code");
}

/** What a model learned from, over the runs that made it. */
function trainingData(asset: Asset, estate: Lookup): readonly Asset[] {
  if (!MODELS.has(asset.kind)) return [];
  const makers = [asset, ...targets(estate, asset.id, ["materialised_as"])].flatMap((each) => [
    each,
    ...sources(estate, each.id, ["produces", "materialised_as"]),
  ]);
  const runs = makers.flatMap((maker) => [
    maker,
    ...targets(estate, maker.id, ["runs"]),
    ...sources(estate, maker.id, ["runs", "produces"]),
  ]);
  const first = runs.flatMap(({ id }) => targets(estate, id, ["trains_on", "reads", "uses_dataset"]));
  const found = new Map(first.filter(({ kind }) => DATA.has(kind)).map((data) => [data.id, data]));
  for (const data of found.values()) {
    if (found.size > 200) break;
    for (const older of targets(estate, data.id, ["derived_from"])) if (DATA.has(older.kind)) found.set(older.id, older);
  }
  return [...found.values()];
}

const DATA: ReadonlySet<Asset["kind"]> = new Set(["dataset", "data-source", "storage"]);

const MADE = new Map<Relation["kind"], string>([
  ["produces", "is made by"],
  ["writes_to", "is written by"],
  ["materialised_as", "is the file of"],
  ["reads", "is read by"],
  ["loads", "is loaded by"],
  ["trains_on", "trains"],
  ["retrieves_from", "is searched by"],
]);
const KEPT = new Map<Relation["kind"], string>([
  ["stored_in", "is kept in"],
  ["fetched_from", "is fetched from"],
  ["derived_from", "is made from"],
  ["registered_in", "is registered in"],
  ["authenticated_by", "asks for"],
]);

/** What is known of who makes, keeps and uses it, apart from any grant. */
export function factsOf(asset: Asset, estate: Lookup): readonly AccessFact[] {
  const facts: AccessFact[] = [];
  const told = (says: string, other: Asset, place: Relation["evidence"][number] | undefined): void => {
    facts.push({
      says: `${says} ${other.kind} ${other.name}`,
      asset: { id: other.id, kind: other.kind, name: other.name },
      ...(place?.target === undefined ? {} : { target: place.target }),
      ...(place?.file === undefined ? {} : { file: place.file }),
      ...(place?.line === undefined ? {} : { line: place.line }),
    });
  };
  for (const { kind, from, evidence } of estate.to(asset.id)) {
    const [says, other] = [MADE.get(kind), estate.asset(from)];
    if (says !== undefined && other !== undefined) told(says, other, evidence[0]);
  }
  for (const { kind, to, evidence } of estate.from(asset.id)) {
    const [says, other] = [KEPT.get(kind), estate.asset(to)];
    if (says !== undefined && other !== undefined) told(says, other, evidence[0]);
  }
  const file = asset.occurrences.find(
    (place) => place.technique === "bytes" || (place.line === undefined && place.resource === undefined),
  )?.file;
  if (file !== undefined)
    facts.push({
      says:
        asset.attributes["trackedBy"] === "dvc"
          ? "is tracked by DVC: whoever may push to its remote may replace it"
          : "lies in the repository: whoever may push to it may change it",
      file,
    });
  return facts;
}
