import type { ResourceEntry } from "@castellan/graph";
import type { PowerRow } from "../../../knowledge/access/aws-powers.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import type { ControlLevel } from "./controls.ts";
import { type Decision, decide, type Policies } from "./decide.ts";
import { conditionsOf } from "./describe.ts";
import { mayAtAll } from "./escalation.ts";
import { OWN_ACCOUNT, type Statement } from "./policy.ts";
import { type Caller, callerNamed } from "./principal-match.ts";
import type { GrantedStatement, Principal } from "./principals.ts";
import type { RequestContext } from "./request-context.ts";
import { ANY_OBJECT, arnsFor, plainNames, rootOf } from "./resource-names.ts";
import { isPublic, policyOf } from "./resource-policies.ts";
import { resourceFits } from "./statements.ts";
import { expand } from "./variables.ts";
import { type AwsWorld, tags } from "./world.ts";

/** What somebody may do to one place. */
export interface Judged {
  readonly effect: "allowed" | "conditional" | "unknown";
  readonly actions: readonly string[];
  readonly by: readonly Statement[];
  readonly conditions: readonly string[];
}

/** A resource with its policy, its key, its block of public access; asked many times. */
export class JudgedPlace {
  readonly resource: ResourceEntry;
  readonly row: PowerRow;
  readonly statements: readonly GrantedStatement[] | undefined;
  readonly open: readonly ResourceEntry[];
  readonly #world: AwsWorld;
  readonly #part: string;
  readonly #context: RequestContext;
  readonly #key: ResourceEntry | undefined;
  readonly #keyStatements: readonly Statement[];

