import { z } from "zod";
import type { LogReport } from "./verify-log.ts";

const LedgerVerifyDocument = z.object({
  schema: z.literal("castellan/ledger-verify/1"),
  verified: z.boolean(),
  origin: z.string(),
  /** Entries that the checkpoint states. */
  size: z.int(),
  /** Base64, as in the checkpoint. */
  root: z.string(),
  witnesses: z.array(z.string()),
  acts: z.int(),
  problems: z.array(
    z.object({
      kind: z.enum(["checkpoint", "signature", "missing", "entry", "tile", "root", "earlier", "quorum", "act"]),
      message: z.string(),
      path: z.string().optional(),
      /** From, to (exclusive). */
      entries: z.tuple([z.int(), z.int()]).optional(),
    }),
  ),
});
export type LedgerVerifyDocument = z.infer<typeof LedgerVerifyDocument>;

export const LEDGER_SCHEMA_NAMES: readonly string[] = ["ledger-verify"];

/** JSON Schema of what a ledger command writes; undefined for another name. */
export function ledgerSchemaOf(name: string): object | undefined {
  if (name !== "ledger-verify") return undefined;
  return { $id: `https://castellan.dev/schema/${name}`, title: name, ...z.toJSONSchema(LedgerVerifyDocument, { target: "draft-2020-12" }) };
}

/** @param acts entries that are acts of castellan */
export function ledgerVerifyDocument(report: LogReport, acts: number): LedgerVerifyDocument {
  return {
    schema: "castellan/ledger-verify/1",
    verified: report.problems.length === 0,
    origin: report.origin,
    size: report.size,
    root: Buffer.from(report.root).toString("base64"),
    witnesses: [...report.witnesses],
    acts,
    problems: report.problems.map(({ kind, message, path, entries }) => ({
      kind,
      message,
      ...(path === undefined ? {} : { path }),
      ...(entries === undefined ? {} : { entries: [entries[0], entries[1]] }),
    })),
  };
}
