/**
 * Decisions a second on one core at 200 policies (the baseline and 188 permits and forbids of teams), requests as JSON
 * as Cedar takes them, read anew for every decision; Cedar's own WebAssembly build beside it, policies parsed before.
 *   node bench/policy.ts [--decisions N] [--policies N] [--json]
 */

import { parseArgs } from "node:util";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { BASELINE_POLICIES } from "../packages/protect/src/policy/baseline.ts";
import { requestOf } from "../packages/protect/src/policy/evaluate/request.ts";
import { policySetOf } from "../packages/protect/src/policy/policy-set.ts";
import { cedarRequest, RequestForm } from "../packages/protect/src/policy/request-form.ts";
import { POLICY_SCHEMA, STAGES } from "../packages/protect/src/policy/schema.ts";

const { values } = parseArgs({
  options: {
    decisions: { type: "string", default: "200000" },
    policies: { type: "string", default: "200" },
    json: { type: "boolean", default: false },
  },
});
const PURPOSES = ["fraud-detection", "research", "support", "quality"];
const BASELINE = 12;

function policyOf(number: number): string {
  const stage = STAGES[number % 6] ?? "train";
  const head = `principal in Team::"team-${number % 40}", action == Action::"${stage}", resource`;
  const purpose = PURPOSES[number % PURPOSES.length] ?? "research";
  if (number % 5 === 0)
    return `@id("own-${number}") forbid (principal, action in Action::"use", resource in Collection::"c${number}") unless { principal.mfa && context.purpose == "${purpose}" };`;
  return `@id("own-${number}") permit (${head}) when { context.purpose == "${purpose}" && principal.clearance >= ${number % 4} && !resource.labels.contains("l${number}") };`;
}

const own = Array.from({ length: Math.max(0, Number(values.policies) - BASELINE) }, (_, number) => policyOf(number));
const set = policySetOf([{ name: "bench", text: `${BASELINE_POLICIES}\n${own.join("\n")}` }], POLICY_SCHEMA);
const now = new Date("2026-11-23T00:00:00Z");
const requests = Array.from({ length: 1000 }, (_, number) =>
  cedarRequest(
    RequestForm.parse({
      principal: {
        kind: number % 3 === 0 ? "service" : "user",
        id: `p${number}`,
        clearance: number % 5,
        mfa: number % 2 === 0,
        teams: [`team-${number % 40}`, `team-${number % 7}`],
      },
      stage: STAGES[number % 6],
      resource: {
        kind: number % 4 === 0 ? "model" : "data-set",
        id: `r${number}`,
        collections: [`c${number % 50}`],
        classification: number % 4,
        labels: number % 3 === 0 ? ["personal", "health"] : ["open"],
        purposes: [...PURPOSES.slice(0, (number % 4) + 1)],
        stages: ["any"],
        regions: ["eu", "uk"],
        expiresAt: number % 11 === 0 ? "2026-01-01T00:00:00Z" : "2027-01-01T00:00:00Z",
      },
      context: { purpose: PURPOSES[number % PURPOSES.length], region: "eu", masked: number % 2 === 0, remainingPrivacyBudget: "1.5" },
    }),
    now,
  ),
);

/** Decisions a second of processor time, and how many were allowed. */
function rate(decisions: number, decide: (index: number) => boolean): { readonly perSecond: number; readonly allowed: number } {
  let allowed = 0;
  const started = process.cpuUsage();
  for (let index = 0; index < decisions; index++) if (decide(index % requests.length)) allowed++;
  // Of the time of the core, not of the clock: others may share the machine.
  const { user, system } = process.cpuUsage(started);
  return { perSecond: Math.round(decisions / ((user + system) / 1e6)), allowed };
}

function ours(index: number): boolean {
  const request = requests[index];
  return request !== undefined && set.evaluator.decide(requestOf(request)).allowed;
}

cedar.preparsePolicySet("bench", { staticPolicies: Object.fromEntries([...set.sources].map(([id, { text }]) => [id, text])) });
const calls = requests.map((request): Parameters<typeof cedar.statefulIsAuthorized>[0] =>
  JSON.parse(JSON.stringify({ ...request, preparsedPolicySetId: "bench" })),
);
function theirs(index: number): boolean {
  const call = calls[index];
  const answer = call === undefined ? undefined : cedar.statefulIsAuthorized(call);
  return answer?.type === "success" && answer.response.decision === "allow";
}

rate(5000, ours);
const mine = rate(Number(values.decisions), ours);
const prepared = requests.map(requestOf);
const again = rate(Number(values.decisions), (index) => {
  const request = prepared[index];
  return request !== undefined && set.evaluator.decide(request).allowed;
});
const wasm = rate(1000, theirs);
const agree = rate(1000, ours).allowed === wasm.allowed;
const report = {
  policies: set.sources.size,
  perSecond: mine.perSecond,
  perSecondRead: again.perSecond,
  cedarPerSecond: wasm.perSecond,
  sameAllowed: agree,
};
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else {
  process.stdout.write(
    `${report.policies} policies, one core: ${report.perSecond} decisions/s from JSON, ${report.perSecondRead} of requests read before\n`,
  );
  process.stdout.write(
    `Cedar's WebAssembly build: ${report.cedarPerSecond} decisions/s; of 1,000 requests both allow ${wasm.allowed}: ${agree}\n`,
  );
}
process.exitCode = agree ? 0 : 1;
