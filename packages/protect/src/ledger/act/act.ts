import { canonicalJson, compareText } from "@castellan/graph";
import { z } from "zod";

export const ACT_SCHEMA = "castellan/act/1";

const text = z.string().min(1).max(1000);
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[a-z][A-Za-z0-9.-]{0,99}$/);
const scalar = z.union([z.string().max(4000), z.number(), z.boolean()]);

/** Something that the act is about, known by what it is called and by its digests. */
const Subject = z.strictObject({ name: text.optional(), digests: z.record(name, z.string().regex(/^[0-9a-f]{32,128}$/)).optional() });

/** What other rooms hand in. Persons never stand in it by name: what is personal goes to `personal`. */
export const ActInput = z.strictObject({
  /** Dotted, the noun first: data.encrypt, key.destroy, policy.deny. */
  act: z.string().regex(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/),
  /** Who did it: a service, job or agent by its name; a person is in `personal`. */
  actor: z.strictObject({ kind: z.enum(["person", "service", "agent", "job"]), name: text.optional() }),
  subjects: z.array(Subject).max(10_000).optional(),
  outcome: z.enum(["done", "denied", "failed"]).optional(),
  details: z.record(name, scalar).optional(),
  /** Kept sealed beside the log; the log holds salted hashes. */
  personal: z.record(name, z.string().max(100_000)).optional(),
  /** Person that `personal` is of, as the caller names them: erasure destroys the key of that person. */
  person: text.optional(),
});
export type ActInput = z.input<typeof ActInput>;

/** An entry of the ledger: canonical JSON of this. */
export const Act = z.strictObject({
  schema: z.literal(ACT_SCHEMA),
  act: ActInput.shape.act,
  actor: ActInput.shape.actor,
  subjects: ActInput.shape.subjects,
  outcome: ActInput.shape.outcome,
  details: ActInput.shape.details,
  /** UTC with milliseconds; never earlier than that of the entry before. */
  time: z.iso.datetime({ precision: 3 }),
  /** What the clock said, where that was earlier than the entry before. */
  clock: z.iso.datetime({ precision: 3 }).optional(),
  /** HMAC-SHA256 of each personal value under a random salt that only the sealed payload holds. */
  personal: z.record(name, hex).optional(),
  /** Name of the sealed payload. */
  sealed: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  /** Where the act is too long for an entry: digest of its canonical JSON, which lies in objects/<sha256>. */
  large: z.strictObject({ sha256: hex, bytes: z.int().positive() }).optional(),
});
export type Act = z.infer<typeof Act>;

/** The act of an entry; undefined where the entry is none, or is one in another spelling than the canonical. */
export function parseAct(entry: Uint8Array): Act | undefined {
  let value: unknown;
  const spelled = Buffer.from(entry).toString("utf8");
  try {
    value = JSON.parse(spelled);
  } catch {
    return undefined;
  }
  const parsed = Act.safeParse(value);
  return parsed.success && canonicalJson(parsed.data) === spelled ? parsed.data : undefined;
}

type Values = Readonly<Record<string, string | number | boolean>>;

/** Names need no escapes, and neither do digests; numbers are finite, and read the same in JSON. */
function members(record: Values): string {
  const names = Object.keys(record);
  if (names.length > 1) names.sort(compareText);
  let text = "";
  for (const name of names) {
    const value = record[name];
    text += `${text === "" ? "" : ","}"${name}":${typeof value === "string" ? JSON.stringify(value) : value}`;
  }
  return `{${text}}`;
}

type ActSubject = z.infer<typeof Subject>;

function renderSubject({ digests, name }: ActSubject): string {
  const spelled = name === undefined ? "" : `"name":${JSON.stringify(name)}`;
  if (digests === undefined) return `{${spelled}}`;
  return `{"digests":${members(digests)}${spelled === "" ? "" : `,${spelled}`}}`;
}

/** The entry of an act: what `canonicalJson` gives, many times faster because the order of the keys is known. */
export function renderAct({ act, actor, clock, details, large, outcome, personal, schema, sealed, subjects, time }: Act): Buffer {
  let text = `{"act":"${act}","actor":{"kind":"${actor.kind}"`;
  if (actor.name !== undefined) text += `,"name":${JSON.stringify(actor.name)}`;
  text += "}";
  if (clock !== undefined) text += `,"clock":"${clock}"`;
  if (details !== undefined) text += `,"details":${members(details)}`;
  if (large !== undefined) text += `,"large":{"bytes":${large.bytes},"sha256":"${large.sha256}"}`;
  if (outcome !== undefined) text += `,"outcome":"${outcome}"`;
  if (personal !== undefined) text += `,"personal":${members(personal)}`;
  text += `,"schema":"${schema}"`;
  if (sealed !== undefined) text += `,"sealed":"${sealed}"`;
  if (subjects !== undefined) text += `,"subjects":[${subjects.map(renderSubject).join(",")}]`;
  return Buffer.from(`${text},"time":"${time}"}`);
}
