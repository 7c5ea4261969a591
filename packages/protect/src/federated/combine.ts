import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { appearances } from "./outliers.ts";
import { aggregate, METHODS, type RuleOptions } from "./rules.ts";
import { type TrustHistory, withRound } from "./trust.ts";
import { sortUpdates, type Update } from "./update.ts";

export const FederatedReport = z.object({
  schema: z.literal("castellan/federated-aggregate/1"),
  method: z.enum(METHODS),
  mixed: z.boolean(),
  hostile: z.int(),
  parameters: z.int(),
  clients: z.array(
    z.object({
      client: z.string(),
      /** Whether its update has a part in the result as it is. */
      used: z.boolean(),
      norm: z.number().nullable(),
      cosine: z.number().nullable(),
      /** large, against, copy, or why it was refused. */
      reasons: z.array(z.string()),
      trust: z.number().nullable(),
    }),
  ),
  warnings: z.array(z.string()),
});
export type FederatedReport = z.infer<typeof FederatedReport>;

export interface Combined {
  readonly values: Float32Array;
  readonly report: FederatedReport;
  readonly trust: TrustHistory;
}

/** One update out of all, with what is odd about each and what that does to the trust in its client. @throws ProtectError OPTION_INVALID */
export function combineUpdates(updates: readonly Update[], options: RuleOptions, history: TrustHistory): Combined {
  const { taken, refused } = sortUpdates(updates);
  if (taken.length === 0) throw new ProtectError("OPTION_INVALID", "There is no update to aggregate.");
  const vectors = taken.map(({ values }) => values);
  const { values, used } = aggregate(vectors, options);
  const centre = options.method === "median" && options.mix !== true ? values : aggregate(vectors, { method: "median", hostile: 0 }).values;
  const seen = appearances(taken, centre);
  const refusals = refused.map(({ client }) => ({ client, norm: 0, cosine: 0, reasons: ["large"] as const }));
  const trust = withRound(history, [...seen, ...refusals]);
  const trustOf = new Map(trust.clients.map((entry) => [entry.client, entry.trust]));
  const clients = [
    ...seen.map(({ client, norm, cosine, reasons }, index) => ({
      client,
      used: used.includes(index),
      norm: Number(norm.toPrecision(6)),
      cosine: Number(cosine.toPrecision(6)),
      reasons: [...reasons],
      trust: trustOf.get(client) ?? null,
    })),
    ...refused.map(({ client, reason }) => ({
      client,
      used: false,
      norm: null,
      cosine: null,
      reasons: [reason],
      trust: trustOf.get(client) ?? null,
    })),
  ].sort((left, right) => (left.client < right.client ? -1 : 1));
  const odd = clients.filter(({ reasons }) => reasons.length > 0).length;
  const warnings = [
    ...(options.method === "mean" ? ["Plain averaging bears no hostile client: one alone can set the result."] : []),
    ...(options.method === "krum" ? ["Krum follows one client: where clients' data differ, what the others know is lost."] : []),
    ...(odd > options.hostile
      ? [`${odd} updates look odd, more than the ${options.hostile} that ${options.method} was told to bear.`]
      : []),
  ];
  return {
    values,
    trust,
    report: {
      schema: "castellan/federated-aggregate/1",
      method: options.method,
      mixed: options.mix === true,
      hostile: options.hostile,
      parameters: values.length,
      clients,
      warnings,
    },
  };
}