  constructor(resource: ResourceEntry, row: PowerRow, world: AwsWorld, part: string | undefined) {
    this.resource = resource;
    this.row = row;
    this.#world = world;
    this.#part = part ?? "*";
    const { statements, open } = policyOf(resource, world);
    this.open = open;
    const kept = statements === undefined ? undefined : world.ownForms(statements);
    this.statements = kept === undefined || !restrictsPublic(resource, world) ? kept : kept.filter((statement) => !isPublic(statement));
    this.#context = {
      "aws:resourceaccount": world.ownAccount(),
      "s3:resourceaccount": world.ownAccount(),
      ...tags(resource, "aws:resourcetag/"),
      ...tags(resource, "s3:bucket/tag/"),
    };
    this.#key = keyOf(resource, world);
    this.#keyStatements = this.#key === undefined ? [] : world.ownForms(policyOf(this.#key, world).statements ?? wholeAccount(this.#key));
  }

  /** A user or role of the same configuration; undefined where it may not. */
  byPrincipal(principal: Principal, actions: readonly string[]): Judged | undefined {
    const local = rootOf(principal.resource) === rootOf(this.resource);
    // Twins of an environment name their own things alike.
    if (!local && this.#hasTwin(principal)) return undefined;
    const caller: Caller = {
      kind: principal.kind === "user" ? "user" : "role",
      names: local ? principal.arns : principal.arns.slice(-1),
      account: OWN_ACCOUNT,
    };
    const context = { ...this.#context, ...this.#world.contextOf(principal) };
    const policies = {
      identity: principal.identity,
      ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }),
    };
    const possible = actions.filter((action) => this.statements !== undefined || mayAtAll(principal, action.toLowerCase()));
    return this.#judge(possible, caller, context, policies, local, principal.resource);
  }

  /** Somebody whom the policy of the resource names: an outside account, a service, anyone. */
  byOutsider(caller: Caller, actions: readonly string[]): Judged | undefined {
    const service = caller.kind === "service";
    const context: RequestContext = {
      ...this.#context,
      "aws:principalarn":
        service || caller.kind === "anonymous" ? "absent" : caller.kind === "account" ? "unknown" : { values: caller.names },
      "aws:principalaccount":
        caller.account === undefined ? (service || caller.kind === "anonymous" ? "absent" : "unknown") : { values: [caller.account] },
      "aws:principalisawsservice": { values: [String(service)] },
      ...(service ? {} : { "aws:sourcearn": "absent" as const, "aws:sourceaccount": "absent" as const }),
      ...(caller.kind === "anonymous" ? { "aws:principalorgid": "absent" as const } : {}),
    };
    // Their own account lets them, or it may let them: that is not ours to see.
    return this.#judge(actions, caller, context, { identity: [ALL], crossAccount: true }, true);
  }

  #judge(
    actions: readonly string[],
    caller: Caller,
    context: RequestContext,
    policies: Policies,
    local: boolean,
    home = this.resource,
  ): Judged | undefined {
    const found: Judged[] = [];
    for (const action of actions) {
      const judged = this.#one(action, caller, context, policies, local, home);
      if (judged !== undefined) found.push(judged);
    }
    const effect = (["allowed", "conditional", "unknown"] as const).find((each) => found.some((judged) => judged.effect === each));
    if (effect === undefined) return undefined;
    const best = found.filter((judged) => judged.effect === effect);
    return {
      effect,
      actions: best.flatMap((judged) => judged.actions),
      by: [...new Set(best.flatMap(({ by }) => by))],
      conditions: [...new Set(best.flatMap(({ conditions }) => conditions))].sort(),
    };
  }

  #one(
    written: string,
    caller: Caller,
    context: RequestContext,
    policies: Policies,
    local: boolean,
    home: ResourceEntry,
  ): Judged | undefined {
    const action = written.toLowerCase();
    const resource = arnsFor(this.resource, this.row, action, local, this.#part);
    const request = { action, resource, context, caller, openNames: true };
    const own: Policies = {
      ...policies,
      ...(this.statements === undefined ? {} : { resource: this.statements }),
    };
    const levels = this.#levels(caller, home);
    const certain = { ...own, ...gates(levels.filter(({ reach }) => reach === "yes")) };
    const decision = decide(request, certain);
    if (decision.effect === "deny") return undefined;
    const conditions = [...this.#conditions(decision, context), ...this.#parts(decision, action)];
    const key = this.#keyAllows(action, caller, context, policies, local);
    if (key.effect === "deny") return undefined;
    if (key.effect === "unknown")
      conditions.push(`depends on ${this.#key?.address ?? "its key"} (${key.conditions.join(", ") || "its policy"})`);
    const limiting = levels.filter(
      (level) => level.reach === "perhaps" && decide(request, { ...own, ...gates([level]) }).effect === "deny",
    );
    for (const { level } of limiting)
      for (const { address } of level.sources) conditions.push(`unless ${address} holds here (attached to ${level.attachedTo})`);
    const effect = conditions.some((each) => each.startsWith("unknown"))
      ? "unknown"
      : decision.effect === "allow" && limiting.length === 0 && key.effect === "allow"
        ? "allowed"
        : "conditional";
    return { effect, actions: [written], by: decision.by.filter((statement) => statement !== ALL), conditions };
  }

  /** What circumstances a decision waits for, and what names have no value here. */
  #conditions(decision: Decision, context: RequestContext): readonly string[] {
    const texts: string[] = [];
    for (const statement of [...decision.by, ...(decision.unless ?? [])]) {
      texts.push(...conditionsOf(statement, context));
      for (const pattern of [...(statement.resources ?? []), ...(statement.notResources ?? [])]) {
        const expanded = expand(pattern, context);
        if (expanded.state === "unknown") texts.push(`unknown: depends on ${expanded.keys.join(", ")}`);
      }
    }
    if (decision.effect === "unknown" && texts.length === 0)
      for (const statement of decision.by) {
        const open = (statement.resources ?? []).flatMap((pattern) => /\$\{[^}]{0,200}\}/.exec(pattern)?.[0] ?? []);
        texts.push(`unknown: depends on ${open.slice(0, 3).join(", ") || "what was not read"}`);
      }
    return [...new Set(texts)];
  }

  /** Where a grant reaches a part of what is asked for. */
  #parts(decision: Decision, action: string): readonly string[] {
    if (this.#part !== "*" || this.row.inside?.includes(action) !== true) return [];
    const whole = arnsFor(this.resource, this.row, action, true, ANY_OBJECT);
    const speaking = decision.by.filter(({ effect, resources }) => effect === "Allow" && resources !== undefined);
    const narrow = speaking.filter(
      (statement) => resourceFits(statement, { action, resource: whole, context: {}, openNames: true }) === "no",
    );
    if (narrow.length === 0 || narrow.length < speaking.length) return [];
    const part = arnsFor(this.resource, this.row, action, true, "*");
    const reaching = narrow.flatMap((statement) =>
      (statement.resources ?? []).filter(
        (pattern) =>
          resourceFits({ ...statement, resources: [pattern] }, { action, resource: part, context: {}, openNames: true }) !== "no",
      ),
    );
    return [`only for ${[...new Set(reaching)].slice(0, 3).join(", ")}`];
  }

  /** Whether the key of the bucket lets them encrypt or decrypt; what has no key of its own needs none. */
  #keyAllows(
    action: string,
    caller: Caller,
    context: RequestContext,
    policies: Policies,
    local: boolean,
  ): { readonly effect: Decision["effect"]; readonly conditions: readonly string[] } {
    const wanted = KEY_ACTIONS[action];
    const key = this.#key;
    if (wanted === undefined || key === undefined) return { effect: "allow", conditions: [] };
    const { crossAccount, ...rest } = policies;
    const decision = decide(
      {
        action: wanted,
        resource: [`\${${key.address}.arn}`, `\${${key.address}.Arn}`, "*"],
        context: { ...context, "kms:viaservice": { values: ["s3.eu-west-1.amazonaws.com"], open: true } },
        caller,
        openNames: true,
      },
      { ...rest, resource: this.#keyStatements, resourceMustAllow: true, ...(crossAccount === true ? { crossAccount } : {}) },
    );
    return { effect: decision.effect, conditions: local ? this.#conditions(decision, context) : [] };
  }

  /** Those of principals bind the principals of the own accounts, where they stand; those of resources bind whoever asks. */
  #levels(caller: Caller, home: ResourceEntry): readonly Reaching[] {
    return this.#world.controls.flatMap((level): readonly Reaching[] => {
      if (level.kind === "service" && caller.account !== OWN_ACCOUNT) return [];
      const reach = level.reaches(level.kind === "service" ? home : this.resource);
      return reach === "no" ? [] : [{ level, reach }];
    });
  }

  #hasTwin(principal: Principal): boolean {
    const names = new Set(plainNames(this.resource, this.row));
    const root = rootOf(principal.resource);
    if (names.size === 0) return true;
    return this.#world
      .ofTypes([this.resource.type])
      .some((other) => other !== this.resource && rootOf(other) === root && plainNames(other, this.row).some((name) => names.has(name)));
  }

  /** Whom the policy names beside those that are declared here. */
  outsiders(): readonly { readonly caller: Caller; readonly name: string }[] {
    const found = new Map<string, Caller>();
    for (const { effect, principals = [], notPrincipals } of this.statements ?? []) {
      if (effect !== "Allow") continue;
      if (notPrincipals !== undefined) found.set("*", callerNamed("*"));
      for (const { type, value } of principals) {
        if (type === "*" || value === "*") found.set("*", callerNamed("*"));
        else if (type === "Service") found.set(value, { kind: "service", names: [value] });
        else if (type === "AWS" && !isOwn(value)) found.set(value, callerNamed(value));
        else if (type === "Federated") found.set(value, { kind: "federated", names: [value] });
      }
    }
    return [...found].map(([name, caller]) => ({ caller, name }));
  }
}

