import { createHash, createPrivateKey } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readPrivateKey, signStatement } from "../../packages/protect/src/entry/signing.ts";
import type { Tree } from "./trees.ts";

const Statement = z.looseObject({
  _type: z.string(),
  subject: z.array(z.looseObject({ name: z.string(), digest: z.record(z.string(), z.string()) })),
  predicateType: z.string(),
  predicate: z.looseObject({
    serialization: z.looseObject({ method: z.string() }),
    resources: z.array(z.looseObject({ name: z.string(), algorithm: z.string(), digest: z.string() })),
  }),
});
type Statement = z.infer<typeof Statement>;
const Bundle = z.looseObject({
  mediaType: z.string(),
  verificationMaterial: z.looseObject({}),
  dsseEnvelope: z.looseObject({ payload: z.string(), payloadType: z.string(), signatures: z.array(z.looseObject({ sig: z.string() })) }),
});
type Bundle = z.infer<typeof Bundle>;

function reroot(statement: Statement): void {
  const total = createHash("sha256");
  for (const { digest } of statement.predicate.resources) total.update(Buffer.from(digest, "hex"));
  const [subject] = statement.subject;
  if (subject !== undefined) subject.digest = { sha256: total.digest("hex") };
}

type Draw = () => number;

/** Statements that their owner signed, though they are not as they should be. */
const STATEMENTS: Readonly<Record<string, (statement: Statement, draw: Draw) => void>> = {
  unchanged: () => undefined,
  "resources in another order": (s) => {
    s.predicate.resources.reverse();
    reroot(s);
  },
  "root not of the order": (s) => void s.predicate.resources.reverse(),
  "a name twice": (s) => {
    s.predicate.resources.push(...s.predicate.resources.slice(0, 1));
    reroot(s);
  },
  "a file left out": (s) => {
    s.predicate.resources.pop();
    reroot(s);
  },
  "a file that is not there": (s) => {
    s.predicate.resources.push({ name: "not there", algorithm: "sha256", digest: "00".repeat(32) });
    reroot(s);
  },
  "a name out of the model": (s) => {
    s.predicate.resources.push({ name: "../outside", algorithm: "sha256", digest: "00".repeat(32) });
    reroot(s);
  },
  "an absolute name": (s) => {
    s.predicate.resources.push({ name: "/etc/passwd", algorithm: "sha256", digest: "00".repeat(32) });
    reroot(s);
  },
  "names with ./": (s) => {
    s.predicate.resources = s.predicate.resources.map((each) => ({ ...each, name: `./${each.name}` }));
  },
  "capital digests": (s) => {
    s.predicate.resources = s.predicate.resources.map((each) => ({ ...each, digest: each.digest.toUpperCase() }));
  },
  "short digest": (s) => {
    const [first] = s.predicate.resources;
    if (first !== undefined) first.digest = first.digest.slice(2);
    reroot(s);
  },
  "another algorithm": (s) => {
    const [first] = s.predicate.resources;
    if (first !== undefined) first.algorithm = "sha512";
  },
  "two subjects": (s) => void s.subject.push({ name: "second", digest: { sha256: "00".repeat(32) } }),
  "no subject": (s) => {
    s.subject = [];
  },
  "another name of the subject": (s) => {
    const [first] = s.subject;
    if (first !== undefined) first.name = "renamed";
  },
  "subject without SHA-256": (s) => {
    const [first] = s.subject;
    if (first !== undefined) first.digest = { sha512: "00" };
  },
  "another predicate type": (s) => {
    s.predicateType = "https://slsa.dev/provenance/v1";
  },
  "another statement type": (s) => {
    s._type = "https://in-toto.io/Statement/v0.1";
  },
  "unknown method": (s) => {
    s.predicate.serialization.method = "chunks";
  },
  "unknown fields": (s) => {
    s.predicate["more"] = { a: 1 };
    s["more"] = 1;
  },
  "a further ignored path": (s) => {
    s.predicate.serialization["ignore_paths"] = ["somewhere", "../up", "/abs"];
  },
};

