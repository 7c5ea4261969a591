/** Digests by algorithm, lowercase hexadecimal: `{ sha256: "…" }` (in-toto DigestSet). */
export type Digests = Readonly<Record<string, string>>;

/** A data set, a model or a file of one. */
export interface LineageThing {
  readonly id: string;
  readonly name: string;
  readonly kind: "dataset" | "model" | "file";
  readonly description?: string;
  readonly uri?: string;
  readonly digests?: Digests;
  readonly licence?: string;
  readonly issued?: string;
  readonly format?: string;
  /** Ids of what this was made from. */
  readonly derivedFrom: readonly string[];
  /** Id of the run that made it. */
  readonly generatedBy?: string;
  /** Ids of who answers for it. */
  readonly attributedTo: readonly string[];
}

/** Something that ran: a training, a cleaning, a collection. */
export interface LineageRun {
  readonly id: string;
  readonly name: string;
  readonly started?: string;
  readonly ended?: string;
  readonly used: readonly string[];
  readonly by: readonly string[];
}

export interface LineageAgent {
  readonly id: string;
  readonly name: string;
  readonly kind: "person" | "organisation" | "software";
}

/** Where data and models come from: what W3C PROV, Croissant and D&TA can say alike. */
export interface Lineage {
  readonly things: readonly LineageThing[];
  readonly runs: readonly LineageRun[];
  readonly agents: readonly LineageAgent[];
  /** What the document said and this form cannot hold. */
  readonly left: readonly string[];
}

/** In the order of their ids, so that the same lineage gives the same bytes. */
export function sortedLineage({ things, runs, agents, left }: Lineage): Lineage {
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return { things: [...things].sort(byId), runs: [...runs].sort(byId), agents: [...agents].sort(byId), left: [...new Set(left)].sort() };
}
