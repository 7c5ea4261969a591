import type { AccessEvent } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { AccessLogRow, RowCondition } from "../../knowledge/access-log/row.ts";
import { fits } from "../access/aws/pattern.ts";

/** What is known of the principal when an event is judged. */
export interface Familiarity {
  readonly ownAccount: (account: string) => boolean;
  readonly newNetwork: boolean;
  readonly newResource: boolean;
}

/** Strings of a request that are looked at: a body of a million is bounded. */
const [STRINGS, LENGTH] = [2_000, 20_000];

/** Rows by action: an action is compared with the patterns once. */
export class RowIndex {
  readonly #rows: readonly { readonly row: AccessLogRow; readonly patterns: readonly string[] }[];
  readonly #known = new Map<string, readonly AccessLogRow[]>();

  constructor(rows: readonly AccessLogRow[]) {
    this.#rows = rows.map((row) => ({ row, patterns: row.actions.flatMap(alternatives) }));
  }

  of(action: string): readonly AccessLogRow[] {
    let rows = this.#known.get(action);
    if (rows === undefined) {
      rows = this.#rows.filter(({ patterns }) => patterns.some((pattern) => fits(pattern, action))).map(({ row }) => row);
      if (this.#known.size < 50_000) this.#known.set(action, rows);
    }
    return rows;
  }
}

/** `iam:CreateUser|CreateRole` are `iam:CreateUser` and `iam:CreateRole`. */
function alternatives(pattern: string): readonly string[] {
  const colon = pattern.indexOf(":");
  return pattern
    .slice(colon + 1)
    .split("|")
    .map((name) => (colon < 0 ? name : `${pattern.slice(0, colon)}:${name}`));
}

/** Whether the parts of a row hold that one event decides; how many there were in the hour is judged at its end. */
export function rowHolds({ outcome = "any", when }: AccessLogRow, event: AccessEvent, known: Familiarity): boolean {
  if (outcome !== "any" && event.outcome !== outcome) return false;
  return when === undefined || holds(when, event, known);
}

function holds(when: RowCondition, event: AccessEvent, known: Familiarity): boolean {
  if (when.newNetwork === true && !known.newNetwork) return false;
  if (when.newResource === true && !known.newResource) return false;
  if (when.session !== undefined && (event.session === undefined || !fits(when.session, event.session))) return false;
  if (when.agent !== undefined && !when.agent.some((agent) => event.userAgent !== undefined && fits(agent, event.userAgent))) return false;
  if (when.resource !== undefined) {
    const { resource } = when;
    if (
      !event.resources
        .concat(event.principalKind === "root" ? [event.principal] : [])
        .some((name) => resource.some((pattern) => fits(pattern, name)))
    )
      return false;
  }
  if (when.others === true && !aboutOthers(event)) return false;
  if (when.outside === true && !namesOutside(event.parameters, known.ownAccount)) return false;
  const { parameter } = when;
  if (parameter === undefined) return true;
  if (parameter.name.includes("anonymous")) return event.principalKind === "anonymous";
  let found = false;
  eachText(event.parameters, (text, name) => {
    found ||= parameter.name.some((each) => fits(each, name)) && parameter.is.some((pattern) => textFits(pattern, text));
  });
  return found;
}

/** `\\*` is a star. */
function textFits(pattern: string, text: string): boolean {
  return pattern.includes("\\*") ? pattern.replace("\\*", "*") === text : fits(pattern, text);
}

/** Parameters that name a user; without one the caller means itself. */
function aboutOthers({ principal, parameters }: AccessEvent): boolean {
  let other = false;
  eachText(parameters, (text, name) => {
    other ||= /^(?:userName|roleName|groupName)$/i.test(name) && !principal.endsWith(`/${text}`);
  });
  return other;
}

/** An account that is not of the organisation, everybody, or a public group. */
export function namesOutside(parameters: Json | undefined, ownAccount: (account: string) => boolean): boolean {
  let outside = false;
  eachText(parameters, (text, name, conditional) => {
    if (outside) return;
    if (/^\d{12}$/.test(text)) outside = !ownAccount(text);
    else if (/^(?:all|\*)$/i.test(text)) outside = !conditional && /group|user|attribute|principal|account|^AWS$/i.test(name);
    else if (/groups\/global\/A(?:ll|uthenticated)Users/.test(text)) outside = true;
    else {
      const account = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(text)?.[1];
      outside = account !== undefined && !ownAccount(account);
    }
  });
  return outside;
}

/**
 * Every text of a request, with its key; policies written as text are opened, what they deny is left out, and it is said
 * where a condition narrows what stands beside it.
 */
function eachText(value: Json | undefined, visit: (text: string, name: string, conditional: boolean) => void): void {
  let budget = STRINGS;
  const walk = (item: Json | undefined, key: string, depth: number, conditional: boolean): void => {
    if (budget-- <= 0 || depth > 12) return;
    if (typeof item === "string") {
      const policy = item.length <= LENGTH && /^\s*\{/.test(item) ? parsed(item) : undefined;
      if (policy === undefined) visit(item.slice(0, LENGTH), key, conditional);
      else walk(policy, key, depth + 1, conditional);
    } else if (typeof item === "number" || typeof item === "boolean") visit(String(item), key, conditional);
    else if (isList(item)) for (const each of item) walk(each, key, depth + 1, conditional);
    else if (typeof item === "object" && item !== null) {
      if (item["Effect"] === "Deny") return;
      const narrowed = conditional || item["Condition"] !== undefined;
      for (const [inner, each] of Object.entries(item)) if (inner !== "Condition") walk(each, inner, depth + 1, narrowed);
    }
  };
  walk(value, "", 0, false);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
