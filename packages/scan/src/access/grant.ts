import type { Asset, AssetKind, Relation, ResourceEntry } from "@castellan/graph";

/*
 * Who can do what with a data set, a model or an endpoint: the form in which every provider (AWS, Kubernetes, Azure,
 * GCP, Databricks, …) answers. A provider judges places; which places stand behind an asset is found without it.
 */

/**
 * - read: see the rows, weights, vectors or images.
 * - write: put others in their place, or delete them.
 * - run: ask it, or run it: an endpoint answers, a pipeline starts.
 * - change: what it is made of or who may use it: its settings, policy, image, code, model, training data.
 */
export const POWERS = ["read", "write", "run", "change"] as const;
export type Power = (typeof POWERS)[number];

/** What a place is to the asset that was asked for. */
export const PLACE_ROLES = [
  "itself",
  "storage",
  "endpoint",
  "image",
  "code",
  "model data",
  "training data",
  "source",
  "registry",
  "credentials",
] as const;
export type PlaceRole = (typeof PLACE_ROLES)[number];

/** Somewhere that an asset stands or depends on, and where somebody may be granted something. */
export interface AccessPlace {
  readonly role: PlaceRole;
  /** The declared resource, where there is one. */
  readonly resource?: ResourceEntry;
  /** `s3://bucket/prefix`, an image reference: what names it where it is not declared, or names a part of it. */
  readonly uri?: string;
  /** The asset that it is, when it is another than the one asked for. */
  readonly asset?: Pick<Asset, "id" | "kind" | "name">;
  /** What a power over the place is over the asset; what is not named is none. */
  readonly means: { readonly [power in Power]?: Power };
}

export const PRINCIPAL_KINDS = [
  "user",
  "role",
  "group",
  "service-account",
  "workload",
  "ci-job",
  "service",
  "outside account",
  "federated identity",
  "anyone",
] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** Somebody or something that may be granted a power. */
export interface AccessPrincipal {
  readonly kind: PrincipalKind;
  readonly name: string;
  /** Address of the resource that declares it, with its place. */
  readonly resource?: string;
  readonly target?: number;
  readonly file?: string;
  readonly line?: number;
  /** What it is for, as far as the workloads that carry it say: "training", "inference", "notebook", "pipeline", … */
  readonly purposes?: readonly string[];
}

/** What grants: a policy statement, a role binding, a role assignment, with its place. */
export interface AccessStatement {
  readonly resource?: string;
  readonly target?: number;
  readonly file?: string;
  readonly line?: number;
  /** Its own name: a Sid, a binding. */
  readonly name?: string;
  /** In one line: `Allow s3:GetObject on arn:aws:s3:::bank-feeds/*`. */
  readonly says: string;
}

/** A move from one identity to the next: a workload carries a role, a user assumes another, an escalation. */
export interface AccessStep {
  readonly to: AccessPrincipal;
  /** Reads from left to right: "assumes", "runs as", "writes a new version of a policy that is attached to it". */
  readonly via: string;
  readonly statements: readonly AccessStatement[];
  readonly certain: boolean;
}

export interface AccessGrant {
  readonly power: Power;
  readonly principal: AccessPrincipal;
  /** conditional: where the circumstances in `conditions` hold; unknown: it depends on what was not seen, which they name. */
  readonly effect: "allowed" | "conditional" | "unknown";
  /** direct: granted to the principal; through: to an identity that it takes on; escalation: by rights that it can give itself. */
  readonly how: "direct" | "through" | "escalation";
  /** What may be done, as the provider calls it: `s3:PutObject`. */
  readonly actions: readonly string[];
  /** From the principal to the identity that holds the grant; empty when direct. */
  readonly steps: readonly AccessStep[];
  readonly statements: readonly AccessStatement[];
  /** What else must hold: "only through VPC endpoint vpce-1", "unknown: depends on aws:PrincipalTag/team". */
  readonly conditions: readonly string[];
  /** Which of the places, by its number. */
  readonly place: number;
}

/** What is read to answer. */
export interface AccessEstate {
  readonly assets: readonly Asset[];
  readonly relations: readonly Relation[];
  readonly resources: readonly ResourceEntry[];
}

export interface ProviderAnswer {
  /** Numbers of the places that this provider knows how to judge. */
  readonly judged: readonly number[];
  readonly grants: readonly AccessGrant[];
  /** What could not be seen, in sentences: "the policy x of aws_iam_role.y is not here". */
  readonly notSeen: readonly string[];
}

/** One cloud, cluster or store. Pure; never throws on hostile resources; leaves places of others alone. */
export interface AccessProvider {
  readonly id: string;
  judge(places: readonly AccessPlace[], estate: AccessEstate): ProviderAnswer;
}

/** Something that is known of an asset apart from grants: who makes it, where it is kept. */
export interface AccessFact {
  readonly says: string;
  readonly asset?: { readonly id: string; readonly kind: AssetKind; readonly name: string };
  readonly target?: number;
  readonly file?: string;
  readonly line?: number;
}
