import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { AccessStatement } from "../grant.ts";
import { conditionOutcome } from "./condition.ts";
import type { PolicyCondition, Statement } from "./policy.ts";
import type { GrantedStatement } from "./principals.ts";
import type { RequestContext } from "./request-context.ts";

/* Statements and conditions in words. */

const LONG = 160;
const cut = (text: string): string => (text.length > LONG ? `${text.slice(0, LONG - 1)}…` : text);
const list = (values: readonly string[]): string =>
  values.length > 4 ? `${values.slice(0, 4).join(", ")} and ${values.length - 4} more` : values.join(", ");

/** A statement with its place: that of the document where it is written apart from the policy. */
export function statementOf(statement: Statement, documents: (source: ResourceEntry) => readonly ResourceEntry[]): AccessStatement {
  const { effect, actions, notActions, resources, notResources, sid } = statement;
  const what = actions === undefined ? `all actions but ${list(notActions ?? [])}` : list(actions);
  const on = resources !== undefined ? ` on ${list(resources)}` : notResources !== undefined ? ` on all but ${list(notResources)}` : "";
  const says = cut(`${effect} ${what}${on}`);
  if (!isPlaced(statement)) return { says, ...(sid === undefined ? {} : { name: sid }) };
  const { source } = statement;
  const document = documents(source).find((each) => writes(each, statement)) ?? source;
  return {
    resource: source.address,
    ...(document.target === undefined ? {} : { target: document.target }),
    file: document.file,
    line: document.line,
    ...(sid === undefined ? {} : { name: sid }),
    says,
  };
}

function isPlaced(statement: Statement): statement is GrantedStatement {
  return "source" in statement;
}

/** Whether a document of Terraform holds a statement: by its name, else by its actions. */
function writes({ attributes }: ResourceEntry, { sid, actions = [] }: Statement): boolean {
  if (sid !== undefined) return settingAt(attributes, ["statement.sid"]).includes(sid);
  const held = new Set(settingAt(attributes, ["statement.actions"]).map((action) => String(action).toLowerCase()));
  return actions.length > 0 && actions.every((action) => held.has(action));
}

const WHERE: { readonly [key: string]: string } = {
  "aws:sourcevpce": "through VPC endpoint",
  "aws:sourcevpc": "from VPC",
  "aws:sourceip": "from addresses",
  "aws:vpcsourceip": "from addresses within the VPC",
  "aws:principalorgid": "for members of organisation",
  "aws:principalorgpaths": "for members of organisation unit",
  "aws:principalaccount": "for account",
  "aws:principalarn": "for",
  "aws:sourceaccount": "on behalf of account",
  "aws:sourcearn": "on behalf of",
  "aws:sourceorgid": "on behalf of organisation",
  "s3:dataaccesspointarn": "through access point",
  "s3:dataaccesspointaccount": "through access points of account",
  "kms:viaservice": "through service",
  "aws:calledvia": "through service",
  "iam:passedtoservice": "to service",
};

/** What a condition asks of a request, in words; `denied`: it stands in a denial, which holds off those whom it fits. */
export function conditionText({ operator, key, values }: PolicyCondition, denied: boolean): string {
  const negative = /not/i.test(operator) !== denied;
  const said = cut(list(values));
  if (key === "aws:multifactorauthpresent")
    return (values[0] ?? "").toLowerCase() === String(!denied) ? "only with a second factor" : "only without a second factor";
  if (key === "aws:securetransport") return "only over TLS";
  if (key.startsWith("aws:principaltag/")) return `only ${negative ? "without" : "with"} tag ${key.slice(17)} = ${said} on the caller`;
  if (/resourcetag\/|existingobjecttag\//.test(key))
    return `only ${negative ? "without" : "with"} tag ${key.split("/")[1]} = ${said} on the resource`;
  if (/^date/i.test(operator)) return `only where ${key} is ${operator} ${said}`;
  const where = WHERE[key];
  if (where !== undefined) return `${negative ? "not" : "only"} ${where} ${said}`;
  return `depends on ${key} (${denied ? "unless " : ""}${operator} ${said})`;
}

/** What of its conditions is not met by itself in a request. */
export function conditionsOf(statement: Statement, context: RequestContext): readonly string[] {
  const denied = statement.effect === "Deny";
  return statement.conditions.flatMap((condition) =>
    conditionOutcome(condition, context) === "unknown" || (!denied && conditionOutcome(condition, context) === "choice")
      ? [conditionText(condition, denied)]
      : [],
  );
}