/** Bundles whose text somebody changed. */
const BUNDLES: Readonly<Record<string, (bundle: Bundle, draw: Draw) => void>> = {
  "bundle: media type 0.1": (b) => {
    b.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.1";
  },
  "bundle: unknown media type": (b) => {
    b.mediaType = "application/json";
  },
  "bundle: payload type": (b) => {
    b.dsseEnvelope.payloadType = "application/json";
  },
  "bundle: no signature": (b) => {
    b.dsseEnvelope.signatures = [];
  },
  "bundle: second signature": (b) => void b.dsseEnvelope.signatures.push({ sig: "AAAA", keyid: "" }),
  "bundle: wrong first signature": (b) => void b.dsseEnvelope.signatures.unshift({ sig: "AAAA", keyid: "" }),
  "bundle: no key id": (b) => {
    for (const signature of b.dsseEnvelope.signatures) delete signature["keyid"];
  },
  "bundle: payload edited": (b) => {
    const text = Buffer.from(b.dsseEnvelope.payload, "base64").toString("utf8").replace("sha256", "sha257");
    b.dsseEnvelope.payload = Buffer.from(text).toString("base64");
  },
  "bundle: no entries list": (b) => {
    delete b.verificationMaterial["tlogEntries"];
  },
  "bundle: no material": (b) => {
    b.verificationMaterial = {};
  },
  "bundle: unknown member": (b) => {
    b["more"] = 1;
  },
  "bundle: hint left empty": (b) => {
    if ("publicKey" in b.verificationMaterial) b.verificationMaterial["publicKey"] = { hint: "" };
  },
  "bundle: another hint": (b) => {
    if ("publicKey" in b.verificationMaterial) b.verificationMaterial["publicKey"] = { hint: "ab".repeat(32) };
  },
  "bundle: signature cut": (b) => {
    const [first] = b.dsseEnvelope.signatures;
    if (first !== undefined) first.sig = Buffer.from(first.sig, "base64").subarray(0, 20).toString("base64");
  },
};

const TEXTS: Readonly<Record<string, (text: string, draw: Draw) => string>> = {
  "text: cut": (text, draw) => text.slice(0, Math.floor(draw() * text.length)),
  "text: empty": () => "",
  "text: pretty": (text) => JSON.stringify(JSON.parse(text), null, 4),
  "text: an array": (text) => `[${text}]`,
  "text: trailing comma": (text) => text.trimEnd().replace(/\}$/, ",}"),
  "text: two documents": (text) => text + text,
};

/** Files that somebody changed after the signature. */
const TREES: Readonly<Record<string, (tree: Tree, draw: Draw) => void>> = {
  "tree: byte changed": ({ root, files }, draw) => {
    const path = join(root, files[Math.floor(draw() * files.length)] ?? "");
    const bytes = readFileSync(path);
    if (bytes.length === 0) return appendFileSync(path, "x");
    const at = Math.floor(draw() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(draw() * 8));
    return writeFileSync(path, bytes);
  },
  "tree: appended": ({ root, files }, draw) => appendFileSync(join(root, files[Math.floor(draw() * files.length)] ?? ""), "\n"),
  "tree: emptied": ({ root, files }, draw) => truncateSync(join(root, files[Math.floor(draw() * files.length)] ?? "")),
  "tree: removed": ({ root, files }, draw) => rmSync(join(root, files[Math.floor(draw() * files.length)] ?? "")),
  "tree: renamed": ({ root, files }, draw) => renameSync(join(root, files[Math.floor(draw() * files.length)] ?? ""), join(root, "renamed")),
  "tree: added": ({ root }) => writeFileSync(join(root, "added"), "new"),
  "tree: empty one added": ({ root }) => writeFileSync(join(root, "added"), ""),
  "tree: added below": ({ root }) => {
    mkdirSync(join(root, "deep/er"), { recursive: true });
    writeFileSync(join(root, "deep/er/.gitignore"), "new");
  },
  "tree: added where git lives": ({ root }) => {
    mkdirSync(join(root, ".git"), { recursive: true });
    writeFileSync(join(root, ".git/config"), "new");
  },
  "tree: empty folder added": ({ root }) => void mkdirSync(join(root, "empty folder")),
  "tree: link added": ({ root }) => symlinkSync("/etc/hostname", join(root, "new link")),
  "tree: broken link added": ({ root }) => symlinkSync("nowhere", join(root, "new link")),
  "tree: link to a folder added": ({ root }) => symlinkSync("/etc", join(root, "new link")),
  "tree: link within what is ignored": ({ root }) => {
    mkdirSync(join(root, ".git"), { recursive: true });
    symlinkSync("/etc/hostname", join(root, ".git/link"));
  },
};

export const MUTATIONS: readonly string[] = [
  ...Object.keys(STATEMENTS),
  ...Object.keys(BUNDLES),
  ...Object.keys(TEXTS),
  ...Object.keys(TREES),
];

/** Applies one mutation to a tree on disk or to the bundle's text; statements are signed again. @returns the bundle's text */
export function mutated(name: string, tree: Tree, text: string, keyFile: string, draw: Draw): string {
  TREES[name]?.(tree, draw);
  const other = TEXTS[name]?.(text, draw);
  if (other !== undefined) return other;
  const bundle = Bundle.parse(JSON.parse(text));
  const statementChange = STATEMENTS[name];
  if (statementChange !== undefined) {
    const statement = Statement.parse(JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, "base64").toString("utf8")));
    statementChange(statement, draw);
    const pem = createPrivateKey(readFileSync(keyFile)).export({ type: "pkcs8", format: "pem" }).toString();
    return signStatement(Buffer.from(JSON.stringify(statement)), readPrivateKey(pem, keyFile));
  }
  BUNDLES[name]?.(bundle, draw);
  return BUNDLES[name] === undefined ? text : JSON.stringify(bundle);
}
