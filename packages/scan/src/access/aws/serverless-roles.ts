import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf } from "../../rules/settings/setting.ts";
import { type Policy, readPolicy } from "./policy.ts";
import { templateStatement } from "./policy-templates.ts";

/** The trust that SAM writes into the role of a function. */
const TRUST = { Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] };
/** SAM attaches it to every role that it makes. */
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

/** A function for which SAM makes a role (docs.aws.amazon.com/serverless-application-model, `Role` of AWS::Serverless::Function). */
export function hasServerlessRole({ type, attributes }: ResourceEntry): boolean {
  return type === "AWS::Serverless::Function" && attributes["Role"] === undefined;
}

/** Who may become the role of a function. */
export function serverlessTrust({ attributes }: ResourceEntry): Policy {
  return readPolicy(attributes["AssumeRolePolicyDocument"] ?? TRUST);
}

/** What `Policies` of a function says: statements, and policies by their ARN; `unread` where it is a template that is not known here. */
export function serverlessPolicies({ attributes }: ResourceEntry): {
  readonly documents: readonly Policy[];
  readonly attached: readonly string[];
  readonly unread: readonly string[];
} {
  const written = attributes["Policies"];
  const documents: Policy[] = [];
  const attached: string[] = [BASIC];
  const unread: string[] = [];
  for (const item of listed(written)) {
    const map = mapOf(item);
    if (typeof item === "string") attached.push(/^arn:|\$\{/.test(item) ? item : `arn:aws:iam::aws:policy/${item}`);
    else if (map?.["Statement"] !== undefined) documents.push(readPolicy(item));
    else
      for (const [name, parameters] of Object.entries(map ?? {})) {
        const statement = templateStatement(name, parameters);
        if (statement === undefined) unread.push(name);
        else documents.push(readPolicy({ Statement: [statement] }));
      }
  }
  return { documents, attached, unread };
}

function listed(value: Json | undefined): readonly Json[] {
  return value === undefined || value === null ? [] : isList(value) ? value : [value];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
