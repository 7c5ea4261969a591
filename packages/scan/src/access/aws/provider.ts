import type { ResourceEntry } from "@castellan/graph";
import { AWS_ESCALATIONS } from "../../../knowledge/access/aws-escalations.ts";
import type {
  AccessEstate,
  AccessGrant,
  AccessPlace,
  AccessPrincipal,
  AccessProvider,
  AccessStatement,
  AccessStep,
  Power,
  ProviderAnswer,
} from "../grant.ts";
import { aclGrants } from "./access-lists.ts";
import { type Becoming, whoBecomes } from "./becoming.ts";
import { statementOf } from "./describe.ts";
import { escalationsOf, isAdministrator } from "./escalation.ts";
import { type Judged, JudgedPlace } from "./judge-place.ts";
import type { Statement } from "./policy.ts";
import type { Principal } from "./principals.ts";
import { powerRowOf, rootOf } from "./resource-names.ts";
import { AwsWorld } from "./world.ts";

/** Roles that are followed from one holder back to who may become it. */
const DEPTH = 4;
const GRANTS = 20_000;

/** Who can do what with resources of AWS, by IAM, policies of resources, access lists and organisations. */
export const aws: AccessProvider = {
  id: "aws",
  judge(places, estate): ProviderAnswer {
    const standing = places.flatMap((place, at) => placesAt(place, estate).map((found) => ({ at, place, ...found })));
    if (standing.length === 0) return { judged: [], grants: [], notSeen: [] };
    const world = new AwsWorld(estate.resources);
    const teller = new Teller(world);
    const notSeen: string[] = [];
    for (const { at, place, resource, part } of standing) {
      const row = powerRowOf(resource.type);
      if (row === undefined) continue;
      const judged = new JudgedPlace(resource, row, world, part);
      for (const source of judged.open) notSeen.push(`the policy of ${source.address} (${source.file}:${source.line}) has no text here`);
      notSeen.push(...notRead(resource, row.service, world));
      for (const [power, actions] of entries(row.powers)) {
        const means = place.means[power];
        if (means !== undefined) teller.tell(judged, actions, power, means, at);
      }
    }
    return {
      judged: [...new Set(standing.map(({ at }) => at))],
      grants: teller.grants.slice(0, GRANTS),
      notSeen: [...notSeen, ...unread(world, standing)],
    };
  },
};

/** Grants of other kinds that stand on a resource and are not judged: said, so that nobody takes them for none. */
function notRead(resource: ResourceEntry, service: string, world: AwsWorld): readonly string[] {
  if (service === "aoss")
    return [
      `data access policies of OpenSearch Serverless are not judged: of those listed for ${resource.address}, only whom one names gets in`,
    ];
  if (service !== "s3") return [];
  return world
    .linked(resource, ["aws_s3_access_point", "AWS::S3::AccessPoint"], ["bucket", "Bucket"])
    .map(({ address, file, line }) => `what the access point ${address} (${file}:${line}) grants is not judged`);
}

function entries(powers: { readonly [power in Power]?: readonly string[] }): readonly (readonly [Power, readonly string[]])[] {
  return (["read", "write", "run", "change"] as const).flatMap((power) =>
    powers[power] === undefined ? [] : [[power, powers[power]] as const],
  );
}

/** Attached policies that are not here: what they grant is not known. */
function unread({ principals }: AwsWorld, standing: readonly { readonly resource: ResourceEntry }[]): readonly string[] {
  const roots = new Set(standing.map(({ resource }) => rootOf(resource)));
  return principals
    .filter(({ resource, unread: list }) => list.length > 0 && roots.has(rootOf(resource)))
    .slice(0, 20)
    .map(
      ({ resource, unread: list }) =>
        `${resource.address} (${resource.file}:${resource.line}) has policies that are not here: ${list.slice(0, 3).join(", ")}`,
    );
}

