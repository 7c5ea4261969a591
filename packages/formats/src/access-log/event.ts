import type { Json } from "@castellan/graph";

export const ACCESS_LOG_FORMATS = ["cloudtrail", "s3", "vpc-flow", "kubernetes", "postgresql"] as const;
export type AccessLogFormat = (typeof ACCESS_LOG_FORMATS)[number];

/** What a principal is: people, workloads, the cloud itself, nobody in particular, an address. */
export type PrincipalKind = "root" | "user" | "role" | "service" | "federated" | "account" | "anonymous" | "host";

/** One access, in the same form whatever log it stood in. */
export interface AccessEvent {
  readonly format: AccessLogFormat;
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  /** Who acts in the long run: the role of a session, the user of a key. */
  readonly principal: string;
  readonly principalKind: PrincipalKind;
  /** The session of a role, or the impersonated account. */
  readonly session?: string;
  /** `service:Action`, as AWS names actions; `kubernetes:create pods/exec`; `postgresql:COPY`. */
  readonly action: string;
  /** What it was done to, as ARNs where the log gives them. */
  readonly resources: readonly string[];
  /** The log names the resources itself; else they are what the request's parameters name. */
  readonly resourcesListed?: boolean;
  /** Address of the caller; the name of a service where one called. */
  readonly source?: string;
  readonly userAgent?: string;
  readonly outcome: "success" | "denied" | "failed";
  readonly error?: string;
  /** The action changes nothing. */
  readonly readOnly?: boolean;
  /** Bytes that left the resource. */
  readonly bytes?: number;
  /** Objects, rows or secrets that one event touched; 1 where nothing is said. */
  readonly count?: number;
  readonly account?: string;
  readonly region?: string;
  /** What was asked for. */
  readonly parameters?: Json;
  /** An event with a known id is one event, however often it is delivered. */
  readonly id?: string;
  /** Line of a text log, or the number of the record from 1. */
  readonly record: number;
}

/** Something that could not be read; the rest was. */
export interface AccessLogProblem {
  readonly kind: "syntax" | "too-long" | "not-an-event" | "time" | "truncated" | "unknown-format";
  /** Line, or record from 1; 0 for the whole file. */
  readonly record: number;
  readonly message: string;
}
