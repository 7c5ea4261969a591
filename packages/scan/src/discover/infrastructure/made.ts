import type { AssetKind, Evidence, RelationKind } from "@castellan/graph";
import type { DeclaredResource, Place } from "./declared.ts";

/** An asset made of a declared resource. */
export interface Made {
  readonly id: string;
  readonly kind: AssetKind;
  readonly resource: DeclaredResource;
}

/** The assets that a path of a resource refers to. */
export type Lookup = (resource: DeclaredResource, path: string) => readonly Made[];

export function evidenceAt(resource: DeclaredResource, place: Place): Evidence {
  return { file: place.file, line: place.line, resource: resource.address, technique: "configuration", confidence: "certain" };
}

/** An agent hands off to an agent, also where it names the alias that exposes it. */
export function agentBehind(kind: RelationKind, other: Made, lookup: Lookup): Made {
  if ((kind !== "hands_off_to" && kind !== "invokes_agent") || other.kind !== "endpoint") return other;
  return ["agent_id", "AgentId"].flatMap((path) => lookup(other.resource, path)).find((made) => made.kind === "agent") ?? other;
}