/** The declared resource that a place is; a bucket or repository that is only named counts as well. */
function placesAt(
  { resource, uri }: AccessPlace,
  estate: AccessEstate,
): readonly { readonly resource: ResourceEntry; readonly part?: string }[] {
  if (resource !== undefined && powerRowOf(resource.type) !== undefined) return [{ resource }];
  const bucket = /^s3[an]?:\/\/([^/]{1,255})\/?(.{0,1024})$/i.exec(uri ?? "");
  if (bucket !== null)
    return named(
      estate,
      /(?:s3_bucket|S3::Bucket)$/,
      ["bucket", "bucket_name", "BucketName"],
      bucket[1] ?? "",
      "aws_s3_bucket",
      partOf(bucket[2] ?? ""),
    );
  const image = /^(?:docker:\/\/)?[\w${}.-]{1,200}\.dkr\.ecr\.[\w${}.-]{1,200}\.amazonaws\.com(?:\.cn)?\/([^:@]{1,256})/.exec(uri ?? "");
  if (image !== null)
    return named(
      estate,
      /(?:ecr_repository|ECR::Repository)$/,
      ["name", "repository_name", "RepositoryName"],
      image[1] ?? "",
      "aws_ecr_repository",
    );
  return [];
}

/** An object, or all that lies under a prefix. */
function partOf(path: string): string | undefined {
  if (path === "") return undefined;
  return /\.\w{1,10}$/.test(path) ? path : `${path.replace(/\/+$/, "")}/\u{10ffff}`;
}

function named(
  { resources }: AccessEstate,
  types: RegExp,
  settings: readonly string[],
  name: string,
  type: string,
  part?: string,
): readonly { readonly resource: ResourceEntry; readonly part?: string }[] {
  const more = part === undefined ? {} : { part };
  const found = resources.filter(
    (resource) =>
      resource.external !== true && types.test(resource.type) && settings.some((setting) => resource.attributes[setting] === name),
  );
  if (found.length > 0) return found.map((resource) => ({ resource, ...more }));
  // Nobody declares it here; policies may still name it.
  return [{ resource: { address: name, type, file: "", line: 0, attributes: { [settings[0] ?? "name"]: name }, root: "" }, ...more }];
}

/** Ways to give oneself rights; the others lead to roles, which are followed one by one. */
const RIGHTS = new Set(
  AWS_ESCALATIONS.filter(
    ({ needs, service }) => service === undefined && needs.every(({ actions }) => actions.every((action) => action.startsWith("iam:"))),
  ).map(({ id }) => id),
);

/** Grants of places, with those who come to them through others. */
class Teller {
  readonly grants: AccessGrant[] = [];
  readonly #world: AwsWorld;
  readonly #becoming = new Map<Principal, readonly Becoming[]>();
  readonly #escalations: ReturnType<typeof escalationsOf>;

  constructor(world: AwsWorld) {
    this.#world = world;
    this.#escalations = escalationsOf(world.principals).filter(({ becomes, id }) => becomes === undefined && RIGHTS.has(id));
  }

