import { createHash } from "node:crypto";
import { canonicalJson } from "@castellan/graph";
import { z } from "zod";
import { ProtectError } from "../../errors.ts";
import { composed, NO_COST, type PrivacyCost } from "../accounting/cost.ts";
import { readRational, written } from "../rational.ts";

const Fraction = z.string().regex(/^-?\d{1,4000}\/[1-9]\d{0,3999}$/);

/** The first line says what may be spent, each further one what was. A line holds the hash of the one before it. */
export const Opening = z.strictObject({
  schema: z.literal("castellan/privacy-budget/1"),
  dataset: z.string().min(1),
  /** Whose privacy it is: the column that tells people apart. */
  unit: z.string().min(1),
  epsilon: Fraction,
  delta: Fraction,
  time: z.iso.datetime(),
});
export type Opening = z.infer<typeof Opening>;

export const Charge = z.strictObject({
  sequence: z.int().min(1),
  time: z.iso.datetime(),
  purpose: z.string(),
  /** What was asked, without answers: `mean of amount by region`. */
  asked: z.string(),
  epsilon: Fraction.optional(),
  rho: Fraction,
  delta: Fraction,
  previous: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Charge = z.infer<typeof Charge>;

export function lineOf(entry: Opening | Charge): string {
  return `${canonicalJson(entry)}\n`;
}

export function hashOf(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

export function chargeOf(cost: PrivacyCost): Pick<Charge, "epsilon" | "rho" | "delta"> {
  return {
    ...(cost.epsilon === undefined ? {} : { epsilon: written(cost.epsilon) }),
    rho: written(cost.rho),
    delta: written(cost.delta),
  };
}

function costOf(charge: Charge): PrivacyCost {
  const [rho, delta] = [readRational(charge.rho), readRational(charge.delta)];
  if (rho.numerator < 0n || delta.numerator < 0n) throw new ProtectError("LOG_INCONSISTENT", "A charge is negative.");
  if (charge.epsilon === undefined) return { rho, delta };
  const epsilon = readRational(charge.epsilon);
  if (epsilon.numerator < 0n) throw new ProtectError("LOG_INCONSISTENT", "A charge is negative.");
  return { epsilon, rho, delta };
}

export interface BudgetFile {
  readonly opening: Opening;
  readonly charges: readonly Charge[];
  readonly spent: PrivacyCost;
  /** Hash of the last line. */
  readonly head: string;
  /** Length in bytes of what is whole: a crash can leave a torn line behind it. */
  readonly bytes: number;
}

/** @throws ProtectError LOG_INCONSISTENT where a line was changed, left out or put in */
export function readBudgetFile(text: string, path: string): BudgetFile {
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").slice(0, -1);
  const broken = (number: number, why: string): ProtectError =>
    new ProtectError("LOG_INCONSISTENT", `${path}, line ${number}: ${why}; nothing is answered from a budget whose record was changed.`);
  const parse = (line: string, number: number): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      throw broken(number, "no JSON");
    }
  };
  const first = Opening.safeParse(parse(lines[0] ?? "", 1));
  if (!first.success) throw broken(1, "does not say what may be spent");
  let head = hashOf(`${lines[0]}\n`);
  const charges: Charge[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const { data: charge } = Charge.safeParse(parse(line, index + 2));
    if (charge === undefined) throw broken(index + 2, "is no charge");
    if (charge.sequence !== index + 1 || charge.previous !== head) throw broken(index + 2, "does not follow the line before it");
    charges.push(charge);
    head = hashOf(`${line}\n`);
  }
  return {
    opening: first.data,
    charges,
    spent: charges.length === 0 ? NO_COST : composed(charges.map(costOf)),
    head,
    bytes: Buffer.byteLength(whole),
  };
}
