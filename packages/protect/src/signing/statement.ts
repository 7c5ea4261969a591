import { createHash } from "node:crypto";
import { z } from "zod";
import { ProtectError } from "../errors.ts";
import type { HashType } from "../hashing/digest.ts";
import { Refusal } from "./refusal.ts";

export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
export const PREDICATE_TYPE = "https://model_signing/signature/v1.0";
/** Of `model_signing` 0.2, with the files as subjects. */
const PREDICATE_TYPE_02 = "https://model_signing/Digests/v0.1";

/** A digest of a file or of a stretch of it. */
export interface SignedResource {
  readonly file: string;
  /** First byte and the one behind the last; whole files have none. */
  readonly range?: readonly [start: number, end: number];
  readonly digest: string;
}

/** What a signature says about a model. */
export interface SignedManifest {
  readonly name: string;
  /** SHA-256 over the digests in their order; statements of 0.2 have none. */
  readonly root?: string;
  readonly method: "files" | "shards";
  readonly hash: HashType;
  readonly shardBytes?: number;
  readonly links: boolean;
  readonly ignored: readonly string[];
  readonly resources: readonly SignedResource[];
}

const Head = z.object({ _type: z.unknown(), predicateType: z.unknown(), subject: z.array(z.unknown()) });
const Digests = z.record(z.string(), z.string());
const Subject = z.object({ name: z.string(), digest: Digests });
const Predicate = z.object({
  serialization: z.object({
    method: z.string(),
    hash_type: z.string(),
    shard_size: z.number().optional(),
    allow_symlinks: z.unknown(),
    ignore_paths: z.array(z.string()).nullish(),
  }),
  resources: z.array(z.object({ name: z.string(), algorithm: z.string(), digest: z.string() })),
});

const HEX_LENGTH: Readonly<Record<HashType, number>> = { sha256: 64, blake2b: 128, blake3: 64 };
const HASHES: Readonly<Record<string, HashType>> = { sha256: "sha256", blake2b: "blake2b", blake2: "blake2b", blake3: "blake3" };

function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join("; ");
}

/** A relative path in one form: `a//./b` is `a/b`. @throws Refusal path-unsafe */
function safeName(name: string): string {
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (name.startsWith("/") || parts.includes("..") || name.includes("\0"))
    throw new Refusal("path-unsafe", `The signature names ${JSON.stringify(name)}, which leads out of the model.`);
  return parts.length === 0 ? "." : parts.join("/");
}

function digestOf(text: string, hash: HashType, name: string): string {
  const digest = text.toLowerCase();
  if (digest.length !== HEX_LENGTH[hash] || !/^[0-9a-f]*$/.test(digest))
    throw new Refusal("statement-invalid", `The digest of ${JSON.stringify(name)} is no ${hash} digest.`);
  return digest;
}

/** `path:start:end`, read from the right, since names may hold colons. @throws Refusal statement-invalid */
function shardOf(name: string): { readonly file: string; readonly range: readonly [number, number] } {
  const [, path, from, to] = /^(.*):(\d{1,16}):(\d{1,16})$/s.exec(name) ?? [];
  const range = [Number(from), Number(to)] as const;
  if (path === undefined || !Number.isSafeInteger(range[0]) || !Number.isSafeInteger(range[1]) || range[0] >= range[1])
    throw new Refusal("statement-invalid", `The signature names the shard ${JSON.stringify(name)}, which is no path:start:end.`);
  return { file: safeName(path), range };
}

function unique(resources: readonly SignedResource[]): readonly SignedResource[] {
  const seen = new Set<string>();
  for (const { file, range } of resources) {
    const key = range === undefined ? file : `${file}:${range.join(":")}`;
    if (seen.has(key)) throw new Refusal("name-duplicate", `The signature names ${JSON.stringify(key)} twice.`);
    seen.add(key);
  }
  return resources;
}

function manifest02(subjects: readonly unknown[]): SignedManifest {
  const resources = subjects.map((subject) => {
    const parsed = Subject.safeParse(subject);
    if (!parsed.success)
      throw new Refusal("statement-invalid", `A subject of the statement is not as it should be: ${issuesOf(parsed.error)}.`);
    const { name, digest } = parsed.data;
    const value = Object.hasOwn(digest, "sha256") ? digest["sha256"] : undefined;
    if (value === undefined) throw new Refusal("statement-invalid", `The signature gives no SHA-256 digest of ${JSON.stringify(name)}.`);
    return { file: safeName(name), digest: digestOf(value, "sha256", name) };
  });
  return { name: "", method: "files", hash: "sha256", links: false, ignored: [], resources: unique(resources) };
}

