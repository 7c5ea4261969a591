import type { ResourceEntry } from "@castellan/graph";
import { LEVELS, SECURABLES } from "../../../knowledge/access/databricks-powers.ts";
import type { AccessGrant, AccessPrincipal, AccessProvider, AccessStatement, AccessStep, Power, ProviderAnswer } from "../grant.ts";
import { type Decision, decide } from "./decide.ts";
import { securableName } from "./names.ts";
import { EVERYBODY, type Permission, type Privilege, Workspace } from "./workspace.ts";

const GRANTS = 20_000;
const POWERS: readonly Power[] = ["read", "write", "run", "change"];

/** Who can do what in Databricks: Unity Catalog, the legacy metastore, and the lists of workspaces. */
export const databricks: AccessProvider = {
  id: "databricks",
  judge(places, estate): ProviderAnswer {
    const standing = places.flatMap(({ resource, means }, at) =>
      resource !== undefined && isJudged(resource) ? [{ at, resource, means }] : [],
    );
    if (standing.length === 0) return { judged: [], grants: [], notSeen: [] };
    const workspace = new Workspace(estate.resources);
    const teller = new WorkspaceTeller(workspace);
    const notSeen: string[] = ["account, metastore and workspace admins of Databricks are not here: they may do everything"];
    for (const { at, resource, means } of standing) {
      const name = securableName(resource, workspace.resolve);
      if (SECURABLES[resource.type] !== undefined && name === undefined)
        notSeen.push(`the name of ${resource.address} (${resource.file}:${resource.line}) is not known: grants by name are not found`);
      for (const power of POWERS) {
        const meant = means[power];
        if (meant !== undefined) teller.tell(resource, power, meant, at);
      }
    }
    return { judged: standing.map(({ at }) => at), grants: teller.grants.slice(0, GRANTS), notSeen };
  },
};

function isJudged({ type, external }: ResourceEntry): boolean {
  return external !== true && (SECURABLES[type] !== undefined || LEVELS.some(({ types }) => types.includes(type)));
}

/** Grants on objects, with members of groups, and with jobs that run as others. */
export class WorkspaceTeller {
  readonly grants: AccessGrant[] = [];
  readonly #workspace: Workspace;
  readonly #principals: readonly string[];

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#principals = [
      ...new Set([
        ...workspace.members.map(({ name }) => name),
        ...workspace.privileges.map(({ principal }) => principal),
        ...workspace.permissions.map(({ principal }) => principal),
        ...workspace.jobs.map(({ runsAs }) => runsAs),
      ]),
    ];
  }

  tell(resource: ResourceEntry, power: Power, means: Power, at: number): void {
    for (const holder of this.holders(resource, power)) {
      const grant = {
        power: means,
        effect: holder.effect,
        actions: holder.actions,
        statements: holder.statements,
        conditions: holder.conditions,
        place: at,
      } as const;
      const principal = this.told(holder.name);
      const steps: readonly AccessStep[] =
        holder.through === undefined ? [] : [{ to: this.told(holder.through), via: "is a member of", statements: [], certain: true }];
      if (holder.how === "escalation")
        this.grants.push({
          ...grant,
          principal,
          effect: "conditional",
          how: "escalation",
          steps: [{ to: principal, via: "manages it, and grants itself", statements: holder.statements, certain: true }],
        });
      else this.grants.push({ ...grant, principal, how: steps.length === 0 ? "direct" : "through", steps });
      for (const { who, via, statements } of this.#running(holder.name))
        this.grants.push({
          ...grant,
          principal: who,
          how: "through",
          steps: [{ to: principal, via, statements, certain: true }, ...steps],
        });
    }
  }

  /** Who holds a power over an object by grants, ownership or lists. */
  holders(
    resource: ResourceEntry,
    power: Power,
  ): readonly (Omit<Decision, "by"> & {
    readonly name: string;
    readonly statements: readonly AccessStatement[];
    readonly through?: string;
  })[] {
    const workspace = this.#workspace;
    const is = SECURABLES[resource.type]?.is;
    const name = is === undefined ? undefined : securableName(resource, workspace.resolve);
    const levels = LEVELS.find(({ types }) => types.includes(resource.type))?.powers[power] ?? [];
    return this.#principals.flatMap((principal) => {
      const identities = workspace.identitiesOf(principal);
      const listed = workspace.permissions.filter(
        ({ object, level, principal: who }) => object === resource && levels.includes(level) && identities.has(who),
      );
      const decision = is === undefined || name === undefined ? undefined : decide(workspace, identities, is, name, power);
      const granting = [...(decision?.by ?? []), ...listed];
      if (granting.length === 0) return [];
      // What everybody has is told of everybody, and what a group has of it and its members.
      const own = granting.filter(({ principal: who }) => who === principal);
      const groups = granting.filter(({ principal: who }) => who !== principal && !EVERYBODY.includes(who));
      if (own.length === 0 && groups.length === 0) return [];
      const through = own.length > 0 ? undefined : groups[0]?.principal;
      const said =
        listed.length > 0
          ? ({ effect: "allowed", how: "direct", conditions: [], actions: listed.map(({ level }) => level) } as const)
          : decision;
      if (said === undefined) return [];
      const { effect, how, conditions, actions } = said;
      return [
        {
          name: principal,
          effect,
          how,
          conditions,
          actions,
          statements: granting.map(statementOf),
          ...(through === undefined ? {} : { through }),
        },
      ];
    });
  }

  /** Jobs that run as somebody, and who may change those jobs. */
  #running(
    name: string,
  ): readonly { readonly who: AccessPrincipal; readonly via: string; readonly statements: readonly AccessStatement[] }[] {
    return this.#workspace.jobs
      .filter(({ runsAs }) => runsAs === name)
      .flatMap(({ resource }) => [
        { who: placed({ kind: "workload", name: resource.address }, resource), via: "runs as", statements: [] },
        ...this.#workspace.permissions
          .filter(({ object, level, principal }) => object === resource && /^(?:CAN_MANAGE|IS_OWNER)$/.test(level) && principal !== name)
          .map((permission) => ({
            who: this.told(permission.principal),
            via: `changes ${resource.address}, which runs as`,
            statements: [statementOf(permission)],
          })),
      ]);
  }

  told(name: string): AccessPrincipal {
    if (EVERYBODY.includes(name)) return { kind: "group", name: `${name} (everybody)` };
    const member = this.#workspace.members.find((each) => each.name === name);
    if (member !== undefined) {
      const shown = member.kind === "service-account" ? (member.resource.attributes["display_name"] ?? name) : name;
      return placed({ kind: member.kind, name: String(shown) }, member.resource);
    }
    // Service principals go by an application id; people by their address; the rest are groups.
    const kind =
      /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(name) || /databricks_service_principal/.test(name)
        ? "service-account"
        : name.includes("@")
          ? "user"
          : "group";
    return { kind, name };
  }
}

function placed(principal: AccessPrincipal, { address, target, file, line }: ResourceEntry): AccessPrincipal {
  return { ...principal, resource: address, ...(target === undefined ? {} : { target }), file, line };
}

function statementOf(each: Privilege | Permission): AccessStatement {
  const { address, target, file, line } = each.resource;
  const says =
    "level" in each
      ? `${each.level} on ${each.object.address} to ${each.principal}`
      : each.owner
        ? `${each.principal} owns ${each.on} ${each.name}`
        : `${each.privileges.map((privilege) => privilege.replaceAll("_", " ")).join(", ")} on ${each.on} ${each.name} to ${each.principal}`;
  return { resource: address, ...(target === undefined ? {} : { target }), file, line, says };
}
