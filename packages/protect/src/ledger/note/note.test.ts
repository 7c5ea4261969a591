import { describe, expect, it } from "vitest";
import { parseCheckpoint, renderCheckpoint } from "./checkpoint.ts";
import { parseCosignatures, withSignatures } from "./cosigned.ts";
import {
  checkSignature,
  parseSignerKey,
  parseVerifierKey,
  renderSignerKey,
  renderVerifierKey,
  type SignerKey,
  signCheckpoint,
  signerKey,
} from "./keys.ts";
import { nativeMlDsa44, portableMlDsa44 } from "./ml-dsa.ts";
import { parseNote, renderNote } from "./note.ts";
import { judgePolicy, parsePolicy } from "./policy.ts";
import { judgeProof, parseProof, renderProof } from "./tlog-proof.ts";

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const log = signerKey("example.org/log", "ed25519", seed(1));
const w1 = signerKey("example.net/w1", "ed25519-cosignature", seed(2));
const w2 = signerKey("example.net/w2", "ml-dsa-44-cosignature", seed(3));
const root = Buffer.alloc(32, 9);
const bare = (() => {
  const checkpoint = { origin: "example.org/log", size: 7, root, extensions: [] };
  return { ...checkpoint, note: { text: renderCheckpoint(checkpoint), signatures: [] } };
})();
const signedBy = (...keys: readonly SignerKey[]) =>
  withSignatures(
    bare,
    keys.map((key) => signCheckpoint(key, bare, 1_700_000_000)),
  );
const read = (text: string) => parseCheckpoint("cp", Buffer.from(text));

