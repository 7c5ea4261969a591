import type { Asset, Flow } from "@castellan/graph";
import { factFlag, factText } from "../asset-facts.ts";
import { assetVersion, iriReference } from "../identifiers/identifiers.ts";
import { licencesOf } from "../licence/licence.ts";
import { isExposed } from "../lineage.ts";
import { placeText } from "../text/place.ts";
import { licenceChoices } from "./component.ts";
import { assetProperties, nonEmpty } from "./properties.ts";
import { referenceOf, type Writing } from "./references.ts";
import type { Service, ServiceData } from "./types.ts";

/** Flows to a provider: what, of which class, from where. */
function flowData(writing: Writing, flow: Flow, service: Asset): ServiceData {
  const data = writing.index.asset(flow.data);
  const owner = data?.owner;
  return {
    flow: "inbound",
    classification: (flow.class === "" ? "unknown" : flow.class).toWellFormed(),
    name: writing.index.name(flow.data).toWellFormed(),
    description:
      `leaves at ${placeText(flow.location)}${flow.model === undefined ? "" : ` for ${flow.model}`}${flow.region === undefined ? "" : ` in ${flow.region}`}`.toWellFormed(),
    governance: owner === undefined ? undefined : { owners: [{ organization: { name: owner.toWellFormed() } }] },
    source: data === undefined ? undefined : [referenceOf(data)],
    destination: [referenceOf(service)],
  };
}

/** Data that an endpoint, a server or a store moves, by its relations. */
function relatedData(writing: Writing, asset: Asset): ServiceData[] {
  const of = (id: string): Asset | undefined => {
    const other = writing.index.asset(id);
    return other !== undefined && ["dataset", "data-source", "knowledge-base"].includes(other.kind) ? other : undefined;
  };
  const row = (other: Asset, flow: ServiceData["flow"]): ServiceData => ({
    flow,
    classification: factText(other.attributes, "classification", "sensitivity") ?? "unknown",
    name: other.name.toWellFormed(),
    ...(flow === "outbound"
      ? { destination: [referenceOf(other)], source: [referenceOf(asset)] }
      : { source: [referenceOf(other)], destination: [referenceOf(asset)] }),
  });
  const outgoing = writing.index.from(asset.id).flatMap((relation) => {
    const other = of(relation.to);
    return other === undefined || !["reads", "writes_to", "retrieves_from", "uses_dataset"].includes(relation.kind)
      ? []
      : [row(other, relation.kind === "writes_to" ? "outbound" : "inbound")];
  });
  return outgoing;
}

function endpointsOf(asset: Asset): string[] {
  const path = factText(asset.attributes, "path", "route");
  const candidates = [
    asset.identity.uri,
    asset.attributes["url"],
    asset.attributes["baseUrl"],
    asset.kind === "endpoint" && path?.startsWith("/") === true ? path : undefined,
  ];
  return [...new Set(candidates.map(iriReference).filter((address) => address !== undefined))];
}

function authenticated(writing: Writing, asset: Asset): boolean | undefined {
  const stated = factFlag(asset.attributes, "authenticated", "authentication");
  if (stated !== undefined) return stated;
  return writing.index.from(asset.id).some((relation) => relation.kind === "authenticated_by") ? true : undefined;
}

export function serviceOf(writing: Writing, asset: Asset, tools: readonly Asset[]): Service {
  const provider = asset.identity.provider ?? factText(asset.attributes, "provider", "vendor");
  const zone = writing.index.from(asset.id).find((relation) => relation.kind === "exposed_to");
  const flows =
    asset.kind === "ai-service" ? writing.result.flows.filter((flow) => flow.provider === (asset.identity.provider ?? asset.name)) : [];
  return {
    "bom-ref": referenceOf(asset),
    provider: provider === undefined ? undefined : { name: provider.toWellFormed() },
    name: asset.name.toWellFormed(),
    version: assetVersion(asset),
    description: factText(asset.attributes, "description"),
    endpoints: nonEmpty(endpointsOf(asset)),
    authenticated: authenticated(writing, asset),
    // A provider's service always lies outside; an endpoint when others than the company reach it.
    "x-trust-boundary": asset.kind === "ai-service" || isExposed(writing.index, asset) ? true : undefined,
    trustZone: zone === undefined ? undefined : writing.index.name(zone.to).toWellFormed(),
    data: nonEmpty([...flows.map((flow) => flowData(writing, flow, asset)), ...relatedData(writing, asset)]),
    licenses: licenceChoices(licencesOf(asset, writing.index)),
    services: nonEmpty(tools.map((tool) => serviceOf(writing, tool, []))),
    properties: assetProperties(writing, asset, true),
  };
}
