import type { ResourceEntry } from "@castellan/graph";
import { AZURE_KEYS_BY, AZURE_POWERS, type AzurePowerRow, type AzureWay } from "../../../knowledge/access/azure-powers.ts";
import { AZURE_ROLES_DATE } from "../../../knowledge/access/azure-roles.ts";
import { type Identity, waysTo } from "../becoming.ts";
import type { AccessEstate, AccessGrant, AccessPlace, AccessPrincipal, AccessProvider, Power, ProviderAnswer } from "../grant.ts";
import { rootOf } from "../roots.ts";
import { gateOf } from "./gates.ts";
import { Moves } from "./moves.ts";
import { outsidersOf } from "./outsiders.ts";
import { nameOf } from "./scopes.ts";
import { AzureWorld, type Right } from "./world.ts";

const GRANTS = 20_000;
const POWERS = ["read", "write", "run", "change"] as const;
const ROWS = new Map(AZURE_POWERS.flatMap((row) => row.types.map((type) => [type.toLowerCase(), row] as const)));

/** Who can do what with resources of Azure, by role assignments, keys, signatures, public containers and identities. */
export const azure: AccessProvider = {
  id: "azure",
  judge(places, estate): ProviderAnswer {
    if (!places.some(mayStand)) return { judged: [], grants: [], notSeen: [] };
    const world = new AzureWorld(estate.resources);
    const standing = places.flatMap((place, at) => standingAt(place, world, estate).map((found) => ({ at, place, ...found })));
    if (standing.length === 0) return { judged: [], grants: [], notSeen: [] };
    const teller = new Teller(world);
    const notSeen = new Set<string>();
    for (const { at, place, resource, row } of standing) {
      for (const each of unseen(resource, world)) notSeen.add(each);
      for (const power of POWERS) {
        // Files that lie in an AI service are not those of the models that it serves.
        if (power === "write" && place.role !== "itself" && /cognitive/i.test(resource.type)) continue;
        const [ways, means] = [row.powers[power], place.means[power]];
        if (ways !== undefined && means !== undefined) teller.tell(resource, ways, power, means, at);
      }
    }
    return {
      judged: [...new Set(standing.map(({ at }) => at))],
      grants: teller.grants.slice(0, GRANTS),
      notSeen: [...notSeen, ...teller.cut],
    };
  },
};

const ADDRESS = /\.(?:core\.windows\.net|azurecr\.io)(?:[/:]|$)/i;

function mayStand({ resource, uri }: AccessPlace): boolean {
  return (resource !== undefined && /^(?:azurerm_|azapi_|azureml\.|microsoft\.)/i.test(resource.type)) || ADDRESS.test(uri ?? "");
}

interface Standing {
  readonly resource: ResourceEntry;
  readonly row: AzurePowerRow;
}

/** The resource that a place is; an account, container or registry that only an address names is looked for by its name. */
function standingAt({ resource, uri }: AccessPlace, world: AzureWorld, { resources }: AccessEstate): readonly Standing[] {
  if (resource !== undefined) {
    const own = world.own(resource);
    const row = ROWS.get(own.type.toLowerCase());
    if (row !== undefined) return [{ resource: own, row }];
  }
  const blob =
    /^(?:abfss?|wasbs?):\/\/([^@/]{1,100})@([^./]{1,100})\.(?:dfs|blob)\.core\.windows\.net/i.exec(uri ?? "")?.slice(1) ??
    /^https:\/\/([^./]{1,100})\.(?:blob|dfs)\.core\.windows\.net\/([^/?]{1,100})/i
      .exec(uri ?? "")
      ?.slice(1)
      .reverse();
  const registry = /^(?:docker:\/\/)?([^./]{1,100})\.azurecr\.io(?:[/:]|$)/i.exec(uri ?? "")?.[1];
  const named = (types: RegExp, name: string | undefined): readonly ResourceEntry[] =>
    name === undefined
      ? []
      : resources.filter((each) => types.test(each.type) && each.external !== true && nameOf(each)?.toLowerCase() === name.toLowerCase());
  const accounts = named(/^(?:azurerm_storage_account|microsoft\.storage\/storageaccounts)$/i, blob?.[1]);
  const containers = named(/storage_container$|containers$/i, blob?.[0]).filter((each) =>
    accounts.some((account) => world.scopes.chainOf(world.own(each)).includes(world.own(account))),
  );
  const found = containers.length > 0 ? containers : [...accounts, ...named(/container_registry$|registries$/i, registry)];
  return found.flatMap((each) => {
    const own = world.own(each);
    const row = ROWS.get(own.type.toLowerCase());
    return row === undefined ? [] : [{ resource: own, row }];
  });
}

/** What stands on a resource or near it and is not judged. */
function unseen(resource: ResourceEntry, world: AzureWorld): readonly string[] {
  const roles = new Map(
    world
      .reaching(resource)
      .filter(({ assignment }) => assignment.role.permissions === undefined)
      .map(({ assignment }) => [assignment.role.name, assignment]),
  );
  const told = [...roles.values()]
    .slice(0, 20)
    .map(
      ({ role, source }) =>
        `what the role ${role.name} allows is not known, also not by the table of ${AZURE_ROLES_DATE} (${source.file}:${source.line})`,
    );
  if (/container_registry$|containerregistry\/registries$/i.test(resource.type)) {
    const tokens = world.resources.filter(
      (each) => /container_registry_token$|registries\/tokens$/i.test(each.type) && rootOf(each) === rootOf(resource),
    );
    told.push(...tokens.slice(0, 20).map(({ address, file, line }) => `what the token ${address} (${file}:${line}) grants is not judged`));
  }
  if (/^azureml\./.test(resource.type) && world.scopes.chainOf(resource).length === 1)
    told.push(`which workspace ${resource.address} (${resource.file}:${resource.line}) is put into is not here`);
  return told;
}

