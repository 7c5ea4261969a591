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

function ordered<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const entries = Object.entries(record);
  return entries.length < 2 ? record : Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
}

/** The entry of an act: what `canonicalJson` gives, several times faster because the order of the keys is known. */
export function renderAct({ act, actor, clock, details, large, outcome, personal, schema, sealed, subjects, time }: Act): Buffer {
  return Buffer.from(
    JSON.stringify({
      act,
      actor: { kind: actor.kind, name: actor.name },
      clock,
      details: details && ordered(details),
      large: large && { bytes: large.bytes, sha256: large.sha256 },
      outcome,
      personal: personal && ordered(personal),
      schema,
      sealed,
      subjects: subjects?.map(({ digests, name }) => ({ digests: digests && ordered(digests), name })),
      time,
    }),
  );
}