  tell(place: JudgedPlace, actions: readonly string[], power: Power, means: Power, at: number): void {
    const holders = new Set<Principal>();
    for (const principal of this.#world.principals) {
      const judged = place.byPrincipal(principal, actions);
      if (judged === undefined) continue;
      holders.add(principal);
      this.#add(means, this.#principal(principal), judged, [], at);
      if (principal.kind === "role") this.#through(principal, judged, means, at);
    }
    for (const { caller, name } of place.outsiders()) {
      const judged = place.byOutsider(caller, actions);
      if (judged === undefined) continue;
      const kind =
        caller.kind === "anonymous"
          ? "anyone"
          : caller.kind === "service"
            ? "service"
            : caller.kind === "federated"
              ? "federated identity"
              : "outside account";
      const deputy =
        kind === "service" &&
        !judged.by.some(({ conditions }) => conditions.some(({ key }) => /^aws:source(?:arn|account|orgid)$/.test(key)));
      const conditions = deputy
        ? [...judged.conditions, "for any account that uses the service (no aws:SourceArn or aws:SourceAccount)"]
        : judged.conditions;
      this.#add(means, { kind, name: kind === "anyone" ? "anyone" : name }, { ...judged, conditions }, [], at);
    }
    for (const { principal, judged } of aclGrants(place.resource, power, this.#world)) this.#add(means, principal, judged, [], at);
    this.#escalating(place, actions, holders, means, at);
  }

  /** Who comes to a power by becoming its holder, one move after another. */
  #through(holder: Principal, judged: Judged, power: Power, at: number): void {
    const seen = new Set<Principal | string>([holder]);
    let edge: readonly { readonly role: Principal; readonly steps: readonly AccessStep[]; readonly conditions: readonly string[] }[] = [
      { role: holder, steps: [], conditions: [] },
    ];
    for (let depth = 0; depth < DEPTH && edge.length > 0; depth++) {
      const next: { role: Principal; steps: readonly AccessStep[]; conditions: readonly string[] }[] = [];
      for (const { role, steps, conditions } of edge)
        for (const move of this.#becomers(role)) {
          const declared = isDeclared(move.who);
          const key = declared ? move.who : `${move.who.kind}|${move.who.name}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const way: readonly AccessStep[] = [
            { to: this.#principal(role), via: move.via, statements: this.#statements(move.by), certain: move.certain },
            ...steps,
          ];
          const all = [...new Set([...conditions, ...move.conditions])];
          const effect = judged.effect === "allowed" && way.some(({ certain }) => !certain) ? "conditional" : judged.effect;
          this.#add(
            power,
            declared ? this.#principal(move.who) : move.who,
            { ...judged, effect, conditions: [...new Set([...all, ...judged.conditions])] },
            way,
            at,
          );
          if (declared && move.who.kind === "role") next.push({ role: move.who, steps: way, conditions: all });
        }
      edge = next;
    }
  }

  /** Who may give itself any right, and has this one not yet. */
  #escalating(place: JudgedPlace, actions: readonly string[], holders: ReadonlySet<Principal>, power: Power, at: number): void {
    const told = new Set<Principal>();
    for (const { principal, how, certain, by } of this.#escalations) {
      if (!certain || holders.has(principal) || told.has(principal) || isAdministrator(principal)) continue;
      if (rootOf(principal.resource) !== rootOf(place.resource)) continue;
      told.add(principal);
      const itself = this.#principal(principal);
      this.grants.push({
        power,
        principal: itself,
        effect: "conditional",
        how: "escalation",
        steps: [{ to: itself, via: how, statements: this.#statements(by), certain }],
        actions: actions.slice(0, 3),
        statements: this.#statements(by),
        conditions: ["after giving itself the right"],
        place: at,
      });
    }
  }

  #becomers(role: Principal): readonly Becoming[] {
    let found = this.#becoming.get(role);
    if (found === undefined) {
      found = whoBecomes(role, this.#world);
      this.#becoming.set(role, found);
    }
    return found;
  }

  #add(
    power: Power,
    principal: AccessPrincipal,
    { effect, actions, by, conditions }: Judged,
    steps: readonly AccessStep[],
    place: number,
  ): void {
    this.grants.push({
      power,
      principal,
      effect,
      how: steps.length === 0 ? "direct" : "through",
      steps,
      actions,
      statements: this.#statements(by),
      conditions,
      place,
    });
  }

  #statements(by: readonly Statement[]): readonly AccessStatement[] {
    const found = new Map<string, AccessStatement>();
    for (const statement of by) {
      const told = statementOf(statement, (source) => this.#world.documentsOf(source));
      found.set(`${told.file ?? ""}|${told.line ?? ""}|${told.says}`, told);
    }
    return [...found.values()];
  }

  #principal({ kind, name, resource }: Principal): AccessPrincipal {
    const purposes = this.#world.carriers.purposesOf(resource);
    return {
      kind,
      name,
      resource: resource.address,
      ...(resource.target === undefined ? {} : { target: resource.target }),
      file: resource.file,
      line: resource.line,
      ...(purposes.length === 0 ? {} : { purposes }),
    };
  }
}

function isDeclared(who: Principal | AccessPrincipal): who is Principal {
  return "identity" in who;
}
