/**
 * Model signatures made by others: verdicts for signed models, structure of bundles, digests of serialised trees.
 *   node conformance/signing/run.ts [--vectors DIR] [--verbose]
 * DIR holds signing.tar.gz, or the folder signing/ (oms-spec, model-transparency, serialization-goldens, generated).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import {
  PUBLIC_GOOD_ROOT,
  parseBundle,
  Refusal,
  readCertificates,
  readPublicKey,
  readStatement,
  type Trust,
  type Verification,
  verifyModel,
} from "../../packages/protect/src/entry/signing.ts";
import { goldenCases } from "./goldens.ts";

const { values } = parseArgs({ options: { vectors: { type: "string" }, verbose: { type: "boolean", default: false } } });
const SHARED = join(import.meta.dirname, "../../../shared/data");
/** Of the keyless models of model-transparency (INDEX.md of the vectors). */
const IDENTITY = { identity: "stefanb@us.ibm.com", issuer: "https://sigstore.verify.ibm.com/oauth2" };

const failures: string[] = [];
const counts = new Map<string, [held: number, all: number]>();

function count(suite: string, name: string, held: boolean, why: string): void {
  const [before, all] = counts.get(suite) ?? [0, 0];
  counts.set(suite, [before + (held ? 1 : 0), all + 1]);
  if (!held) failures.push(`${suite}: ${name}: ${why}`);
  if (values.verbose) process.stdout.write(`${held ? "ok  " : "FAIL"} ${suite} ${name}: ${why}\n`);
}

function spoken({ verified, reasons }: Verification): string {
  return verified ? "accepted" : `rejected: ${reasons[0]?.message ?? "no reason"}`;
}

async function verified(model: string, signature: string, trust: Trust, ignored: readonly string[]): Promise<Verification> {
  const bundle = readFileSync(signature, "utf8");
  return await verifyModel(model, { trust, bundle, signatureFiles: [signature], ignored, ignoreGit: true, links: false, now: new Date() });
}

const Cases = z.object({
  ignored: z.string(),
  cases: z.array(
    z.object({
      bundle: z.string(),
      public_key: z.string(),
      model: z.string(),
      expect: z.enum(["accept", "reject"]),
      note: z.string().default(""),
    }),
  ),
});

async function generated(folder: string, scratch: string): Promise<void> {
  const unpacked = mkdtempSync(join(scratch, "model-"));
  spawnSync("tar", ["-xf", join(folder, "model.tar"), "-C", unpacked]);
  const { ignored, cases } = Cases.parse(JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")));
  for (const { bundle, public_key: key, model, expect } of cases) {
    const trust: Trust = { method: "key", key: readPublicKey(readFileSync(join(folder, key), "utf8"), key) };
    const found = await verified(join(unpacked, model), join(folder, bundle), trust, [ignored]);
    count("generated", bundle, found.verified === (expect === "accept"), spoken(found));
  }
}

function trustOf(name: string, keys: string): Trust {
  if (name.endsWith("sigstore")) return { method: "keyless", ...IDENTITY, trustedRoot: PUBLIC_GOOD_ROOT };
  if (name.endsWith("certificate"))
    return { method: "certificate", trusted: readCertificates(readFileSync(join(keys, "ca-cert.pem"), "utf8"), "ca-cert.pem") };
  return { method: "key", key: readPublicKey(readFileSync(join(keys, "signing-key-pub.pem"), "utf8"), "signing-key-pub.pem") };
}

/** The models of model_signing 0.2 to 1.1; ones that are signed as one file name it in their statement. */
async function transparency(folder: string): Promise<void> {
  const keys = join(folder, "keys");
  for (const name of readdirSync(folder)
    .filter((each) => each.startsWith("v"))
    .sort()) {
    const [place, signature] = [join(folder, name), join(folder, name, "model.sig")];
    const { resources } = readStatement(parseBundle(readFileSync(signature, "utf8")).envelope.payload);
    const model = resources.length === 1 && resources[0]?.file === "." ? join(place, "signme-1") : place;
    const found = await verified(model, signature, trustOf(name, keys), existsSync(join(place, "ignore-me")) ? ["ignore-me"] : []);
    count("model-transparency", name, found.verified, spoken(found));
    const other = name.endsWith("sigstore")
      ? await verified(
          model,
          signature,
          { method: "keyless", ...IDENTITY, identity: "stefanb.us.ibm.com", trustedRoot: PUBLIC_GOOD_ROOT },
          ["ignore-me"],
        )
      : undefined;
    if (other !== undefined)
      count("model-transparency", `${name} by another`, other.reasons[0]?.code === "identity-mismatch", spoken(other));
  }
}

function specification(folder: string): void {
  for (const verdict of ["valid", "invalid"])
    for (const name of readdirSync(join(folder, verdict)).sort()) {
      let why = "read";
      try {
        readStatement(parseBundle(readFileSync(join(folder, verdict, name), "utf8")).envelope.payload);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        why = error.message;
      }
      count("oms-spec", `${verdict}/${name}`, (why === "read") === (verdict === "valid"), why);
    }
}

async function run(folder: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "castellan-signing-"));
  try {
    await generated(join(folder, "generated"), scratch);
    await transparency(join(folder, "model-transparency"));
    specification(join(folder, "oms-spec"));
    for (const { name, held, why } of await goldenCases(join(folder, "serialization-goldens"), scratch))
      count("serialization-goldens", name, held, why);
  } finally {
    rmSync(scratch, { recursive: true });
  }
  for (const [suite, [held, all]] of counts) process.stdout.write(`${suite.padEnd(24)} ${held} of ${all}\n`);
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

const base = values.vectors ?? SHARED;
if (existsSync(join(base, "generated/cases.json"))) await run(base);
else if (existsSync(join(base, "signing/generated/cases.json"))) await run(join(base, "signing"));
else if (existsSync(join(base, "signing.tar.gz"))) {
  const temporary = mkdtempSync(join(tmpdir(), "castellan-signing-vectors-"));
  try {
    spawnSync("tar", ["-xzf", join(base, "signing.tar.gz"), "-C", temporary]);
    await run(join(temporary, "signing"));
  } finally {
    rmSync(temporary, { recursive: true });
  }
} else {
  process.stderr.write("signing: skipped, no signing.tar.gz; give --vectors DIR\n");
  process.exitCode = 77;
}
