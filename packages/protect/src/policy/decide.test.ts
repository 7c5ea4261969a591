import { expect, test } from "vitest";
import { decide, sentencesOf } from "./decide.ts";
import { readPolicySet } from "./policy-set.ts";
import { parseRequest, RequestForm } from "./request-form.ts";

const PERMIT = `@id("team")
permit (principal in Team::"fraud", action in Action::"use", resource is DataSet)
when { principal.mfa && context.purpose == "fraud-detection" }
unless { resource.labels.contains("secret") };`;
const NOW = new Date("2026-11-23T06:00:00Z");
const set = readPolicySet([{ name: "own.cedar", text: PERMIT }]);

const REQUEST = {
  principal: { kind: "user", id: "ana", clearance: 3, mfa: true, teams: ["fraud"] },
  stage: "train",
  resource: {
    kind: "data-set",
    id: "d",
    classification: 1,
    labels: ["personal"],
    purposes: ["fraud-detection"],
    stages: ["any"],
    regions: ["eu"],
  },
  context: { purpose: "fraud-detection", region: "eu" },
};

function ask(change: { stage?: string; principal?: object; resource?: object; context?: object }): ReturnType<typeof decide> {
  const { stage = "train", principal, resource, context } = change;
  const form = {
    principal: { ...REQUEST.principal, ...principal },
    stage,
    resource: { ...REQUEST.resource, ...resource },
    context: { ...REQUEST.context, ...context },
  };
  return decide(set, RequestForm.parse(form), NOW);
}

test("allows what is permitted and nothing forbids", () => {
  expect(ask({})).toMatchObject({ allowed: true, rules: [{ id: "team", effect: "permit", file: "own.cedar", line: 1 }] });
});

test.each([
  ["castellan/quarantine", { resource: { quarantined: true } }],
  ["castellan/expired", { resource: { expiresAt: "2026-11-23T06:00:00Z" } }],
  ["castellan/grant-expired", { context: { grantExpiresAt: "2026-11-23T05:59:59Z" } }],
  ["castellan/residency", { context: { region: "us" } }],
  ["castellan/stage", { resource: { stages: ["evaluate"] } }],
  ["castellan/purpose", { resource: { purposes: ["research"] } }],
  ["castellan/held-out", { resource: { heldOut: true } }],
  ["castellan/personal-at-inference", { stage: "inference" }],
  ["castellan/personal-at-inference", { stage: "retrieval" }],
  ["castellan/privacy-budget", { resource: { privacyBudgeted: true } }],
  ["castellan/privacy-budget", { resource: { privacyBudgeted: true }, context: { remainingPrivacyBudget: "0.0" } }],
  ["castellan/clearance", { principal: { clearance: 0 } }],
  ["castellan/second-factor", { principal: { mfa: false }, resource: { classification: 3 } }],
  ["castellan/legal-hold", { stage: "delete", resource: { legalHold: true } }],
])("%s denies, says why and how to fix it", (id, change) => {
  const { allowed, rules } = ask(change);
  expect(allowed).toBe(false);
  expect(rules).toEqual([expect.objectContaining({ id, reason: expect.any(String), fix: expect.any(String) })]);
});

test.each([
  [{ stage: "inference", context: { masked: true } }],
  [{ resource: { expiresAt: "2026-11-23T06:00:00.001Z" } }],
  [{ resource: { privacyBudgeted: true }, context: { remainingPrivacyBudget: "0.0001" } }],
  [{ resource: { heldOut: true }, stage: "evaluate" }],
  [{ stage: "delete", resource: { quarantined: true } }],
])("the other side of the line is allowed: %j", (change) => {
  expect(ask(change).allowed).toBe(true);
});

test("where nothing permits it, the nearest permit says what it lacks", () => {
  const decision = ask({ principal: { mfa: false }, resource: { labels: ["secret"] } });
  expect(decision.nearest).toMatchObject({ id: "team", unmet: ["principal.mfa", 'not (resource.labels.contains("secret"))'] });
  expect(sentencesOf(decision)).toContain("    principal.mfa");
});

test("what is left out counts against the use", () => {
  const bare = { principal: { kind: "user", id: "a" }, stage: "train", resource: { kind: "data-set", id: "d" }, context: { purpose: "p" } };
  const { rules } = decide(set, RequestForm.parse(bare), NOW);
  expect(rules.map(({ id }) => id)).toEqual([
    "castellan/clearance",
    "castellan/purpose",
    "castellan/residency",
    "castellan/second-factor",
    "castellan/stage",
  ]);
});

test("a forbid that cannot be evaluated denies", () => {
  const own = `${PERMIT}\n@id("broken") forbid (principal, action, resource) when { principal.clearance * 9223372036854775807 > 0 };`;
  const { allowed, rules, errors } = decide(readPolicySet([{ name: "own.cedar", text: own }]), RequestForm.parse(REQUEST), NOW);
  expect([allowed, rules.map(({ id }) => id), errors.map(({ id }) => id)]).toEqual([false, ["broken"], ["broken"]]);
});

test.each([
  ["", "no JSON"],
  ["[]", "no request"],
  [JSON.stringify({ ...REQUEST, stage: "deploy" }), "stage"],
  [JSON.stringify({ ...REQUEST, extra: 1 }), "extra"],
  [JSON.stringify({ ...REQUEST, context: { purpose: "p", now: "yesterday" } }), "context.now"],
  [JSON.stringify({ ...REQUEST, resource: { ...REQUEST.resource, quarantined: "no" } }), "resource.quarantined"],
])("a request that is none is refused: %s", (text, what) => {
  expect(() => parseRequest("r.json", text)).toThrow(
    expect.objectContaining({ code: "FORMAT_INVALID", message: expect.stringContaining(what) }),
  );
});

test.each([
  ["permit (principal, action, resource)\nwhen { principal.colour == 1 };", "own.cedar, line 2: attribute `colour`"],
  ["// note\n\npermit (principal, action, resource) wen { true };", "own.cedar, line 3: invalid policy condition: wen"],
  ["permit (principal == ?principal, action, resource);", "template"],
  [
    '@id("x") permit (principal, action, resource);\n@id("x") permit (principal, action, resource);',
    "the id x is that of own.cedar, line 1",
  ],
  ['@id("castellan/expired") permit (principal, action, resource);', "castellan/expired"],
  ["permit (principal, action, resource)", "own.cedar, line 1"],
  ["\u0000", "own.cedar, line 1"],
])("a policy that is none is refused with its line: %s", (text, message) => {
  expect(() => readPolicySet([{ name: "own.cedar", text }])).toThrow(
    expect.objectContaining({ code: "POLICY_INVALID", message: expect.stringContaining(message) }),
  );
});
