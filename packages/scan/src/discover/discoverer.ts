import type { AssetDraft, Attributes, Evidence, PackageEntry, RelationKind, ResourceEntry, Strength, Unresolved } from "@castellan/graph";
import type { Project } from "../project/facts.ts";
import type { Usage } from "../rules/rule.ts";

/** Takes what discoverers saw. Order of calls does not matter: the graph merges and sorts. */
export interface DiscoverySink {
  /** Merges by kind and identity key; returns the asset id. */
  asset(draft: AssetDraft): string;
  /** Says more of an asset. */
  describe(id: string, attributes: Attributes): void;
  relate(from: string, kind: RelationKind, to: string, strength: Strength, evidence: readonly Evidence[]): void;
  package(entry: PackageEntry): void;
  resource(entry: ResourceEntry): void;
  unresolved(entry: Unresolved): void;
  /** A call that rules may judge. */
  usage(entry: Usage): void;
}

/** One technique of seeing what is there. Pure: facts in, drafts out. Never throws on hostile facts. */
export interface Discoverer {
  readonly id: string;
  /** Part of the cache key. */
  readonly version: number;
  discover(project: Project, sink: DiscoverySink): void;
}
