import { z } from "zod";
import { BackOffState } from "./back-off.ts";
import { CalibrationState } from "./calibration.ts";
import { PeersState } from "./peers.ts";
import { ScaleState } from "./robust-scale.ts";
import { SlowLeakState } from "./slow-leak.ts";

/** What was learned of a period: counts and measures, no event. It names principals, actions, folders and networks. */
export const UnusualAccessStateSchema = z.strictObject({
  days: z.number(),
  accounts: z.array(z.string()),
  partners: z.record(z.string(), z.number()),
  actions: BackOffState,
  containers: BackOffState,
  networks: BackOffState,
  regions: BackOffState,
  programs: BackOffState,
  peers: PeersState,
  scale: ScaleState,
  calibration: CalibrationState,
  leak: SlowLeakState,
});
export type UnusualAccessState = z.infer<typeof UnusualAccessStateSchema>;

/** What `--save-baseline` writes. */
export const BaselineDocument = z.strictObject({
  schema: z.literal("castellan/access-baseline/1"),
  state: UnusualAccessStateSchema,
  /** Scores of past incidents, by day since 1970: the budget of alerts is held by them. */
  incidents: z.array(z.tuple([z.number(), z.number()])),
  /** Days that were scored with known habits. */
  scoredDays: z.array(z.number()),
});
export type Baseline = z.infer<typeof BaselineDocument>;
