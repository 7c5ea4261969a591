import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { fixEntities, type RequestJson } from "./evaluate/request.ts";
import { ACTION_ENTITIES, PRINCIPAL_TYPES, RESOURCE_TYPES, STAGES } from "./schema.ts";

const name = z.string().min(1).max(1000);
const names = z.array(name).max(10_000);
const level = z.int().min(0).max(4);
const time = z.iso.datetime({ offset: true });

/** Who asks. What is left out counts against them: no clearance, no second factor, no team. */
export const PrincipalForm = z.strictObject({
  kind: z.enum(["user", "service", "agent"]),
  id: name,
  clearance: level.default(0),
  mfa: z.boolean().default(false),
  teams: names.default([]),
});
export type PrincipalForm = z.infer<typeof PrincipalForm>;

/** What is asked for. What is left out counts against its use: secret, for no purpose, at no stage, in no region. */
export const ResourceForm = z.strictObject({
  kind: z.enum(["data-set", "model", "endpoint", "index"]),
  id: name,
  collections: names.default([]),
  classification: level.default(4),
  labels: names.default([]),
  purposes: names.default([]),
  stages: z.array(z.enum([...STAGES, "any"])).default([]),
  regions: names.default([]),
  quarantined: z.boolean().default(false),
  heldOut: z.boolean().default(false),
  legalHold: z.boolean().default(false),
  privacyBudgeted: z.boolean().default(false),
  consentBasis: name.optional(),
  expiresAt: time.optional(),
});
export type ResourceForm = z.infer<typeof ResourceForm>;

export const UseForm = z.strictObject({
  purpose: name,
  region: name.default("unknown"),
  masked: z.boolean().default(false),
  sealed: z.boolean().default(false),
  now: time.optional(),
  runId: name.optional(),
  /** Decimal text, so that nothing is rounded: "0.25". */
  remainingPrivacyBudget: z
    .string()
    .regex(/^-?[0-9]{1,12}\.[0-9]{1,4}$/)
    .optional(),
  grantExpiresAt: time.optional(),
});
export type UseForm = z.infer<typeof UseForm>;

export const RequestForm = z.strictObject({
  principal: PrincipalForm,
  stage: z.enum(STAGES),
  resource: ResourceForm,
  context: UseForm,
});
export type RequestForm = z.infer<typeof RequestForm>;

const ACTIONS = fixEntities(ACTION_ENTITIES);
const extension = (fn: string, arg: string): object => ({ __extn: { fn, arg } });
/** Cedar reads milliseconds and UTC; finer times are cut off. */
const moment = (text: string | Date): object => extension("datetime", new Date(text).toISOString());

/** A form as Cedar's request. @param now where the form states no time of its own */
export function cedarRequest({ principal, stage, resource, context }: RequestForm, now: Date): RequestJson {
  const who = { type: PRINCIPAL_TYPES[principal.kind], id: principal.id };
  const what = { type: RESOURCE_TYPES[resource.kind], id: resource.id };
  const { kind: _kind, id: _id, collections, expiresAt, ...attributes } = resource;
  const { now: stated, remainingPrivacyBudget, grantExpiresAt, ...use } = context;
  const optional = {
    ...(remainingPrivacyBudget === undefined ? {} : { remainingPrivacyBudget: extension("decimal", remainingPrivacyBudget) }),
    ...(grantExpiresAt === undefined ? {} : { grantExpiresAt: moment(grantExpiresAt) }),
  };
  return {
    principal: who,
    action: { type: "Action", id: stage },
    resource: what,
    context: { ...use, stage, now: moment(stated ?? now), ...optional },
    entities: [
      ...ACTIONS,
      {
        uid: who,
        attrs: { clearance: principal.clearance, mfa: principal.mfa },
        parents: [...new Set(principal.teams)].map((id) => ({ type: "Team", id })),
      },
      {
        uid: what,
        attrs: { ...attributes, ...(expiresAt === undefined ? {} : { expiresAt: moment(expiresAt) }) },
        parents: [...new Set(collections)].map((id) => ({ type: "Collection", id })),
      },
    ],
  };
}

/** Reads a request. @throws ProtectError FORMAT_INVALID naming file and place */
export function parseRequest(file: string, text: string): RequestForm {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ProtectError("FORMAT_INVALID", `${file} is no JSON: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
  const parsed = RequestForm.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProtectError(
    "FORMAT_INVALID",
    `${file} is no request: ${issue === undefined ? "" : `${issue.path.join(".") || "it"}: ${issue.message}`}; docs/policy.md has the form.`,
  );
}
