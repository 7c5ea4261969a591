import { z } from "zod";
import type { AnalysisReportData, DataIntakeResult } from "./document.ts";
import { IntakePolicy } from "./policy.ts";

const Place = z.object({ name: z.string(), folder: z.string() });
/** What the isolated process is told, on one line of its input. */
export const AnalysisRequest = z.object({
  /** The quarantined files. */
  folder: z.string(),
  policy: IntakePolicy,
  /** For copies and spills; gone afterwards. */
  scratch: z.string(),
  /** Of castellan. */
  version: z.string(),
  seed: z.number(),
  label: z.string().optional(),
  id: z.string().optional(),
  time: z.string().optional(),
  /** The version accepted before. */
  earlier: z.object({ id: z.string(), folder: z.string() }).optional(),
  /** Accepted versions of other sources of the same facts. */
  peers: z.array(Place),
});
export type AnalysisRequest = z.output<typeof AnalysisRequest>;

export interface IsolatedReport {
  readonly report: AnalysisReportData;
  readonly isolation: DataIntakeResult["isolation"];
}

/** How quarantined data is profiled and checked; the composition root says where it runs. */
export type IntakeAnalysis = (request: Omit<AnalysisRequest, "scratch">, signal?: AbortSignal) => Promise<IsolatedReport>;
