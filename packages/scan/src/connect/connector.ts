import type { Asset, AssetGraph, Relation, ResourceEntry } from "@castellan/graph";
import type { Project } from "../project/facts.ts";

/** What the discoverers saw, merged; supporting assets without an AI neighbour are still in it. */
export interface Merged {
  readonly assets: readonly Asset[];
  readonly relations: readonly Relation[];
  /** Declared and observed resources, whether or not they are assets. */
  readonly resources?: readonly ResourceEntry[];
}

/**
 * Joins what different discoverers saw of one thing: a script and the stage that runs it, a uri in code and
 * the bucket that is declared. It adds drafts and relations to the graph, or unites two ids. Each connector
 * sees what those before it added.
 */
export interface Connector {
  readonly id: string;
  /** Part of the cache key. */
  readonly version: number;
  connect(project: Project, merged: Merged, graph: AssetGraph): void;
}
