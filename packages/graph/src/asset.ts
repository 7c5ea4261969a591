import type { AssetKind, Confidence, Lifecycle, RelationKind, Scope, Strength, Technique } from "./vocabulary.ts";

/** Plain data that survives canonical JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Attributes = { readonly [key: string]: Json };

/** Where something stands. At least one of `file` and `resource`; lines start at 1. */
export interface Location {
  /** Index into the scan's targets, present only when there are several. */
  readonly target?: number;
  /** Relative to its target, separated by "/". */
  readonly file?: string;
  readonly line?: number;
  /** Inclusive. */
  readonly endLine?: number;
  /** Notebook cell, from 1. `line` is then the line inside the cell. */
  readonly cell?: number;
  /** Address of a configuration object, in the notation of the contract. */
  readonly resource?: string;
}

export interface Evidence extends Location {
  readonly symbol?: string;
  readonly technique: Technique;
  readonly confidence: Confidence;
  /** At most one line, secrets and personal data masked. */
  readonly excerpt?: string;
}

/** A definition or a use of an asset. */
export interface Occurrence extends Location {
  readonly symbol?: string;
  readonly technique: Technique;
  readonly confidence: Confidence;
}

/**
 * What makes two sightings the same asset. `key` is the canonical identity (never a line number); the
 * other fields are the standard identifiers that could be derived.
 */
export interface Identity {
  readonly key: string;
  readonly purl?: string;
  readonly arn?: string;
  readonly uri?: string;
  readonly digest?: string;
  readonly provider?: string;
  /** Address of a declared resource. */
  readonly address?: string;
}

export interface Asset {
  readonly id: string;
  readonly kind: AssetKind;
  readonly name: string;
  readonly identity: Identity;
  readonly repository?: string;
  readonly owner?: string;
  readonly lifecycle: Lifecycle;
  readonly scope: Scope;
  readonly attributes: Attributes;
  readonly digests: { readonly [algorithm: string]: string };
  /** Definition first, then uses in order of place. */
  readonly occurrences: readonly Occurrence[];
}

export interface Relation {
  readonly from: string;
  readonly kind: RelationKind;
  readonly to: string;
  readonly strength: Strength;
  readonly evidence: readonly Evidence[];
}

/** What a discoverer says it saw. The graph merges drafts of equal kind and identity key. */
export interface AssetDraft {
  readonly kind: AssetKind;
  readonly name: string;
  readonly identity: Identity;
  readonly lifecycle?: Lifecycle;
  readonly scope: Scope;
  readonly repository?: string;
  readonly owner?: string;
  readonly attributes?: Attributes;
  readonly digests?: { readonly [algorithm: string]: string };
  readonly occurrences: readonly Occurrence[];
}

/** A package of a manifest, lock file or import. */
export interface PackageEntry {
  readonly purl: string;
  readonly name: string;
  readonly version?: string;
  readonly scope: "runtime" | "development" | "optional" | "transitive";
  readonly target?: number;
  readonly file: string;
  readonly line?: number;
  /** The requirement as written, where no version is pinned. */
  readonly requirement?: string;
  /** Integrity hash from a lock file. */
  readonly digest?: string;
  readonly licence?: string;
}

/** A declared infrastructure resource, whether or not it has to do with AI. */
export interface ResourceEntry {
  readonly address: string;
  readonly type: string;
  readonly target?: number;
  readonly file: string;
  readonly line: number;
  readonly attributes: Attributes;
  /** Root module, template or chart within which names hold; default: the folder of the file. */
  readonly root?: string;
  /** Path of a setting → addresses of the resources that its value comes from. */
  readonly references?: { readonly [path: string]: readonly string[] };
  /** It is referred to, not made here: a data source, `existing`. */
  readonly external?: boolean;
  /** It was seen in an account or a cluster, not read in code. */
  readonly observed?: { readonly account: string; readonly region: string };
  /** Addresses that are the same thing: observed ones of a declared resource, and the other way round. */
  readonly sameAs?: readonly string[];
  /** The call of the module that it stands in. */
  readonly caller?: { readonly file: string; readonly line: number };
  /** Key of for_each or count → attributes, where one block makes several. To compare with an account; not part of the output. */
  readonly instances?: { readonly [key: string]: Attributes };
  /** Path of a setting → the line on which it was written, in the same file. For findings; not part of the output. */
  readonly lines?: { readonly [path: string]: number };
}

/** Something that a name or a value could not be resolved to. */
export interface Unresolved {
  readonly what: string;
  readonly target?: number;
  readonly file: string;
  readonly line: number;
  readonly cell?: number;
  readonly candidates: readonly string[];
}
