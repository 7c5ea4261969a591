import type { Json } from "@castellan/graph";
import { z } from "zod";

/*
 * What `castellan collect` writes and `castellan scan` reads. Resources have the types and the attribute names of
 * CloudFormation (AWS) or of the manifest (Kubernetes), so that rules, access and paths see one form.
 */

export const CALL_OUTCOMES = ["ok", "denied", "failed", "unsupported"] as const;

export const CollectedCall = z.object({
  /** Account number, or the Kubernetes context. */
  account: z.string(),
  region: z.string(),
  service: z.string(),
  operation: z.string(),
  outcome: z.enum(CALL_OUTCOMES),
  /** What the call was about; left out for lists. */
  resource: z.string().optional(),
  /** Name of the error, or the status. Never its text: services put names and tokens into it. */
  error: z.string().optional(),
  /** Type of resource, or of its attributes, that is not known without it. */
  type: z.string().optional(),
});
export type CollectedCall = z.infer<typeof CollectedCall>;

const Value: z.ZodType<Json> = z.json();
const Name = z.string().min(1).max(2048);

export const CollectedResource = z.object({
  /** ARN, or `Kind/name`. */
  address: Name,
  type: Name,
  account: z.string(),
  region: z.string(),
  attributes: z.record(z.string(), Value),
  /** Names of attributes that a call which failed would have told; `*` for all of them, and for resources not listed. */
  unread: z.array(z.string()).optional(),
});
export type CollectedResource = z.infer<typeof CollectedResource>;

export const InventoryDocument = z.object({
  schema: z.literal("castellan/inventory/1"),
  provider: z.enum(["aws", "kubernetes"]),
  accounts: z.array(z.object({ id: z.string(), name: z.string().optional(), regions: z.array(z.string()) })),
  resources: z.array(CollectedResource),
  calls: z.array(CollectedCall),
  summary: z.object({ resources: z.number(), calls: z.number(), unread: z.number(), complete: z.boolean() }),
  /** Left out with --reproducible. */
  run: z.object({ time: z.string() }).optional(),
});
export type InventoryDocument = z.infer<typeof InventoryDocument>;
