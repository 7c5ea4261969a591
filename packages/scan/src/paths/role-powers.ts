import type { ResourceEntry } from "@castellan/graph";
import { decide } from "../access/aws/decide.ts";
import { escalationsOf, isAdministrator } from "../access/aws/escalation.ts";
import { NameIndex } from "../access/aws/name-index.ts";
import { isEverything } from "../access/aws/pattern.ts";
import { OWN_ACCOUNT } from "../access/aws/policy.ts";
import { type GrantedStatement, type Principal, principalsOf } from "../access/aws/principals.ts";
import { rootOf } from "../access/aws/resource-names.ts";
import { actionFits } from "../access/aws/statements.ts";
import type { Inventory } from "../rules/rule.ts";
import { resourceIndexOf } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { evidenceOf, type Harm, type Hop, nodeOf, WHOLE_ACCOUNT } from "./hop.ts";

/** What a role may do to the resources of its root that carry data, models and images. */
interface Reach {
  readonly types: readonly string[];
  readonly actions: readonly string[];
  readonly via: string;
  /** What is lost with it, where its name or what is known of it says that it matters. */
  readonly harm?: Harm;
  readonly arns: (resource: ResourceEntry) => readonly string[];
}

const ANY = "\u{10ffff}";
const named = (resource: ResourceEntry, ...paths: readonly string[]): readonly string[] =>
  settingAt(resource.attributes, paths).map(String).slice(0, 1);
const symbolic = ({ address }: ResourceEntry, suffix = ""): readonly string[] => [
  `\${${address}.arn}${suffix}`,
  `\${${address}.Arn}${suffix}`,
];

const REACHES: readonly Reach[] = [
  {
    types: ["aws_ecr_repository", "awscc_ecr_repository", "AWS::ECR::Repository"],
    actions: ["ecr:putimage"],
    via: "may push images to",
    arns: (resource) => [
      ...symbolic(resource),
      ...named(resource, "name", "repository_name", "RepositoryName").map((name) => `arn:aws:ecr::${OWN_ACCOUNT}:repository/${name}`),
    ],
  },
  {
    types: ["aws_s3_bucket", "awscc_s3_bucket", "AWS::S3::Bucket"],
    actions: ["s3:getobject"],
    via: "may read",
    harm: "data",
    arns: (resource) => [
      ...symbolic(resource, `/${ANY}`),
      ...named(resource, "bucket", "bucket_name", "BucketName").map((name) => `arn:aws:s3:::${name}/${ANY}`),
    ],
  },
  {
    types: ["aws_s3_bucket", "awscc_s3_bucket", "AWS::S3::Bucket"],
    actions: ["s3:putobject", "s3:deleteobject"],
    via: "may write",
    arns: (resource) => [
      ...symbolic(resource, `/${ANY}`),
      ...named(resource, "bucket", "bucket_name", "BucketName").map((name) => `arn:aws:s3:::${name}/${ANY}`),
    ],
  },
  {
    types: ["aws_sagemaker_endpoint", "AWS::SageMaker::Endpoint"],
    actions: ["sagemaker:updateendpoint"],
    via: "may change",
    arns: (resource) => [
      ...symbolic(resource),
      ...named(resource, "name", "EndpointName").map((name) => `arn:aws:sagemaker::${OWN_ACCOUNT}:endpoint/${name}`),
    ],
  },
  {
    types: ["aws_lambda_function", "AWS::Lambda::Function"],
    actions: ["lambda:updatefunctioncode"],
    via: "may change the code of",
    arns: (resource) => [
      ...symbolic(resource),
      ...named(resource, "function_name", "FunctionName").map((name) => `arn:aws:lambda::${OWN_ACCOUNT}:function:${name}`),
    ],
  },
];

/** Where nothing of a kind is declared beside a role that reaches all of it. */
const EVERY: { readonly [via: string]: { readonly name: string; readonly arn: string; readonly harm: Harm } } = {
  "may read": { name: "every bucket of the account", arn: `arn:aws:s3:::${ANY}/${ANY}`, harm: "data" },
  "may push images to": {
    name: "every image repository of the account",
    arn: `arn:aws:ecr::${OWN_ACCOUNT}:repository/${ANY}`,
    harm: "registry",
  },
};

