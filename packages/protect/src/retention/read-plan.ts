import { z } from "zod";
import { ProtectError } from "../errors.ts";
import type { RetentionPlan } from "./plan.ts";
import { ACTIONS } from "./rules.ts";

const Item = z.strictObject({
  name: z.string(),
  state: z.enum(["held", "due", "later", "kept", "unknown", "unruled"]),
  action: z.enum(ACTIONS).optional(),
  due: z.iso.datetime().optional(),
  keptUntil: z.iso.datetime().optional(),
  rules: z.array(z.string()),
  holds: z.array(z.string()),
  approvals: z.int().min(0),
  reasons: z.array(z.string()),
  sha256: z.string().optional(),
});
const Plan = z.strictObject({
  schema: z.literal("castellan/retention-plan/1"),
  time: z.iso.datetime(),
  rules: z.string(),
  items: z.array(Item),
});

/** @throws ProtectError FORMAT_INVALID */
export function readRetentionPlan(text: string, file: string): RetentionPlan {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new ProtectError("FORMAT_INVALID", `${file} is no JSON; give the file that castellan retention plan --output wrote.`, { cause });
  }
  const parsed = Plan.safeParse(document);
  if (!parsed.success)
    throw new ProtectError("FORMAT_INVALID", `${file} is no plan of castellan retention: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
