import { RESOURCE_LINKS, RESOURCE_MEANINGS } from "../../../knowledge/infrastructure/index.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { aiService } from "../identity/index.ts";
import { type DeclaredResource, placeOf, referencesAt, valuesAt } from "./declared.ts";
import { agentBehind, evidenceAt, type Lookup, type Made } from "./made.ts";
import { modelFrom } from "./model-names.ts";
import { policyTargets } from "./policy-targets.ts";

/** An endpoint serves what its configuration deploys. */
export function serveThroughConfiguration(
  asset: Made,
  lookup: Lookup,
  served: ReadonlyMap<string, readonly string[]>,
  sink: DiscoverySink,
): void {
  if (asset.kind !== "endpoint") return;
  for (const row of RESOURCE_MEANINGS.get(asset.resource.type)?.relations ?? []) {
    if (row.kind !== "uses_config") continue;
    for (const configuration of lookup(asset.resource, row.path)) {
      for (const model of served.get(configuration.id) ?? [])
        sink.relate(asset.id, "serves", model, "resolved", [
          evidenceAt(asset.resource, placeOf(asset.resource, row.path)),
          evidenceAt(configuration.resource, configuration.resource),
        ]);
    }
  }
}

/** The policy as if it stood in the role that it is attached to. */
export function attached(attachment: DeclaredResource, policy: DeclaredResource): DeclaredResource {
  const owner = attachment.type === "aws_iam_user_policy_attachment" ? "user" : "role";
  const references = new Map([...policy.references, [owner, referencesAt(attachment, owner)] as const]);
  return { ...policy, type: owner === "user" ? "aws_iam_user_policy" : "aws_iam_role_policy", references };
}

/** Resources that join two others: attachments, associations, role assignments. */
export function linkDeclared(resource: DeclaredResource, lookup: Lookup, sink: DiscoverySink): void {
  const row = RESOURCE_LINKS.get(resource.type);
  if (row === undefined) return;
  const evidence = [evidenceAt(resource, resource)];
  for (const from of lookup(resource, row.from)) {
    if (row.kind === "can_access" && from.kind !== "identity") continue;
    for (const to of lookup(resource, row.to)) {
      const target = agentBehind(row.kind, to, lookup);
      if (target.id !== from.id && target.kind !== "identity") sink.relate(from.id, row.kind, target.id, "resolved", evidence);
    }
    if (row.kind !== "can_access") continue;
    const { file, line, address } = resource;
    const occurrences = [{ file, line, resource: address, technique: "configuration", confidence: "likely" }] as const;
    const { services, models: named } = policyTargets(valuesAt(resource.attributes, row.to));
    for (const provider of services)
      sink.relate(
        from.id,
        "can_access",
        sink.asset({ kind: "ai-service", name: provider, identity: aiService(provider), scope: resource.scope, occurrences }),
        "resolved",
        evidence,
      );
    for (const model of named.flatMap((name) => modelFrom(name, "bedrock") ?? [])) {
      sink.relate(
        from.id,
        "can_access",
        sink.asset({
          kind: "model",
          name: model.name,
          identity: model.identity,
          scope: resource.scope,
          attributes: { provider: "bedrock" },
          occurrences,
        }),
        "resolved",
        evidence,
      );
    }
  }
}
