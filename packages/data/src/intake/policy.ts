import { type ConfigNode, readYaml } from "@castellan/formats";
import { z } from "zod";
import { DataError } from "../errors.ts";
import type { IntakeFinding } from "./document.ts";

/**
 * What is asked of new data before it is accepted. The defaults refuse what is surely bad and hold what somebody should
 * look at.
 */
export const IntakePolicy = z.strictObject({
  /** Origins that may be taken in, by their beginning; all unless told. */
  origins: z.array(z.string()).optional(),
  /** A licence must be stated (--licence), one of these where listed. */
  licences: z.array(z.string()).optional(),
  "licence-required": z.boolean().default(false),
  /** Worst drift from the version before that is accepted unsigned. */
  drift: z.enum(["none", "drift", "severe"]).default("drift"),
  /** Shares of the rows before. */
  "removed-rows": z.number().min(0).max(1).default(0.05),
  "changed-rows": z.number().min(0).max(1).default(0.01),
  /** Share of shared rows that may differ from another source of the same facts. */
  disagreement: z.number().min(0).max(1).default(0.01),
  /** The origin is expected to change: another content is a version, no split view. */
  "changes-expected": z.boolean().default(false),
  /** Analyses that must have come to an end. */
  require: z.array(z.string()).default(["table"]),
  /** Verdicts of data check that are accepted unsigned. */
  verdicts: z.array(z.enum(["clean", "suspicious", "poisoned", "inconclusive"])).default(["clean", "inconclusive"]),
  /** Who may accept what is held; nobody unless told. */
  "signed-by": z.array(z.string()).default([]),
  /** Nothing is accepted without a signature. */
  "signature-required": z.boolean().default(false),
  limits: z
    .strictObject({
      files: z.number().int().min(1).default(100_000),
      megabytes: z.number().min(1).default(20_480),
      "memory-megabytes": z.number().min(128).default(2048),
      seconds: z.number().min(1).default(600),
    })
    .prefault({}),
});
export type Policy = z.output<typeof IntakePolicy>;

/** @throws DataError OPTION_INVALID naming file, line and key */
export function readPolicy(text: string, file: string): Policy {
  const { documents, errors } = readYaml(text);
  const [problem] = errors;
  if (problem !== undefined) throw new DataError("OPTION_INVALID", `${file}, line ${problem.line}: ${problem.message}`);
  const [document] = documents;
  const parsed = IntakePolicy.safeParse(document === undefined ? {} : (plainOf(document) ?? {}));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DataError(
    "OPTION_INVALID",
    `${file}: ${issue?.path.join(".") || "the policy"}: ${issue?.message ?? "is not valid"}. castellan schema data-intake-policy prints what it takes.`,
  );
}

function plainOf(node: ConfigNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

export interface Judgement {
  readonly status: "accepted" | "held" | "rejected";
  readonly reasons: readonly string[];
}

/** Critical findings are rejected; what blocks is held until somebody whom the policy names signs. @throws DataError OPTION_INVALID */
export function judge(findings: readonly IntakeFinding[], policy: Policy, signature: string | undefined): Judgement {
  if (signature !== undefined && !policy["signed-by"].includes(signature))
    throw new DataError(
      "OPTION_INVALID",
      `The policy does not let ${signature} sign${policy["signed-by"].length === 0 ? ": list who may under signed-by" : `; it names ${policy["signed-by"].join(", ")}`}.`,
    );
  const blocking = findings.filter(({ blocks }) => blocks);
  const critical = blocking.filter(({ severity }) => severity === "critical");
  if (critical.length > 0) return { status: "rejected", reasons: critical.map(({ message }) => message) };
  if (signature !== undefined)
    return { status: "accepted", reasons: [`signed off by ${signature}`, ...blocking.map(({ message }) => message)] };
  if (blocking.length > 0) return { status: "held", reasons: blocking.map(({ message }) => message) };
  return policy["signature-required"]
    ? { status: "held", reasons: ["the policy asks for a signature"] }
    : { status: "accepted", reasons: ["nothing speaks against it"] };
}
