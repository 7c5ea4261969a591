/*
 * What an action in a log says by itself, whoever does it: named by what the action does, from the action lists of the
 * services (docs.aws.amazon.com/service-authorization/latest/reference/), with the tactic of MITRE ATT&CK it serves.
 * How unusual it is for this principal is measured from the logs and multiplies the weight.
 */
export const TACTICS = [
  "credential-access",
  "defence-evasion",
  "execution",
  "exfiltration",
  "impact",
  "lateral-movement",
  "model-theft",
  "persistence",
  "privilege-escalation",
  "resource-abuse",
] as const;
export type Tactic = (typeof TACTICS)[number];

export interface AccessLogRow {
  readonly id: string;
  /** What somebody did, to stand behind their name. */
  readonly title: string;
  readonly tactic: Tactic;
  /** Evidence in nats where the action is new to the principal and to its peers: 2 rare in good work, 5 hardly ever. */
  readonly weight: number;
  readonly why: string;
  /** What to do next. */
  readonly next: string;
  /** `service:Action` with `*`; several of one service as `service:A|B`. */
  readonly actions: readonly string[];
  /** Default: whatever came of it, and what did not succeed weighs less. */
  readonly outcome?: "success" | "denied" | "any";
  readonly when?: RowCondition;
  /** Where in a theft it stands, for the detector of sequences. */
  readonly stage?: "permission" | "sink";
}

/** All parts must hold. */
export interface RowCondition {
  /** The request names an account outside the organisation, everybody, or the internet. */
  readonly outside?: true;
  /** The request is about an identity other than the caller's. */
  readonly others?: true;
  /** Some parameter of one of these names, at any depth and within policies, holds one of these texts (`*` any text). */
  readonly parameter?: { readonly name: readonly string[]; readonly is: readonly string[] };
  readonly resource?: readonly string[];
  readonly agent?: readonly string[];
  readonly session?: string;
  /** The address of the caller is in a network that the principal never came from. */
  readonly newNetwork?: true;
  /** The principal never touched the container (bucket, folder, table) before. */
  readonly newResource?: true;
  /** So many bytes went out within the hour. */
  readonly bytes?: number;
  /** So many different ones within the hour. */
  readonly atLeast?: { readonly of: "resources" | "regions" | "events"; readonly number: number };
}
