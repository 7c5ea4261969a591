import type { ResourceEntry } from "@castellan/graph";
import { type ResourceIndex, resourceIndexOf } from "../../rules/settings/resource-index.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import { Carriers } from "./carriers.ts";
import { type ControlLevel, controlLevelsOf } from "./controls.ts";
import { OWN_ACCOUNT, type PrincipalPattern, type Statement } from "./policy.ts";
import { type Principal, principalsOf } from "./principals.ts";
import type { ContextValue, RequestContext } from "./request-context.ts";
import { rootOf } from "./resource-names.ts";

/** What was read of AWS, with look-ups; built once for an answer. */
export class AwsWorld {
  readonly resources: readonly ResourceEntry[];
  readonly principals: readonly Principal[];
  readonly carriers: Carriers;
  readonly controls: readonly ControlLevel[];
  readonly #index: ResourceIndex;
  readonly #byAddress = new Map<string, ResourceEntry>();
  readonly #own: ReadonlySet<string>;

  constructor(resources: readonly ResourceEntry[]) {
    this.resources = resources;
    this.principals = principalsOf(resources).filter(({ kind }) => kind !== "group");
    this.carriers = new Carriers(resources, this.principals);
    this.controls = controlLevelsOf(resources);
    this.#index = resourceIndexOf(resources);
    for (const resource of resources) this.#byAddress.set(`${rootOf(resource)}|${resource.address}`, resource);
    this.#own = ownAccounts(resources);
  }

  ofTypes(types: readonly string[]): readonly ResourceEntry[] {
    return this.#index.ofTypes(types);
  }

  linked(to: ResourceEntry, types: readonly string[], by: readonly string[]): readonly ResourceEntry[] {
    return this.#index.linkedFrom(to, types, by);
  }

  at(address: string, root: string): ResourceEntry | undefined {
    return this.#byAddress.get(`${root}|${address}`);
  }

  /** Documents of Terraform that a policy is written in. */
  documentsOf(source: ResourceEntry): readonly ResourceEntry[] {
    return [...new Set(Object.values(source.references ?? {}).flat())].flatMap((address) => {
      const found = this.at(address, rootOf(source));
      return found?.type === "aws_iam_policy_document" ? [found] : [];
    });
  }

  /** A principal of a policy, with the own account in one form. */
  ownForm(pattern: PrincipalPattern): PrincipalPattern {
    if (pattern.type !== "AWS") return pattern;
    const found = ACCOUNT_PART.exec(pattern.value);
    const account = found?.[2] ?? pattern.value;
    const own = this.#own.has(account) || /caller_identity|AWS::AccountId/.test(account);
    if (!own) return pattern;
    return { type: "AWS", value: found === null ? OWN_ACCOUNT : `${found[1]}${OWN_ACCOUNT}${found[3]}` };
  }

  /** Statements of a resource's policy, with the own account in one form. */
  ownForms<S extends Statement>(statements: readonly S[]): readonly S[] {
    return statements.map((statement) => ({
      ...statement,
      ...(statement.principals === undefined ? {} : { principals: statement.principals.map((pattern) => this.ownForm(pattern)) }),
      ...(statement.notPrincipals === undefined ? {} : { notPrincipals: statement.notPrincipals.map((pattern) => this.ownForm(pattern)) }),
    }));
  }

  /** What is known of a request that a principal makes itself. */
  contextOf({ kind, name, arns, resource }: Principal): RequestContext {
    return {
      "aws:principaltype": { values: [kind === "user" ? "User" : "AssumedRole"] },
      "aws:principalarn": { values: arns, aliases: true },
      "aws:principalaccount": this.ownAccount(),
      "aws:username": kind === "user" ? { values: [name] } : "absent",
      "aws:principalisawsservice": { values: ["false"] },
      "aws:principalservicename": "absent",
      "aws:sourcearn": "absent",
      "aws:sourceaccount": "absent",
      ...tags(resource, "aws:principaltag/"),
    };
  }

  ownAccount(): ContextValue {
    const values = [OWN_ACCOUNT, "${data.aws_caller_identity.current.account_id}", "${AWS::AccountId}", ...this.#own];
    return { values, aliases: true, ...(this.#own.size === 0 ? { open: true as const } : {}) };
  }
}

const ACCOUNT_PART = /^(arn:[\w-]+:(?:iam|sts)::)(\d{12}|\$\{[^}]{1,200}\})(:.{1,2048})$/;

/** What a resource is tagged with, as keys of a request. */
export function tags({ attributes }: ResourceEntry, prefix: string): RequestContext {
  const context: { [key: string]: ContextValue } = {};
  for (const [key, value] of Object.entries(settingAt(attributes, ["tags"])[0] ?? {}))
    if (typeof value === "string") context[`${prefix}${key.toLowerCase()}`] = value.includes("${") ? "unknown" : { values: [value] };
  return context;
}

/** Account numbers that the configuration calls its own, or in which it names roles that it declares. */
function ownAccounts(resources: readonly ResourceEntry[]): ReadonlySet<string> {
  return new Set(
    resources.flatMap(({ attributes }) =>
      settingAt(attributes, ["account_id", "allowed_account_ids"])
        .map(String)
        .filter((value) => /^\d{12}$/.test(value)),
    ),
  );
}