/** Somebody of the own account, or a resource of this configuration by reference. */
function isOwn(value: string): boolean {
  return value.includes(OWN_ACCOUNT) || /^\$\{(?!var\.|local\.)[^}]{1,300}\}$/.test(value);
}

const ALL: Statement = { effect: "Allow", actions: ["*"], resources: ["*"], conditions: [] };

const KEY_ACTIONS: { readonly [action: string]: string } = {
  "s3:getobject": "kms:decrypt",
  "s3:getobjectversion": "kms:decrypt",
  "s3:putobject": "kms:generatedatakey",
};

/** The key policy that a key has when none is written: its account may hand it on. */
function wholeAccount(source: ResourceEntry): readonly GrantedStatement[] {
  return [
    {
      effect: "Allow",
      actions: ["kms:*"],
      resources: ["*"],
      principals: [{ type: "AWS", value: `arn:aws:iam::${OWN_ACCOUNT}:root` }],
      conditions: [],
      source,
    },
  ];
}

const ENCRYPTION = ["aws_s3_bucket_server_side_encryption_configuration"];
const KEYS = ["aws_kms_key", "awscc_kms_key", "AWS::KMS::Key"];

/** The key of one's own that a bucket is encrypted with, where it is declared. */
function keyOf(bucket: ResourceEntry, world: AwsWorld): ResourceEntry | undefined {
  const settings = [...world.linked(bucket, ENCRYPTION, ["bucket"]), bucket];
  const root = rootOf(bucket);
  for (const { references = {} } of settings)
    for (const [path, addresses] of Object.entries(references))
      if (/kms_master_key_id|KMSMasterKeyID/i.test(path))
        for (const address of addresses) {
          const key = world.at(address, root);
          if (key !== undefined && KEYS.includes(key.type)) return key;
        }
  return undefined;
}

const BLOCKS = ["aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"];

/** Whether S3 refuses or ignores policies that let in everybody. */
function restrictsPublic(bucket: ResourceEntry, world: AwsWorld): boolean {
  const settings = ["block_public_policy", "restrict_public_buckets"];
  const inside = ["PublicAccessBlockConfiguration.BlockPublicPolicy", "PublicAccessBlockConfiguration.RestrictPublicBuckets"];
  const account = world.ofTypes(BLOCKS.slice(1)).filter((block) => rootOf(block) === rootOf(bucket));
  return (
    [...world.linked(bucket, BLOCKS.slice(0, 1), ["bucket"]), ...account].some((block) =>
      settings.some((name) => settingAt(block.attributes, name).some(isTrue)),
    ) || inside.some((name) => settingAt(bucket.attributes, name).some(isTrue))
  );
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

interface Reaching {
  readonly level: ControlLevel;
  readonly reach: "yes" | "perhaps";
}

function gates(levels: readonly Reaching[]): Pick<Policies, "control" | "resourceControl"> {
  const of = (kind: ControlLevel["kind"]): readonly (readonly Statement[])[] =>
    levels.filter(({ level }) => level.kind === kind).map(({ level }) => level.statements);
  return { control: of("service"), resourceControl: of("resource") };
}
