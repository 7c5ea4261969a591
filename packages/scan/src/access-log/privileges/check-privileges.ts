import type { Json } from "@castellan/graph";
import { escalationsOf, isAdministrator } from "../../access/aws/escalation.ts";
import { OWN_ACCOUNT, type Statement } from "../../access/aws/policy.ts";
import { type Principal, principalsOf } from "../../access/aws/principals.ts";
import type { Hop } from "../../paths/hop.ts";
import { rolePowerHops } from "../../paths/role-powers.ts";
import type { ScanResult } from "../../result.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import { logFiles, type ReadLog, readLog } from "../read-logs.ts";
import { type Reduction, reducePolicy } from "./reduce-policy.ts";
import { UsedRights } from "./used-rights.ts";

/** What a declared principal was granted and did not use. */
export interface PrincipalPrivileges {
  readonly principal: string;
  readonly address: string;
  readonly file: string;
  readonly line: number;
  /** ARN in the logs; undefined where the logs do not show it at all. */
  readonly observedAs?: string;
  readonly usedRights: number;
  readonly denied: number;
  readonly cut: Reduction["cut"];
  /** Kept because these logs would not show their use. */
  readonly unknown: readonly string[];
  readonly proved: number;
  readonly unexplained: readonly { readonly action: string; readonly resource: string }[];
  /** Policies of the principal whose text was not read: nothing is known of what they grant. */
  readonly unread: readonly string[];
  readonly policy?: Json;
  /** Powers that are gone with the reduced policy. */
  readonly lostPowers: readonly string[];
}

export interface PrivilegesCheck {
  readonly schema: "castellan/access-log-privileges/1";
  readonly window: { readonly from: string; readonly to: string; readonly days: number };
  readonly principals: readonly PrincipalPrivileges[];
  /** Who acts in the logs and is not declared in the scan. */
  readonly undeclared: readonly string[];
  /** Attack paths of the scan that go over a power which the reduced policies take away. */
  readonly fallingPaths: readonly { readonly id: string; readonly title: string; readonly cut: string }[];
  readonly logs: readonly ReadLog[];
}

/** Granted minus used for every user and role of a scan, with the reduced policies proved by the evaluator. */
export async function checkPrivileges(paths: readonly string[], scan: ScanResult, signal?: AbortSignal): Promise<PrivilegesCheck> {
  const used = new UsedRights();
  const logs: ReadLog[] = [];
  for (const file of logFiles(paths)) logs.push(await readLog(file, (event) => used.observe(event), signal));
  return { ...comparePrivileges(scan, used), logs };
}

/** The same from rights that were counted already. */
export function comparePrivileges(scan: ScanResult, used: UsedRights): Omit<PrivilegesCheck, "logs"> {
  const { resources } = scan.inventory;
  const principals = principalsOf(resources);
  const names = namesIn(scan);
  const concrete = bucketNames(scan);
  const observedArn = new Map<string, string>();
  for (const arn of used.principals) {
    const short = /:(?:role|user)\/(?:.*\/)?([^/]+)$/.exec(arn);
    if (short !== null) observedArn.set(`${arn.includes(":role/") ? "role" : "user"} ${short[1]}`, arn);
  }
  const declared = new Set<string>();
  const after: Principal[] = [];
  const reductions = new Map<Principal, { readonly arn: string | undefined; readonly reduction: Reduction }>();
  for (const principal of principals) {
    const arn = principal.kind === "group" ? undefined : observedArn.get(`${principal.kind} ${principal.name}`);
    if (arn !== undefined) declared.add(arn);
    // Who does not appear at all may work in a quarter: it is said, not cut.
    if (principal.kind === "group" || arn === undefined || used.overflow.has(arn)) {
      after.push(principal);
      continue;
    }
    const reduction = reducePolicy(principal.identity, {
      rights: used.of(arn),
      names,
      shows: (action, on) => used.shows(action, on.map(concrete)),
    });
    reductions.set(principal, { arn, reduction });
    after.push({ ...principal, identity: reduction.statements.map((statement) => ({ ...statement, source: principal.resource })) });
  }
  const lost = lostHops(rolePowerHops(scan.inventory, principals), rolePowerHops(scan.inventory, after));
  const escalationsAfter = new Set(escalationsOf(after).map(({ principal, id }) => `${principal.resource.address} ${id}`));
  const days = used.last >= used.first ? Math.floor(used.last / 86_400_000) - Math.floor(used.first / 86_400_000) + 1 : 0;
  return {
    schema: "castellan/access-log-privileges/1",
    window: { from: isoOf(used.first), to: isoOf(used.last), days },
    principals: principals
      .filter(({ kind }) => kind !== "group")
      .map((principal): PrincipalPrivileges => {
        const found = reductions.get(principal);
        const { name, resource, unread } = principal;
        const place = { principal: name, address: resource.address, file: resource.file, line: resource.line, unread };
        if (found === undefined || found.arn === undefined)
          return { ...place, usedRights: 0, denied: 0, cut: [], unknown: [], proved: 0, unexplained: [], lostPowers: [] };
        const { arn, reduction } = found;
        const account = /::(\d{12}):/.exec(arn)?.[1] ?? OWN_ACCOUNT;
        const reduced = after.find((each) => each.resource === resource);
        const powers = [
          ...(isAdministrator(principal) && reduced !== undefined && !isAdministrator(reduced) ? ["rule the whole account"] : []),
          ...escalationsOf(principals)
            .filter((each) => each.principal === principal && !escalationsAfter.has(`${resource.address} ${each.id}`))
            .map(({ how }) => how),
        ];
        return {
          ...place,
          observedAs: arn,
          usedRights: used.of(arn).length,
          denied: used.deniedOf(arn),
          cut: reduction.cut,
          unknown: reduction.unknown,
          proved: reduction.proved,
          unexplained: reduction.unexplained.map(({ action, resource: on }) => ({ action, resource: on })).slice(0, 50),
          policy: policyDocument(reduction.statements, account),
          lostPowers: [...new Set(powers)].sort(),
        };
      })
      .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0)),
    undeclared: used.principals.filter((arn) => !declared.has(arn)),
    fallingPaths: scan.paths.flatMap(({ id, title, steps }) => {
      const cut = steps.flatMap(({ asset, via }, at) => {
        const from = steps[at - 1]?.asset;
        return from !== undefined && via !== undefined && lost.has(`${from}|${via}|${asset}`) ? [`${from} ${via} ${asset}`] : [];
      })[0];
      return cut === undefined ? [] : [{ id, title, cut }];
    }),
  };
}

