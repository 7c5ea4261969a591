import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AccessEvent, AccessLogReader } from "../../packages/formats/src/index.ts";
import type { Json } from "../../packages/graph/src/index.ts";
import { MAIN, type Organisation, type Person } from "./organisation.ts";
import type { Random } from "./random.ts";

/** One attack of the archive, as its records. */
export interface Attack {
  readonly name: string;
  readonly set: "stratus" | "invictus";
  /** Whether its records were looked at while the detectors were made: decided by a hash of the name before. */
  readonly heldBack: boolean;
  readonly records: readonly Json[];
}

/** The split: nobody chose it. */
export function isHeldBack(name: string): boolean {
  return (createHash("sha256").update(`castellan access-logs split 1\n${name}`).digest()[0] ?? 0) % 2 === 1;
}

/** Attacks of an unpacked archive: a file each in stratus/, one execution each in invictus/ (the label is in userAgent, and only here read). */
export function attacksOf(folder: string): readonly Attack[] {
  const attacks: Attack[] = readdirSync(join(folder, "stratus"))
    .sort()
    .map((file) => {
      const name = file.replace(/\.json$/, "");
      return {
        name,
        set: "stratus",
        heldBack: isHeldBack(name),
        records: recordsOf(JSON.parse(readFileSync(join(folder, "stratus", file), "utf8"))),
      };
    });
  const executions = new Map<string, Json[]>();
  for (const file of readdirSync(join(folder, "invictus")).sort())
    for (const record of recordsOf(JSON.parse(readFileSync(join(folder, "invictus", file), "utf8")))) {
      const id = /stratus-red-team_([\da-f-]{36})/.exec(textAt(record, "userAgent"))?.[1];
      if (id !== undefined) executions.set(id, [...(executions.get(id) ?? []), record]);
    }
  for (const [id, records] of [...executions].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const names = new Map<string, number>();
    for (const record of records) names.set(textAt(record, "eventName"), (names.get(textAt(record, "eventName")) ?? 0) + 1);
    attacks.push({
      name: `${id.slice(0, 8)} ${[...names.keys()].slice(0, 3).join(", ")}`,
      set: "invictus",
      heldBack: isHeldBack(id),
      records,
    });
  }
  return attacks;
}

function recordsOf(document: Json): readonly Json[] {
  if (isList(document)) return document;
  const records = isMap(document) ? document["Records"] : undefined;
  return records !== undefined && isList(records) ? records : [];
}

/** How an attack is put into the company. */
export interface Disguise {
  /** Who is said to act: first identity of the records, further ones. */
  readonly actors: readonly Person[];
  /** Where from: the victim's own network, or one that nobody knows. */
  readonly abroad: boolean;
  /** First event. */
  readonly time: number;
  /** An identity that the company never saw instead of the first. */
  readonly stranger: boolean;
  readonly random: Random;
}

/** Names that give the laboratory away. */
const GIVEAWAY = /[\w./+=,@-]*(?:stratus|red-team|malicious|attacker|backdoor)[\w./+=,@-]*/gi;

/** Records with the company's identities, accounts, region, addresses and names instead of the laboratory's, and no user agent. */
export function disguised(
  attack: Attack,
  organisation: Organisation,
  { actors, abroad, time, stranger, random }: Disguise,
): readonly AccessEvent[] {
  const begin = Math.min(...attack.records.map((record) => Date.parse(textAt(record, "eventTime"))));
  const own = new Set(
    attack.records
      .flatMap((record) => [
        textAt(record, "recipientAccountId"),
        textAt(isMap(record) ? (record["userIdentity"] ?? null) : null, "accountId"),
      ])
      .filter((account) => account !== ""),
  );
  const names = new Map<string, string>();
  const identities = new Map<string, Person>();
  const network = `${random.pick([45, 91, 185, 193])}.${random.below(250)}.${random.below(250)}`;
  const rename = (name: string, key: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const number = /\d+$/.exec(name)?.[0] ?? "";
    const { people, functions, secrets, buckets } = organisation;
    const made = /^(?:userName|userArn)$/i.test(key)
      ? random.pick(people.filter(({ arn }) => arn.includes(":user/"))).name
      : /role|profile/i.test(key)
        ? random.pick(people.filter(({ arn }) => arn.includes(":role/"))).name
        : /function/i.test(key)
          ? random.pick(functions)
          : /bucket/i.test(key)
            ? random.pick(buckets)
            : /secret|^names$|^ARN$|^name$/i.test(key)
              ? `${random.pick(secrets)}${number}`
              : `thing${number}`;
    names.set(name, made);
    return made;
  };
  const clean = (value: Json, key: string): Json => {
    if (typeof value === "string") {
      let text = value.replace(GIVEAWAY, (name) => (name.includes("arn:") ? name : rename(name, key)));
      for (const account of own) text = text.replaceAll(account, MAIN);
      return text;
    }
    if (isList(value)) return value.map((each) => clean(each, key));
    return isMap(value) ? Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, clean(each, inner)])) : value;
  };
  const events: AccessEvent[] = [];
  const reader = new AccessLogReader({
    event: (event) => events.push(event),
    problem: ({ message }) => {
      throw new Error(`${attack.name}: ${message}`);
    },
  });
  const bytes = new TextEncoder().encode(
    JSON.stringify({
      Records: attack.records.map((record) =>
        isMap(record)
          ? {
              ...record,
              requestParameters: clean(record["requestParameters"] ?? null, ""),
              resources: clean(record["resources"] ?? null, "ARN"),
            }
          : record,
      ),
    }),
  );
  reader.push(bytes);
  reader.end();
  return events.map((event): AccessEvent => {
    let actor = identities.get(event.principal);
    if (actor === undefined) {
      actor = actors[Math.min(identities.size, actors.length - 1)];
      if (actor === undefined) throw new Error("an attack without an actor");
      if (stranger && identities.size === 0) actor = { ...actor, arn: `arn:aws:iam::${MAIN}:user/new.${random.below(1000)}` };
      identities.set(event.principal, actor);
    }
    const { userAgent: _, session, ...rest } = event;
    return {
      ...rest,
      ...(session === undefined ? {} : { session: session.startsWith("i-") ? session : "session" }),
      time: time + (event.time - begin),
      principal: actor.arn,
      principalKind: actor.arn.includes(":user/") ? "user" : "role",
      source: abroad ? `${network}.7` : `${actor.networks[0] ?? "10.0.0"}.7`,
      region: "us-east-1",
      account: MAIN,
      id: `attack ${event.record}`,
    };
  });
}

export function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function textAt(value: Json, key: string): string {
  const text = isMap(value) ? value[key] : undefined;
  return typeof text === "string" ? text : "";
}
