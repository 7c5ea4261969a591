/**
 * Our evaluator beside Cedar's own, on generated policies and requests over the whole language:
 *   node conformance/policy/run.ts [--requests N] [--seed S] [--policies N] [--per-set N] [--set FIRST] [--verbose]
 * Both must agree in the decision, in the policies that determined it, and in those that could not be evaluated.
 * Exit code: 0 all agree · 1 some do not: the first ten stand in the output, with what repeats them.
 */

import { parseArgs } from "node:util";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { z } from "zod";
import { requestOf } from "../../packages/protect/src/policy/evaluate/request.ts";
import { policySetOf } from "../../packages/protect/src/policy/policy-set.ts";
import { policy } from "./generate-policies.ts";
import { entities, request } from "./generate-requests.ts";
import { Random } from "./random.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    policies: { type: "string", default: "8" },
    "per-set": { type: "string", default: "25" },
    // Every suite is given it; this one needs none.
    vectors: { type: "string" },
    set: { type: "string", default: "0" },
    verbose: { type: "boolean", default: false },
  },
});
const rawNumber = z.custom<(digits: string) => object>((value) => typeof value === "function").parse(Reflect.get(JSON, "rawJSON"));

/** For Cedar, which is handed JSON: numbers that JavaScript would round, digit by digit. */
function exact<T>(value: T): T;
function exact(value: unknown): unknown {
  if (typeof value === "bigint") return rawNumber(`${value}`);
  if (Array.isArray(value)) return value.map((each: unknown) => exact(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, exact(each)]));
}

const CedarCall = z.custom<cedar.StatefulAuthorizationCall>((value) => typeof value === "object");

const wanted = Number(values.requests);
const perSet = Number(values["per-set"]);
const counts = { allow: 0, deny: 0, forbidden: 0, errors: 0, sets: 0 };
let done = 0;
let failed = 0;

function report(what: string, seed: number, detail: string): void {
  failed++;
  if (failed <= 10) process.stdout.write(`${what} (set ${seed}, seed ${values.seed}): ${detail}\n`);
}

for (let set = Number(values.set); done < wanted && failed < 1000; set++) {
  const random = new Random(Number(values.seed) * 1_000_003 + set);
  const texts = Array.from(
    { length: 1 + random.below(Number(values.policies)) },
    (_, index) => `@id("p${index}") ${policy(random, 1 + random.below(4))}`,
  );
  const plain = Object.fromEntries(texts.map((text, index) => [`p${index}`, text]));
  const parsed = cedar.preparsePolicySet("set", { staticPolicies: plain });
  if (parsed.type === "failure") {
    // Ours must refuse it too, for it asks the same parser; the generator should not write such a text.
    report("refused by Cedar", set, JSON.stringify(parsed.errors.map(({ message }) => message)));
    continue;
  }
  counts.sets++;
  const ours = policySetOf([{ name: "generated", text: texts.join("\n") }]);
  const known = entities(random);
  const knownExact = exact(known);
  for (let index = 0; index < perSet && done < wanted; index++, done++) {
    const asked = request(random, known);
    const answer = cedar.statefulIsAuthorized(
      CedarCall.parse({ ...exact({ ...asked, entities: [] }), entities: knownExact, preparsedPolicySetId: "set" }),
    );
    let mine: string;
    try {
      const { allowed, determining, errors } = ours.evaluator.decide(requestOf(asked));
      mine = JSON.stringify([allowed ? "allow" : "deny", determining, errors.map(({ id }) => id)]);
    } catch (error) {
      mine = `refused: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (answer.type === "failure") {
      if (!mine.startsWith("refused")) report("only Cedar refuses", set, JSON.stringify(answer.errors.map(({ message }) => message)));
      continue;
    }
    const { decision, diagnostics } = answer.response;
    const theirs = JSON.stringify([decision, [...diagnostics.reason].sort(), diagnostics.errors.map(({ policyId }) => policyId).sort()]);
    counts[decision]++;
    if (decision === "deny" && diagnostics.reason.length > 0) counts.forbidden++;
    counts.errors += diagnostics.errors.length;
    if (mine === theirs) continue;
    const messages = values.verbose ? diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${error.message}`).join("; ") : "";
    report("differ", set, `Cedar ${theirs}, ours ${mine} at request ${index} ${messages}${values.verbose ? `\n${texts.join("\n")}` : ""}`);
  }
}
process.stdout.write(
  `${counts.sets} policy sets, ${done} requests: ${counts.allow} allowed, ${counts.deny} denied (${counts.forbidden} by a forbid), ${counts.errors} errors of policies\n`,
);
process.stdout.write(`${done - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && done > 0 ? 0 : 1;