function lostHops(before: readonly Hop[], after: readonly Hop[]): ReadonlySet<string> {
  const stays = new Set(after.map(({ from, via, to }) => `${from}|${via}|${to}`));
  return new Set(before.map(({ from, via, to }) => `${from}|${via}|${to}`).filter((hop) => !stays.has(hop)));
}

/** ARNs in logs are what configuration may write as a reference: `${aws_s3_bucket.data.arn}/train/x`. */
function namesIn({ inventory: { resources } }: ScanResult): (resource: string) => readonly string[] {
  const addresses = new Map<string, string[]>();
  for (const { address, attributes, type } of resources) {
    const [name] = settingAt(attributes, [
      "bucket",
      "bucket_name",
      "BucketName",
      "function_name",
      "FunctionName",
      "name",
      "Name",
      "EndpointName",
    ]);
    if (typeof name !== "string") continue;
    const key = `${/s3/i.test(type) ? "s3" : "other"} ${name}`;
    addresses.set(key, [...(addresses.get(key) ?? []), address]);
  }
  return (resource) => {
    const object = /^arn:aws:s3:::([^/]+)(\/.*)?$/.exec(resource);
    const name = object?.[1] ?? /[:/]([^:/]+)$/.exec(resource)?.[1] ?? "";
    const found = addresses.get(`${object === null ? "other" : "s3"} ${name}`) ?? [];
    return [resource, ...found.flatMap((address) => [`\${${address}.arn}${object?.[2] ?? ""}`, `\${${address}.Arn}${object?.[2] ?? ""}`])];
  };
}

/** A bucket that is written as a reference, by its name. */
function bucketNames({ inventory: { resources } }: ScanResult): (resource: string) => string {
  const buckets = new Map<string, string>();
  for (const { address, attributes, type } of resources) {
    const [name] = /s3/i.test(type) ? settingAt(attributes, ["bucket", "bucket_name", "BucketName"]) : [];
    if (typeof name === "string") buckets.set(address, name);
  }
  return (resource) =>
    resource.replace(/^\$\{(.+?)\.(?:arn|Arn)\}/, (whole, address: string) =>
      buckets.has(address) ? `arn:aws:s3:::${buckets.get(address)}` : whole,
    );
}

/** Services whose ARNs have no region. */
const WITHOUT_REGION = new Set(["s3", "iam", "organizations", "route53", "cloudfront", "sts"]);

/** Statements as a policy document; accounts and regions that were put into one form are written out again. */
function policyDocument(statements: readonly Statement[], account: string): Json {
  const written = (arn: string): string => {
    const [, service = "", number = "", rest = ""] = /^arn:aws:([^:]*)::([^:]*):(.*)$/s.exec(arn) ?? [];
    if (service === "") return arn;
    return `arn:aws:${service}:${WITHOUT_REGION.has(service) ? "" : "*"}:${number === OWN_ACCOUNT ? account : number}:${rest}`;
  };
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ effect, actions, notActions, resources, notResources, conditions }) => ({
      Effect: effect,
      ...(actions === undefined ? {} : { Action: actions }),
      ...(notActions === undefined ? {} : { NotAction: notActions }),
      ...(resources === undefined ? {} : { Resource: resources.map(written) }),
      ...(notResources === undefined ? {} : { NotResource: notResources.map(written) }),
      ...(conditions.length === 0 ? {} : { Condition: conditionsOf(conditions) }),
    })),
  };
}

function conditionsOf(conditions: Statement["conditions"]): Json {
  const operators: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of conditions) operators[operator] = { ...operators[operator], [key]: values };
  return operators;
}

function isoOf(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString() : "";
}