function manifest10(subjects: readonly unknown[], predicate: unknown): SignedManifest {
  const subject = Subject.safeParse(subjects[0]);
  const parsed = Predicate.safeParse(predicate);
  if (!subject.success)
    throw new Refusal("statement-invalid", `The statement's subject is not as OMS 1.0 wants it: ${issuesOf(subject.error)}.`);
  if (!parsed.success) throw new Refusal("statement-invalid", `The statement is not as OMS 1.0 wants it: ${issuesOf(parsed.error)}.`);
  const { serialization, resources: listed } = parsed.data;
  const { method, hash_type: hashName, shard_size: shardBytes, allow_symlinks: links, ignore_paths: ignored } = serialization;
  const hash = Object.hasOwn(HASHES, hashName) ? HASHES[hashName] : undefined;
  if ((method !== "files" && method !== "shards") || hash === undefined)
    throw new Refusal("serialization-unknown", `The model was read by ${method} with ${hashName}, which OMS 1.0 does not know.`);
  if (method === "shards" && (shardBytes === undefined || !Number.isSafeInteger(shardBytes) || shardBytes <= 0))
    throw new Refusal("serialization-unknown", `The signature is of shards of ${shardBytes ?? "unstated"} bytes, which is no size.`);
  const names = new Set([hash === "blake2b" ? hashName : hash, hash, ...(method === "shards" ? [`${hash}-sharded-${shardBytes}`] : [])]);
  const total = createHash("sha256");
  const resources = listed.map(({ name, algorithm, digest: text }): SignedResource => {
    if (!names.has(algorithm))
      throw new Refusal(
        "statement-invalid",
        `The digest of ${JSON.stringify(name)} is called ${algorithm}, where ${[...names].join(" or ")} is due.`,
      );
    const digest = digestOf(text, hash, name);
    // In the order of the list: tools disagree about how to sort, and the root holds for what is written.
    total.update(Buffer.from(digest, "hex"));
    return method === "files" ? { file: safeName(name), digest } : { ...shardOf(name), digest };
  });
  const root = Object.hasOwn(subject.data.digest, "sha256") ? subject.data.digest["sha256"] : undefined;
  const computed = total.digest("hex");
  if (root !== computed)
    throw new Refusal("root-mismatch", `The statement's root digest is ${root ?? "missing"}, but its files come to ${computed}.`);
  return {
    name: subject.data.name,
    root: computed,
    method,
    hash,
    ...(method === "shards" && shardBytes !== undefined ? { shardBytes } : {}),
    links: links === true,
    ignored: ignored ?? [],
    resources: unique(resources),
  };
}

/**
 * What a signed payload says about a model (OMS 1.0 section 5, and the form of `model_signing` 0.2).
 * @throws Refusal statement-unreadable, statement-type, predicate-type, subject-count, statement-invalid, root-mismatch,
 *   path-unsafe, name-duplicate, serialization-unknown
 */
export function readStatement(payload: Uint8Array): SignedManifest {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch (cause) {
    throw new Refusal("statement-unreadable", "The signed payload is no JSON.", cause);
  }
  const head = Head.safeParse(document);
  if (!head.success) throw new Refusal("statement-invalid", `The signed payload is no in-toto statement: ${issuesOf(head.error)}.`);
  const { _type: type, predicateType, subject } = head.data;
  if (type !== STATEMENT_TYPE)
    throw new Refusal("statement-type", `The signed statement is of type ${JSON.stringify(type)}, not ${STATEMENT_TYPE}.`);
  if (predicateType === PREDICATE_TYPE_02) return manifest02(subject);
  if (predicateType !== PREDICATE_TYPE)
    throw new Refusal("predicate-type", `The statement is a ${JSON.stringify(predicateType)}, not a model signature (${PREDICATE_TYPE}).`);
  if (subject.length !== 1) throw new Refusal("subject-count", `The statement is about ${subject.length} subjects; it must be one.`);
  return manifest10(subject, z.object({ predicate: z.unknown() }).parse(document).predicate);
}

/**
 * The payload that is signed for a model: names in code-point order, two spaces, as other tools write it.
 * @throws ProtectError FORMAT_INVALID where there is nothing to sign
 */
export function writeStatement(manifest: SignedManifest): Buffer {
  const { name, method, hash, shardBytes, links, ignored, resources } = manifest;
  if (resources.length === 0)
    // OMS 1.0 section 6.1; such a signature would hold for any folder whose files are left out.
    throw new ProtectError("FORMAT_INVALID", `Not signed. ${name} holds no ${method === "files" ? "file" : "byte"} that is not left out.`);
  const total = createHash("sha256");
  for (const { digest } of resources) total.update(Buffer.from(digest, "hex"));
  // The tool requires this name for shards, though the specification says sha256 (protect.md 1.1, fact 3).
  const algorithm = method === "shards" ? `${hash}-sharded-${shardBytes}` : hash;
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name, digest: { sha256: total.digest("hex") } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      serialization: {
        method,
        hash_type: hash,
        ...(method === "shards" ? { shard_size: shardBytes } : {}),
        allow_symlinks: links,
        ...(ignored.length === 0 ? {} : { ignore_paths: ignored }),
      },
      resources: resources.map(({ file, range, digest }) => ({
        name: range === undefined ? file : `${file}:${range[0]}:${range[1]}`,
        algorithm,
        digest,
      })),
    },
  };
  return Buffer.from(JSON.stringify(statement, null, 2));
}
