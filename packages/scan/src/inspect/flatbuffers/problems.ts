import type { FlatProblem } from "@castellan/formats";
import type { InspectionFinding } from "../interpreter.ts";

/** The finding for what a walk of a flatbuffer met. */
export function flatFinding({ kind, table, offset, detail }: FlatProblem): InspectionFinding {
  const message = `The table ${table} at byte ${offset} ${detail}.`;
  if (kind === "unknown-field") return { rule: "flatbuffer-unknown-field", offset, message };
  // An offset or a length that leaves 32 bits does not come from damage: it is aimed at arithmetic that wraps around.
  if (kind === "overflow") return { rule: "flatbuffer-overflow", offset, message };
  return { rule: "malformed", offset, message };
}