class Teller {
  readonly grants: AccessGrant[] = [];
  readonly #world: AzureWorld;
  readonly #moves: Moves;

  constructor(world: AzureWorld) {
    this.#world = world;
    this.#moves = new Moves(world);
  }

  /** `power` over the place, which is `means` over the asset. */
  tell(resource: ResourceEntry, ways: readonly AzureWay[], power: Power, means: Power, at: number): void {
    const direct = new Map<string, { readonly who: Identity; readonly right: Right }>();
    for (const { assignment } of this.#world.reaching(resource)) {
      if (direct.has(assignment.who.key)) continue;
      const right = this.#world.right(assignment.who, ways, resource);
      if (right !== undefined) direct.set(assignment.who.key, { who: assignment.who, right });
    }
    for (const { who, right } of [...this.#byKeys(resource, power), ...this.#byPolicy(resource, power)])
      if (direct.get(who.key)?.right.effect !== "allowed") direct.set(who.key, { who, right });
    for (const { who, right } of direct.values()) {
      this.#add(means, who, right, at);
      for (const { who: other, steps, conditions, certain } of waysTo(who, (to) => this.#moves.to(to))) {
        if (this.grants.length >= GRANTS) return;
        if (direct.get(other.key)?.right.effect === "allowed") continue;
        this.grants.push({
          power: means,
          principal: this.#principal(other),
          effect: right.effect === "allowed" && !certain ? "conditional" : right.effect,
          how: "through",
          actions: right.actions,
          steps: steps.map((step) => (step.to === who.principal ? { ...step, to: this.#principal(who) } : step)),
          statements: right.statements,
          conditions: [...new Set([...conditions, ...right.conditions])],
          place: at,
        });
      }
    }
    for (const { power: over, ...outsider } of outsidersOf(resource, this.#world.resources, this.#world.scopes))
      if (over === power) this.grants.push({ ...outsider, power: means, how: "direct", steps: [], place: at });
    for (const { who, via, right } of this.#moves.escalating(resource)) {
      if (direct.has(who.key)) continue;
      const principal = this.#principal(who);
      this.grants.push({
        power: means,
        principal,
        effect: "conditional",
        how: "escalation",
        actions: ways.slice(0, 3).map(({ action }) => action),
        steps: [{ to: principal, via, statements: right.statements, certain: true }],
        statements: right.statements,
        conditions: ["after giving itself the right"],
        place: at,
      });
    }
  }

  /** Who gets keys of a storage account from what keeps them. */
  #byKeys(resource: ResourceEntry, power: Power): readonly { readonly who: Identity; readonly right: Right }[] {
    if (power !== "read" && power !== "write") return [];
    const chain = this.#world.scopes.chainOf(resource);
    const account = chain.find(({ type }) => /^(?:azurerm_storage_account|microsoft\.storage\/storageaccounts)$/i.test(type));
    if (account === undefined) return [];
    return AZURE_KEYS_BY.flatMap(({ types, names, way }) =>
      this.#world.resources
        .filter((each) => types.some((type) => type.toLowerCase() === each.type.toLowerCase()))
        .filter((each) =>
          names.some((path) => (each.references?.[path] ?? []).some((address) => this.#world.scopes.at(address, rootOf(each)) === account)),
        )
        .flatMap((keeper) => {
          const gate = way.gate === undefined ? "open" : gateOf(way.gate, chain);
          if (gate === "closed") return [];
          const holders = new Map(this.#world.reaching(keeper).map(({ assignment: { who } }) => [who.key, who] as const));
          return [...holders.values()].flatMap((who) => {
            const right = this.#world.right(who, [{ action: way.action, plane: way.plane }], keeper);
            if (right === undefined) return [];
            const unsure = gate === "open" ? [] : [`unknown: ${gate.depends}`];
            return [
              {
                who,
                right: {
                  ...right,
                  effect: gate === "open" ? right.effect : ("unknown" as const),
                  conditions: [...right.conditions, `with the keys that ${keeper.address} gives out`, ...unsure],
                },
              },
            ];
          });
        }),
    );
  }

  /** Access policies of a vault that goes by them. */
  #byPolicy(resource: ResourceEntry, power: Power): readonly { readonly who: Identity; readonly right: Right }[] {
    const chain = this.#world.scopes.chainOf(resource);
    const gate = gateOf("access policies", chain);
    const wanted = power === "read" ? ["get"] : power === "write" ? ["set", "delete"] : [];
    if (gate === "closed" || wanted.length === 0) return [];
    return this.#world.vaultPolicies
      .filter(({ vault, permissions }) => chain.includes(vault) && permissions.some((each) => wanted.includes(each) || each === "all"))
      .map(({ who, permissions, statement }) => ({
        who,
        right: {
          effect: gate === "open" ? "allowed" : "unknown",
          actions: permissions.map((each) => `secrets/${each}`),
          statements: [statement],
          conditions: gate === "open" ? [] : [`unknown: ${gate.depends}`],
        },
      }));
  }

  /** Said, so that nobody takes what is left out for none. */
  get cut(): readonly string[] {
    return this.grants.length >= GRANTS ? ["not every way is told: so many may act for each other here"] : [];
  }

  #add(power: Power, who: Identity, { effect, actions, statements, conditions }: Right, at: number): void {
    this.grants.push({
      power,
      principal: this.#principal(who),
      effect,
      how: "direct",
      actions,
      steps: [],
      statements,
      conditions,
      place: at,
    });
  }

  #principal(who: Identity): AccessPrincipal {
    const purposes = this.#world.principals.purposesOf(who);
    return purposes.length === 0 ? who.principal : { ...who.principal, purposes };
  }
}
