import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Refusal } from "./refusal.ts";
import { PREDICATE_TYPE, readStatement, STATEMENT_TYPE, writeStatement } from "./statement.ts";

const DIGEST = createHash("sha256").update("a").digest("hex");
const rootOf = (...digests: readonly string[]): string =>
  createHash("sha256")
    .update(Buffer.concat(digests.map((digest) => Buffer.from(digest, "hex"))))
    .digest("hex");

interface Change {
  readonly resources?: readonly object[];
  readonly serialization?: object;
  readonly root?: string;
  readonly head?: object;
}

function statement({
  resources = [{ name: "a", algorithm: "sha256", digest: DIGEST }],
  serialization = {},
  root,
  head = {},
}: Change): Buffer {
  return Buffer.from(
    JSON.stringify({
      _type: STATEMENT_TYPE,
      subject: [{ name: "model", digest: { sha256: root ?? rootOf(...resources.map(() => DIGEST)) } }],
      predicateType: PREDICATE_TYPE,
      predicate: { serialization: { method: "files", hash_type: "sha256", allow_symlinks: false, ...serialization }, resources },
      ...head,
    }),
  );
}

function reason(payload: Uint8Array): string {
  try {
    readStatement(payload);
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  return "read";
}

const named = (...names: readonly string[]): readonly object[] => names.map((name) => ({ name, algorithm: "sha256", digest: DIGEST }));

describe("readStatement", () => {
  it("reads what it writes, for files and shards", () => {
    const files = {
      name: "model",
      method: "files",
      hash: "sha256",
      links: true,
      ignored: [".git"],
      resources: [{ file: "a", digest: DIGEST }],
    } as const;
    expect(readStatement(writeStatement(files))).toEqual({ ...files, root: rootOf(DIGEST) });
    const shards = { ...files, method: "shards", shardBytes: 10, resources: [{ file: "x:1:2", range: [0, 10], digest: DIGEST }] } as const;
    expect(readStatement(writeStatement(shards))).toEqual({ ...shards, root: rootOf(DIGEST) });
  });

  it("takes the root in the order of the list, whatever that is", () => {
    const other = createHash("sha256").update("b").digest("hex");
    const resources = [
      { name: "b", algorithm: "sha256", digest: other },
      { name: "a", algorithm: "sha256", digest: DIGEST },
    ];
    expect(reason(statement({ resources, root: rootOf(other, DIGEST) }))).toBe("read");
    expect(reason(statement({ resources, root: rootOf(DIGEST, other) }))).toBe("root-mismatch");
  });

  it("takes names in one form, and numbers of shards as numbers", () => {
    expect(readStatement(statement({ resources: named("./a//b") })).resources[0]?.file).toBe("a/b");
    const shards = statement({
      resources: [{ name: "a:0:5", algorithm: "sha256-sharded-5", digest: DIGEST }],
      serialization: { method: "shards", shard_size: 5 },
    });
    const text = shards.toString("utf8").replace('"shard_size":5', '"shard_size":5.0');
    expect(readStatement(Buffer.from(text)).resources).toEqual([{ file: "a", range: [0, 5], digest: DIGEST }]);
  });

  it.each([
    ["path-unsafe", { resources: named("../a") }],
    ["path-unsafe", { resources: named("a/../../b") }],
    ["path-unsafe", { resources: named("/etc/passwd") }],
    ["path-unsafe", { resources: named("a\0b") }],
    ["name-duplicate", { resources: named("a", "./a") }],
    ["statement-type", { head: { _type: "https://in-toto.io/Statement/v0.1" } }],
    ["statement-invalid", { head: { subject: "model" } }],
    ["statement-invalid", { head: { predicate: 7 } }],
    ["predicate-type", { head: { predicateType: "https://slsa.dev/provenance/v1" } }],
    ["subject-count", { head: { subject: [] } }],
    ["subject-count", { head: { subject: [{}, {}] } }],
    ["root-mismatch", { root: "00" }],
    ["serialization-unknown", { serialization: { method: "chunks" } }],
    ["serialization-unknown", { serialization: { hash_type: "md5" } }],
    ["serialization-unknown", { serialization: { hash_type: "constructor" } }],
    ["serialization-unknown", { serialization: { method: "shards" } }],
    ["serialization-unknown", { serialization: { method: "shards", shard_size: 0 } }],
    ["statement-invalid", { resources: [{ name: "a", algorithm: "md5", digest: DIGEST }] }],
    ["statement-invalid", { resources: [{ name: "a", algorithm: "sha256", digest: DIGEST.slice(2) }] }],
    ["statement-invalid", { resources: [{ name: "a", algorithm: "sha256", digest: `${DIGEST.slice(2)}zz` }] }],
    [
      "statement-invalid",
      { resources: [{ name: "a", algorithm: "sha256", digest: DIGEST }], serialization: { method: "shards", shard_size: 5 } },
    ],
  ] as const)("refuses with %s", (expected, change: Change) => {
    expect(reason(statement(change))).toBe(expected);
  });

  it("refuses what is no JSON, and what is no UTF-8", () => {
    expect(reason(Buffer.from("{"))).toBe("statement-unreadable");
    expect(reason(Uint8Array.of(0xff, 0xfe))).toBe("statement-unreadable");
    expect(reason(Buffer.from("[]"))).toBe("statement-invalid");
  });

  it("reads statements of model_signing 0.2, whose subjects are the files", () => {
    const old = { _type: STATEMENT_TYPE, predicateType: "https://model_signing/Digests/v0.1", predicate: {} };
    const subject = [{ name: "a", digest: { sha256: DIGEST } }];
    expect(readStatement(Buffer.from(JSON.stringify({ ...old, subject }))).resources).toEqual([{ file: "a", digest: DIGEST }]);
    expect(reason(Buffer.from(JSON.stringify({ ...old, subject: [{ name: "a", digest: { sha512: DIGEST } }] })))).toBe("statement-invalid");
  });
});

describe("writeStatement", () => {
  it("signs nothing where there is nothing", () => {
    const nothing = { name: "m", method: "files", hash: "sha256", links: false, ignored: [], resources: [] } as const;
    expect(() => writeStatement(nothing)).toThrow(/holds no file/);
  });
});
