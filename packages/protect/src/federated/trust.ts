import { z } from "zod";
import { ProtectError } from "../errors.ts";
import type { Appearance } from "./outliers.ts";

/** How clients looked over the rounds. */
export const TrustHistory = z.strictObject({
  schema: z.literal("castellan/federated-trust/1"),
  round: z.int().min(0),
  clients: z.array(z.strictObject({ client: z.string(), rounds: z.int().min(1), odd: z.int().min(0), trust: z.number().min(0).max(1) })),
});
export type TrustHistory = z.infer<typeof TrustHistory>;

export const NO_HISTORY: TrustHistory = { schema: "castellan/federated-trust/1", round: 0, clients: [] };

/** Weight of the last round. */
const LAST = 0.2;

/** @throws ProtectError FORMAT_INVALID */
export function readTrust(text: string, file: string): TrustHistory {
  try {
    return TrustHistory.parse(JSON.parse(text));
  } catch (cause) {
    throw new ProtectError("FORMAT_INVALID", `${file} is no trust history that castellan wrote.`, { cause });
  }
}

/** The history with one more round: trust falls with odd rounds and grows back slowly; newcomers begin in the middle. */
export function withRound(history: TrustHistory, round: readonly Appearance[]): TrustHistory {
  const clients = new Map(history.clients.map((entry) => [entry.client, entry]));
  for (const { client, reasons } of round) {
    const before = clients.get(client) ?? { client, rounds: 0, odd: 0, trust: 0.5 };
    const odd = reasons.length > 0;
    clients.set(client, {
      client,
      rounds: before.rounds + 1,
      odd: before.odd + (odd ? 1 : 0),
      trust: Number((before.trust * (1 - LAST) + (odd ? 0 : LAST)).toFixed(6)),
    });
  }
  return {
    schema: history.schema,
    round: history.round + 1,
    clients: [...clients.values()].sort((left, right) => (left.client < right.client ? -1 : 1)),
  };
}
