import type { Json } from "@castellan/graph";
import { mapOf } from "../../rules/settings/setting.ts";
import { arnParts } from "./pattern.ts";

/** A statement of a policy; patterns as written, lists where one stood alone. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: readonly PrincipalPattern[];
  readonly notPrincipals?: readonly PrincipalPattern[];
  readonly conditions: readonly PolicyCondition[];
}

export interface PrincipalPattern {
  /** AWS, Service, Federated, CanonicalUser; `*` for everybody. */
  readonly type: string;
  readonly value: string;
}

export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface Policy {
  readonly statements: readonly Statement[];
  /** Part of it cannot be told: an expression without a value, a list that is too long. */
  readonly open: boolean;
}

const STATEMENTS = 2_000;
const OPEN: Policy = { statements: [], open: true };

/**
 * Reads a policy document, as JSON text or as an object
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). Never throws.
 */
export function readPolicy(document: Json | undefined): Policy {
  if (document === undefined || document === null) return { statements: [], open: false };
  if (typeof document === "string") {
    if (document.trim() === "") return { statements: [], open: false };
    try {
      const parsed: Json = JSON.parse(document);
      return typeof parsed === "string" ? OPEN : readPolicy(parsed);
    } catch {
      return OPEN;
    }
  }
  if (isList(document)) {
    const [only] = document;
    return document.length === 1 && only !== undefined && !isList(only) ? readPolicy(only) : OPEN;
  }
  const map = mapOf(document);
  if (map === undefined) return OPEN;
  const written = map["Statement"];
  const list = written === undefined ? [] : isList(written) ? written : [written];
  const statements = list.slice(0, STATEMENTS).map(statement);
  return {
    statements: statements.filter((each) => each !== undefined),
    open: list.length > STATEMENTS || statements.includes(undefined),
  };
}

function statement(value: Json): Statement | undefined {
  const map = mapOf(value);
  const effect = map?.["Effect"];
  if (map === undefined || (effect !== "Allow" && effect !== "Deny")) return undefined;
  const actions = texts(map["Action"])?.map((action) => action.toLowerCase());
  const notActions = texts(map["NotAction"])?.map((action) => action.toLowerCase());
  const resources = texts(map["Resource"])?.map(arnPattern);
  const notResources = texts(map["NotResource"])?.map(arnPattern);
  const sid = map["Sid"];
  const principals = principalsOf(map["Principal"]);
  const notPrincipals = principalsOf(map["NotPrincipal"]);
  return {
    ...(typeof sid === "string" && sid !== "" ? { sid } : {}),
    effect,
    ...(actions === undefined ? {} : { actions }),
    ...(notActions === undefined ? {} : { notActions }),
    ...(resources === undefined ? {} : { resources }),
    ...(notResources === undefined ? {} : { notResources }),
    ...(principals === undefined ? {} : { principals }),
    ...(notPrincipals === undefined ? {} : { notPrincipals }),
    conditions: Object.entries(mapOf(map["Condition"]) ?? {}).flatMap(([operator, keys]) =>
      Object.entries(mapOf(keys) ?? {}).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: texts(values) ?? [] })),
    ),
  };
}

function principalsOf(value: Json | undefined): readonly PrincipalPattern[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return [{ type: value === "*" ? "*" : "AWS", value }];
  return Object.entries(mapOf(value) ?? {}).flatMap(([type, values]) => (texts(values) ?? []).map((each) => ({ type, value: each })));
}

function texts(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  // `&{aws:username}` is how Terraform's documents write a policy variable.
  return (isList(value) ? value : [value]).filter((each) => typeof each !== "object").map((each) => String(each).replaceAll("&{", "${"));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The account in which everything stands whose account is not written: one scan seldom holds its number. */
export const OWN_ACCOUNT = "000000000000";

/**
 * An ARN with what only a deployment knows put into one form: partition `aws`, no region, the own account. What
 * stands for a whole resource stays as it is written: `${aws_s3_bucket.x.arn}`.
 */
export function arnPattern(written: string): string {
  if (!/^arn:/i.test(written)) return written;
  const parts = arnParts(written);
  if (parts === undefined) return written;
  const [, , service = "", , account = "", ...rest] = parts;
  const own = account === "aws" || account === "" || account === "*" ? account : OWN_ACCOUNT;
  return `arn:aws:${service}::${own}:${rest.join(":")}`;
}
