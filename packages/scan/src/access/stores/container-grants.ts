import type { ResourceEntry } from "@castellan/graph";
import type { AccessGrant, AccessPlace, AccessPrincipal, AccessStatement, Power } from "../grant.ts";
import { asksWho, type Container, productOf, type Variable } from "./containers.ts";
import { redisUsers } from "./redis-users.ts";

/** What makes a store ask, and which of its keys only reads. */
const KEYS = /API_?KEY|PASSWORD|TOKEN|SECRET|ALLOWED_KEYS|AUTHN_CREDENTIALS/i;
const ONLY_READS = /READ_?ONLY/i;
const POWERS: readonly Power[] = ["read", "write"];

/** Who reads and writes a store that runs in a container: anyone, those who hold its key, its own users. */
export function containerGrants(
  store: Container,
  all: readonly Container[],
  means: AccessPlace["means"],
  place: number,
): { readonly grants: readonly AccessGrant[]; readonly notSeen: readonly string[] } {
  const product = productOf(store);
  if (product === undefined) return { grants: [], notSeen: [] };
  const asking = asksWho(store, product);
  const what = `${product.product} of ${store.resource.address} (${store.resource.file}:${store.resource.line})`;
  const grants: AccessGrant[] = [];
  const add = (power: Power, grant: Omit<AccessGrant, "power" | "place" | "how" | "steps">): void => {
    const meant = means[power];
    if (meant !== undefined) grants.push({ ...grant, power: meant, place, how: "direct", steps: [] });
  };
  const callers = all.filter((each) => each.resource !== store.resource && each.network === store.network);
  if (asking === "open" || asking === "off") {
    const says = asking === "off" ? "is told to ask nobody" : "has no key, password or users set, and asks nobody without";
    const statement = statementAt(store.resource, `${product.product} ${says}`);
    const guarded = anyoneOf(store);
    for (const power of [...POWERS, "change"] as const)
      add(power, { principal: guarded, effect: "allowed", actions: [power], statements: [statement], conditions: conditionsOf(store) });
    for (const caller of callers.filter((each) => names(each, store)))
      for (const power of POWERS)
        add(power, {
          principal: workload(caller),
          effect: "allowed",
          actions: [power],
          statements: [statementAt(caller.resource, `is given the address of ${store.hosts[0] ?? store.name}`)],
          conditions: [],
        });
    return { grants, notSeen: [] };
  }
  const users = /^(?:redis|valkey)$/.test(product.product) ? redisUsers(userTextOf(store)) : [];
  for (const user of users) {
    const statement = statementAt(
      store.texts[0]?.resource ?? store.resource,
      `user ${user.name} ${user.read ? "reads" : ""}${user.read && user.write ? " and " : ""}${user.write ? "writes" : ""} ${user.keys.slice(0, 3).join(", ")}`,
    );
    const principal: AccessPrincipal = user.open
      ? { ...anyoneOf(store), name: `${anyoneOf(store).name}, as ${user.name}` }
      : { kind: "user", name: user.name };
    const conditions = user.keys.includes("*") ? [] : [`only for keys ${user.keys.slice(0, 5).join(", ")}`];
    for (const power of POWERS)
      if (user[power === "read" ? "read" : "write"])
        add(power, {
          principal,
          effect: conditions.length === 0 ? "allowed" : "conditional",
          actions: [power],
          statements: [statement],
          conditions,
        });
  }
  for (const [user, onlyReads] of weaviateUsers(store))
    for (const power of onlyReads ? (["read"] as const) : ([...POWERS, "change"] as const))
      add(power, {
        principal: { kind: "user", name: user },
        effect: "allowed",
        actions: [power],
        statements: [statementAt(store.resource, `${user} is named ${onlyReads ? "a reader" : "an administrator"}`)],
        conditions: [],
      });
  const holders = callers.flatMap((caller) => {
    const key = keyOf(caller, store);
    return key === undefined ? [] : [{ caller, key }];
  });
  for (const { caller, key } of holders)
    for (const power of ONLY_READS.test(key.server ?? key.name) ? (["read"] as const) : POWERS)
      add(power, {
        principal: workload(caller),
        effect: asking === "unknown" || !key.certain ? "unknown" : "allowed",
        actions: [`${power} with ${key.name}`],
        statements: [
          statementAt(
            caller.resource,
            `is given ${key.name}${key.secret === undefined ? "" : ` from ${key.secret.replace(/^[^/]*\//, "")}`}`,
          ),
        ],
        conditions: [
          ...(asking === "unknown" ? [`unknown: whether ${product.product} asks for it`] : []),
          ...(key.certain ? [] : [`unknown: whether ${key.name} is a key of ${store.name}`]),
        ],
      });
  const open = asking === "unknown" ? [`whether ${what} asks who calls is not known: part of its settings is not here`] : [];
  return { grants, notSeen: [...open, ...(asking === "asks" ? [`who else was given a key or password of ${what} is not known`] : [])] };
}

/** From where a store is reached, as far as it is written. */
function anyoneOf({ form, published }: Container): AccessPrincipal {
  if (published.length > 0) return { kind: "anyone", name: `anyone who reaches ${published.slice(0, 2).join(", ")}` };
  return { kind: "anyone", name: form === "compose" ? "anyone in the Compose network" : "anyone in the cluster" };
}

function conditionsOf({ form, published }: Container): readonly string[] {
  return form === "kubernetes" && published.length === 0 ? ["unless a NetworkPolicy keeps them apart"] : [];
}

/** Some variable of a caller holds the address of a store. */
function names({ variables, words }: Container, { hosts, namespace }: Container): boolean {
  const texts = [...variables.flatMap(({ value }) => value ?? []), ...words];
  return texts.some(
    (text) =>
      hosts.some((host) => host !== "" && new Set(text.split(/[^\w.-]+/)).has(host)) ||
      (namespace !== undefined && hosts.some((host) => text.includes(`${host}.svc`))),
  );
}

interface Key extends Variable {
  readonly certain: boolean;
  /** The variable of the store that has the same key. */
  readonly server?: string;
}

/** The key of a store that a caller is given: the same secret, the same value, or a key beside its address. */
function keyOf(caller: Container, store: Container): Key | undefined {
  const own = store.variables.filter(({ name }) => KEYS.test(name));
  for (const variable of caller.variables)
    for (const key of own) {
      const shared =
        (variable.secret !== undefined && variable.secret === key.secret) ||
        (variable.value !== undefined && variable.value === key.value && variable.value.includes("${"));
      if (shared) return { ...variable, certain: true, server: key.name };
    }
  if (!names(caller, store)) return undefined;
  const product = productOf(store)?.product ?? "";
  const beside = caller.variables.find(({ name }) => KEYS.test(name) && name.toLowerCase().includes(product.replace(/ql$/, "")));
  if (beside !== undefined) return { ...beside, certain: true };
  const written = caller.variables.find(({ value }) => value !== undefined && /^\w{2,20}(?:\+\w{1,20})?:\/\/[^/\s]{0,200}@/.test(value));
  if (written !== undefined) return { ...written, certain: true };
  const address = caller.variables.find(
    ({ value }) => value !== undefined && store.hosts.some((host) => host !== "" && value.includes(host)),
  );
  return address === undefined ? undefined : { ...address, certain: false };
}

function userTextOf({ words, texts }: Container): string {
  return [words.join(" "), ...texts.map(({ text }) => text)].join("\n");
}

function weaviateUsers({ variables }: Container): readonly (readonly [user: string, onlyReads: boolean])[] {
  return variables.flatMap(({ name, value = "" }) => {
    const onlyReads = /^AUTHORIZATION_(?:ADMINLIST_READONLY_USERS|RBAC_VIEWER_USERS|RBAC_READONLY_USERS)$/.test(name);
    if (!onlyReads && !/^AUTHORIZATION_(?:ADMINLIST_USERS|RBAC_ROOT_USERS|RBAC_ADMIN_USERS)$/.test(name)) return [];
    return value
      .split(",")
      .map((user) => user.trim())
      .filter((user) => user !== "")
      .slice(0, 100)
      .map((user) => [user, onlyReads] as const);
  });
}

function workload({ resource, name, form }: Container): AccessPrincipal {
  return {
    kind: "workload",
    name: form === "compose" ? name : resource.address,
    resource: resource.address,
    ...(resource.target === undefined ? {} : { target: resource.target }),
    file: resource.file,
    line: resource.line,
  };
}

function statementAt({ address, target, file, line }: ResourceEntry, says: string): AccessStatement {
  return { resource: address, ...(target === undefined ? {} : { target }), file, line, says };
}