describe("signed notes", () => {
  it("verify the example of the specification", () => {
    const key = parseVerifierKey("key", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n");
    const note = parseNote(
      "note",
      Buffer.from(
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
      ),
    );
    const asCheckpoint = { ...bare, note };
    expect(checkSignature(key, asCheckpoint)).toEqual({ valid: true });
    expect(checkSignature(key, { ...asCheckpoint, note: { ...note, text: "This is another message.\n" } })).toEqual({ valid: false });
  });

  it.each([
    ["nothing", ""],
    ["no blank line", "a\n— k AAAAAAA=\n"],
    ["no end of line", "a\n\n— k AAAAAAA="],
    ["a control character", "a\rb\n\n— k AAAAAAA=\n"],
    ["another dash", "a\n\n- k AAAAAAA=\n"],
    ["base64 with rests", "a\n\n— k AAAAAAB=\n"],
    ["a short signature", "a\n\n— k AAAAAA==\n"],
    ["a name with a plus", "a\n\n— k+x AAAAAAA=\n"],
    ["two spaces", "a\n\n— k  AAAAAAA=\n"],
    ["too many signatures", `a\n\n${"— k AAAAAAA=\n".repeat(101)}`],
  ])("refuse %s", (_what, text) => {
    expect(() => parseNote("note", Buffer.from(text))).toThrow(/note is no signed note/);
  });

  it("refuse what is not UTF-8, and what is endless", () => {
    expect(() => parseNote("note", Buffer.from("ff0a0ae28094", "hex"))).toThrow(/UTF-8/);
    expect(() => parseNote("note", Buffer.alloc(2 ** 21, 97))).toThrow(/longer/);
  });
});

describe("checkpoints", () => {
  it.each([
    ["an empty name", "\n1\nAAAA\n"],
    ["leading zeros", `o\n01\n${root.toString("base64")}\n`],
    ["a size above 2^53", `o\n9007199254740993\n${root.toString("base64")}\n`],
    ["a short root", "o\n1\nAAAA\n"],
    ["no root", "o\n1\n"],
  ])("refuse %s", (_what, text) => {
    expect(() => read(`${text}\n— k AAAAAAA=\n`)).toThrow(/is no/);
  });

  it("hold with every kind of key, and not with one changed character", () => {
    const checkpoint = read(renderNote(signedBy(log, w1, w2).note));
    expect(checkpoint).toMatchObject({ origin: "example.org/log", size: 7, extensions: [] });
    expect(checkSignature(log, checkpoint)).toEqual({ valid: true });
    for (const key of [w1, w2]) expect(checkSignature(key, checkpoint)).toEqual({ valid: true, seconds: 1_700_000_000 });
    const other = { ...checkpoint, size: 8, note: { ...checkpoint.note, text: checkpoint.note.text.replace("7", "8") } };
    for (const key of [log, w1, w2]) expect(checkSignature(key, other)?.valid).toBe(false);
    expect(checkSignature(signerKey("example.org/log", "ed25519", seed(5)), checkpoint)).toBeUndefined();
  });

  it("refuse a cosignature whose time was changed, and one that is cut short", () => {
    for (const key of [w1, w2]) {
      const [signature] = signedBy(key).note.signatures;
      const bytes = Buffer.from(signature?.bytes ?? []);
      bytes[7] = (bytes[7] ?? 0) ^ 1;
      const { name, keyId } = key;
      expect(checkSignature(key, withSignatures(bare, [{ name, keyId, bytes }]))?.valid).toBe(false);
      expect(checkSignature(key, withSignatures(bare, [{ name, keyId, bytes: bytes.subarray(0, 30) }]))).toEqual({ valid: false });
      expect(checkSignature(key, withSignatures(bare, [{ name, keyId, bytes: Buffer.alloc(bytes.length, 255) }]))).toEqual({
        valid: false,
      });
    }
  });

  it("refuse a key of whose signatures one does not hold", () => {
    const [good] = signedBy(log).note.signatures;
    const both = {
      ...bare,
      note: { text: bare.note.text, signatures: [good, { ...log, bytes: Buffer.alloc(64) }].filter((one) => one !== undefined) },
    };
    expect(checkSignature(log, both)).toEqual({ valid: false });
  });
});

describe("keys", () => {
  it("are written and read", () => {
    for (const key of [log, w1, w2]) {
      const { seed: _seed, ...open } = key;
      expect(parseVerifierKey("k", renderVerifierKey(key))).toEqual({ ...open, publicKey: Buffer.from(open.publicKey) });
      expect(renderSignerKey(parseSignerKey("k", renderSignerKey(key)))).toBe(renderSignerKey(key));
    }
  });

  it("are refused where something is changed, and never shown", () => {
    const text = renderSignerKey(log);
    const secret = text.split("+").at(-1) ?? "";
    for (const wrong of ["", "x", text.replace("example", "exbmple"), text.slice(0, -4), text.replace("PRIVATE", "PUBLIC")])
      try {
        parseSignerKey("the key file", wrong);
        expect.unreachable();
      } catch (error) {
        expect(String(error)).toContain("the key file");
        expect(String(error)).not.toContain(secret.slice(4, 20));
      }
    const open = renderVerifierKey(log);
    for (const wrong of ["", "a+b+c", open.replace("example", "exbmple"), open.slice(0, -4), "n+00000000+AgAA"])
      expect(() => parseVerifierKey("k", wrong)).toThrow(/no verifier key/);
    expect(() => signerKey("a b", "ed25519", seed(1))).toThrow(/cannot name a key/);
    expect(() => signerKey("a", "ed25519", new Uint8Array(31))).toThrow(/32 random bytes/);
  });

  it("of ML-DSA-44 are the same by OpenSSL and in JavaScript", () => {
    const message = Buffer.from("message");
    const key = portableMlDsa44.publicKey(seed(4));
    expect(Buffer.from(nativeMlDsa44.publicKey(seed(4)))).toEqual(Buffer.from(key));
    expect(portableMlDsa44.verify(key, message, nativeMlDsa44.sign(seed(4), message))).toBe(true);
    expect(nativeMlDsa44.verify(key, message, portableMlDsa44.sign(seed(4), message))).toBe(true);
    expect(nativeMlDsa44.verify(key, Buffer.from("other"), portableMlDsa44.sign(seed(4), message))).toBe(false);
  });
});

describe("policies", () => {
  const lines = [
    `log ${renderVerifierKey(log)}`,
    `witness a ${renderVerifierKey(w1)}`,
    `\twitness b ${renderVerifierKey(w2)} https://b.example.net `,
  ];
  const policy = (...more: readonly string[]) => parsePolicy("p", Buffer.from(["# comment", "", ...lines, ...more, ""].join("\n")));

  it("ask for k of n", () => {
    const both = policy("group g all a b", "quorum g");
    expect(judgePolicy(both, signedBy(log, w1, w2))).toEqual({ holds: true, witnesses: ["a", "b"], message: "" });
    expect(judgePolicy(both, signedBy(log, w1))).toMatchObject({ holds: false, witnesses: ["a"] });
    expect(judgePolicy(policy("group g any a b", "quorum g"), signedBy(log, w2)).holds).toBe(true);
    expect(judgePolicy(policy("group x 1 a", "group g 2 x b", "quorum g"), signedBy(log, w2)).holds).toBe(false);
    expect(judgePolicy(policy("quorum none"), signedBy(log)).holds).toBe(true);
    expect(judgePolicy(policy("quorum none"), signedBy(w1)).message).toContain("no log");
    expect(judgePolicy(policy("quorum a"), withSignatures(signedBy(log), [{ ...w1, bytes: Buffer.alloc(72) }])).message).toContain(
      "does not hold",
    );
  });

  it.each([
    ["no quorum", []],
    ["two", ["quorum none", "quorum a"]],
    ["an unknown name", ["quorum c"]],
    ["a group of none", ["group g any", "quorum none"]],
    ["more than there are", ["group g 3 a b", "quorum g"]],
    ["zero", ["group g 0 a", "quorum g"]],
    ["a member of two groups", ["group g any a", "group h any a", "quorum g"]],
    ["a name that is taken", [`witness a ${renderVerifierKey(signerKey("x", "ed25519-cosignature", seed(9)))}`, "quorum a"]],
    ["a key that is there", [`witness c ${renderVerifierKey(w1)}`, "quorum a"]],
    ["a log's key for a witness", [`witness c ${renderVerifierKey(log)}`, "quorum a"]],
    ["an unknown line", ["quorums a"]],
    ["a control character", ["quorum a\r"]],
  ])("refuse %s, with the line", (_what, more) => {
    expect(() => policy(...more)).toThrow(/^p(?:, line \d+:| has)/);
  });
});

describe("proofs in files", () => {
  const proof = { index: 0, hashes: [], checkpoint: { ...bare, size: 1 }, extra: Buffer.from("x") };

  it("are judged with key, policy and entry", () => {
    const checkpoint = { origin: "example.org/log", size: 1, root, extensions: [] };
    const one = { ...checkpoint, note: { text: renderCheckpoint(checkpoint), signatures: [] } };
    const whole = parseProof("f", Buffer.from(renderProof({ ...proof, checkpoint: withSignatures(one, [signCheckpoint(log, one, 0)]) })));
    expect(whole).toMatchObject({ index: 0, hashes: [], extra: Buffer.from("x") });
    expect(judgeProof(whole, root, { logKeys: [log] })).toBeUndefined();
    expect(judgeProof(whole, Buffer.alloc(32), { logKeys: [log] })).toContain("not number 0");
    expect(judgeProof(whole, root, { logKeys: [] })).toContain("none was given");
    expect(judgeProof(whole, root, { logKeys: [signerKey("example.org/log", "ed25519", seed(8))] })).toContain("does not bear");
    expect(judgeProof(whole, root, { logKeys: [w1] })).toContain("not of example.net/w1");
  });

  it.each([
    ["", /blank line/],
    ["x\n\n", /first line/],
    ["c2sp.org/tlog-proof@v1\nextra *\nindex 0\n\n", /extra/],
    ["c2sp.org/tlog-proof@v1\nindex 00\n\n", /index/],
    ["c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n", /hash 1/],
    [`c2sp.org/tlog-proof@v1\nindex 0\n${`${root.toString("base64")}\n`.repeat(64)}\n`, /more than/],
    ["c2sp.org/tlog-proof@v1\nindex 0\n\nx", /no signed note/],
  ])("refuse %j", (text, why) => {
    expect(() => parseProof("f", Buffer.from(text))).toThrow(why);
  });

  it("take cosignature lines only", () => {
    expect(() => parseCosignatures("f", "")).toThrow(/no cosignature/);
    expect(() => parseCosignatures("f", "hello\n")).toThrow(/no cosignature/);
  });
});
