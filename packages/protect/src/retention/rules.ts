import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { readPeriod } from "./period.ts";

const name = z.string().min(1).max(300);
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
const period = z.string().refine((text) => {
  try {
    readPeriod(text);
    return true;
  } catch {
    return false;
  }
}, "is no period such as P6Y, P18M or P30D");

/** Which data are meant: all that bear one of the names (a star stands for anything) or one of the labels. */
const Select = z
  .strictObject({ names: z.array(name).min(1).optional(), labels: z.array(name).min(1).optional() })
  .refine(({ names, labels }) => names !== undefined || labels !== undefined, "selects nothing: give names or labels");

/**
 * - delete: the files are removed.
 * - shred: the key that opens them is destroyed (castellan keys destroy), wherever copies lie.
 * - anonymise, archive: due by hand, because only people can say that it was done well.
 */
export const ACTIONS = ["delete", "shred", "anonymise", "archive"] as const;
export type RetentionAction = (typeof ACTIONS)[number];

const Rule = z
  .strictObject({
    id: name,
    select: Select,
    /** Why it is kept or erased: `GDPR Art. 6(1)(b)`, `HGB § 257`. */
    basis: name,
    /** From when it counts: a key of the data's `clocks`. */
    clock: name,
    /** At least so long. */
    keep: period.optional(),
    /** At most so long. */
    erase: period.optional(),
    action: z.enum(ACTIONS).default("delete"),
    /** How many of the approvers must sign the plan. */
    approvals: z.int().min(0).max(20).default(0),
  })
  .refine(({ keep, erase }) => keep !== undefined || erase !== undefined, "neither keeps nor erases: give keep or erase");

const Hold = z.strictObject({
  id: name,
  select: Select,
  reason: name,
  by: name,
  from: moment,
  /** A hold without an end would outlive whoever set it; it is set anew instead. */
  until: moment,
});

const Data = z.strictObject({
  name,
  /** File or folder, relative to the rules. */
  path: z.string().min(1).max(4000).optional(),
  /** Name of the key that opens it (castellan keys list). */
  key: name.optional(),
  labels: z.array(name).default([]),
  clocks: z.record(name, moment).default({}),
  /** What stays when it is gone: backups, copies at partners, models that learned from it. */
  residuals: z.array(name).default([]),
});

const Approver = z.strictObject({ name, key: z.string().min(1).max(10_000) });

export const RetentionRules = z
  .strictObject({
    version: z.literal(1),
    data: z.array(Data).max(100_000),
    rules: z.array(Rule).max(10_000),
    holds: z.array(Hold).max(10_000).default([]),
    /** Who may approve: a name, and a public key (PEM). */
    approvers: z.array(Approver).max(1000).default([]),
  })
  .superRefine(({ data, rules, holds, approvers }, context) => {
    for (const [what, list] of [
      ["data", data.map((each) => each.name)],
      ["rules", rules.map((each) => each.id)],
      ["holds", holds.map((each) => each.id)],
      ["approvers", approvers.map((each) => each.name)],
    ] as const) {
      const twice = list.find((each, index) => list.indexOf(each) !== index);
      if (twice !== undefined) context.addIssue({ code: "custom", message: `${what} names ${twice} twice` });
    }
    const most = Math.max(0, ...rules.map(({ approvals }) => approvals));
    if (most > approvers.length)
      context.addIssue({ code: "custom", message: `a rule asks for ${most} approvals, and there are ${approvers.length} approvers` });
  });
export type RetentionRules = z.output<typeof RetentionRules>;
export type RetentionRule = RetentionRules["rules"][number];
export type LegalHold = RetentionRules["holds"][number];
export type RetainedData = RetentionRules["data"][number];

/** @param value the parsed file @throws ProtectError POLICY_INVALID */
export function readRetentionRules(value: unknown, file: string): RetentionRules {
  const parsed = RetentionRules.safeParse(value);
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.length === 0 ? "" : `${path.join(".")}: `}${message}`);
  throw new ProtectError("POLICY_INVALID", `${file}: ${said.join("; ")}. Nothing is erased by rules that are not understood.`);
}

/** Whether a pattern with stars fits a text; linear in both. */
function fits(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  if (parts.length === 0) return first === text;
  const last = parts.pop() ?? "";
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

export function selects({ names = [], labels = [] }: z.output<typeof Select>, data: RetainedData): boolean {
  return names.some((pattern) => fits(pattern, data.name)) || labels.some((label) => data.labels.includes(label));
}