/** From each role to what it may change, to roles that it becomes, and to the account where it rules. */
export function rolePowerHops(
  inventory: Pick<Inventory, "assets" | "relations" | "resources">,
  principals = principalsOf(inventory.resources),
): readonly Hop[] {
  if (principals.length === 0) return [];
  const reachable = new Reachable(inventory.resources);
  const hops: Hop[] = [];
  for (const principal of principals) {
    if (principal.kind === "group") continue;
    const from = nodeOf(inventory, principal.resource);
    if (isAdministrator(principal)) {
      hops.push(hop(from, WHOLE_ACCOUNT, "may do everything in", principal.identity.slice(0, 1), principal));
      continue;
    }
    for (const reach of REACHES) {
      const { actions, via, harm, arns } = reach;
      const all = EVERY[via];
      if (all !== undefined && !reachable.declared(principal, reach)) {
        const by = granted(principal, actions, [all.arn]);
        if (by.length > 0) hops.push({ ...hop(from, all.name, via, by, principal), harm: all.harm });
      }
      for (const resource of reachable.by(principal, reach)) {
        const by = granted(principal, actions, arns(resource));
        const to = nodeOf(inventory, resource);
        if (by.length > 0)
          hops.push({
            ...hop(from, to, via, by, principal),
            ...(harm !== undefined && isWorthTaking(inventory, resource, to) ? { harm } : {}),
          });
      }
    }
  }
  for (const { principal, becomes, certain, how, by } of escalationsOf(principals)) {
    if (!certain) continue;
    const from = nodeOf(inventory, principal.resource);
    hops.push(
      becomes === undefined
        ? hop(from, WHOLE_ACCOUNT, how, by, principal)
        : hop(from, nodeOf(inventory, becomes.resource), "may become", by, principal),
    );
  }
  return hops;
}

function hop(from: string, to: string, via: string, by: readonly GrantedStatement[], { resource }: Principal): Hop {
  const [source = resource] = by.map((statement) => statement.source);
  return {
    from,
    to,
    via,
    evidence: [evidenceOf(source)],
    confidence: "likely",
    fix: `name what the role needs in ${source.address} (${source.file}:${source.line})`,
  };
}

function granted(principal: Principal, actions: readonly string[], resource: readonly string[]): readonly GrantedStatement[] {
  for (const action of actions) {
    const { effect, by } = decide(
      { action, resource, context: {} },
      { identity: principal.identity, ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }) },
    );
    if (effect === "allow") return by.filter((statement): statement is GrantedStatement => "source" in statement);
  }
  return [];
}

/** Resources by root and name: what the statements of a role can reach is looked up, not tried one by one. */
class Reachable {
  readonly #all: ReturnType<typeof resourceIndexOf>;
  readonly #roots = new Map<string, { readonly list: readonly ResourceEntry[]; readonly index: NameIndex<ResourceEntry> }>();

  constructor(resources: readonly ResourceEntry[]) {
    this.#all = resourceIndexOf(resources);
    for (const reach of REACHES) {
      const byRoot = new Map<string, ResourceEntry[]>();
      for (const resource of this.#all.ofTypes(reach.types)) {
        const key = `${reach.via}|${rootOf(resource)}`;
        const list = byRoot.get(key);
        if (list === undefined) byRoot.set(key, [resource]);
        else list.push(resource);
      }
      for (const [key, list] of byRoot) this.#roots.set(key, { list, index: new NameIndex(list, reach.arns) });
    }
  }

  /** Whether some resource of the kind is declared beside a role. */
  declared({ resource }: Principal, { via }: Reach): boolean {
    return this.#roots.has(`${via}|${rootOf(resource)}`);
  }

  by({ identity, resource }: Principal, { actions, via }: Reach): readonly ResourceEntry[] {
    const known = this.#roots.get(`${via}|${rootOf(resource)}`);
    if (known === undefined) return [];
    const found = new Set<ResourceEntry>();
    for (const statement of identity) {
      if (statement.effect !== "Allow" || !actions.some((action) => actionFits(statement, action))) continue;
      if (statement.resources === undefined || statement.resources.some(isEverything)) return known.list;
      for (const pattern of statement.resources) for (const each of known.index.reachedBy(pattern)) found.add(each);
    }
    return [...found].sort((a, b) => a.line - b.line || (a.address < b.address ? -1 : 1));
  }
}

const WORTH =
  /data|train|model|checkpoint|weight|corpus|feature|chat|conversation|log|customer|user|patient|backup|artifact|artefact|embedding|label|feed|lake|private|secret|mlflow|sagemaker/i;

/** A bucket that holds data sets or models, by what is known of it or by its name. */
export function isWorthTaking({ relations }: Pick<Inventory, "relations">, resource: ResourceEntry, node: string): boolean {
  let inUse = used.get(relations);
  if (inUse === undefined) {
    inUse = new Set(relations.flatMap(({ kind, from, to }) => (HOLDS.has(kind) ? [to] : kind === "materialised_as" ? [from] : [])));
    used.set(relations, inUse);
  }
  return inUse.has(node) || WORTH.test(`${resource.address} ${named(resource, "bucket", "bucket_name", "BucketName", "name").join(" ")}`);
}

const HOLDS: ReadonlySet<string> = new Set(["stored_in", "reads", "writes_to", "fetched_from"]);
const used = new WeakMap<Inventory["relations"], ReadonlySet<string>>();
