/**
 * Model signatures beside model_signing (PyPI, Apache-2.0): signatures of generated models are verified by the other tool
 * both ways; verdicts agree for mutated models, bundles and certificate chains; single-bit flips are all rejected here.
 *   node interop/model-signing/run.ts [--environment VENV] [--trees N] [--mutations N] [--flips N] [--seed N]
 * VENV is a virtual environment with model-signing; without it one is made in a temporary folder (python3 -m venv, pip).
 * Exits 77 where it does not install, 1 where verdicts differ other than documented (docs/signing.md), or a flip passes.
 */
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  manifestOf,
  readCertificates,
  readPrivateKey,
  readPublicKey,
  signStatement,
  type Trust,
  type Verification,
  verifyModel,
  writeStatement,
} from "../../packages/protect/src/entry/signing.ts";
import { CERTIFICATE_CASES } from "./certificate-cases.ts";
import { flips } from "./flips.ts";
import { MUTATIONS, mutated } from "./mutations.ts";
import { Peer, pythonOf } from "./peer.ts";
import { growTree, randomOf, type Tree } from "./trees.ts";

const { values } = parseArgs({
  options: {
    environment: { type: "string" },
    trees: { type: "string", default: "24" },
    mutations: { type: "string", default: "1000" },
    flips: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
  },
});
const python = pythonOf(values.environment);
if (python === undefined) {
  process.stderr.write("model-signing: skipped, model-signing does not install (python3 -m venv, pip)\n");
  process.exit(77);
}
const peer = new Peer(python);
const scratch = mkdtempSync(join(tmpdir(), "castellan-model-signing-"));
const seed = Number(values.seed);
const faults: string[] = [];

const CURVES = { p256: "P-256", p384: "P-384", p521: "P-521" } as const;
const KINDS = ["p256", "p384", "p521"] as const;
type Kind = (typeof KINDS)[number];
for (const kind of KINDS) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: CURVES[kind] });
  writeFileSync(join(scratch, `${kind}.key`), privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(join(scratch, `${kind}.pub`), publicKey.export({ type: "spki", format: "pem" }));
}
const keyFile = (kind: Kind, half: "key" | "pub"): string => join(scratch, `${kind}.${half}`);
const kindAt = (index: number): Kind => KINDS[index % KINDS.length] ?? "p256";

async function signHere(
  tree: Tree,
  key: string,
  shards?: number,
  certificate?: { readonly signer: string; readonly chain: readonly string[] },
): Promise<string> {
  const manifest = await manifestOf(tree.root, {
    plan: { method: shards === undefined ? "files" : "shards", hash: "sha256", shardBytes: shards, links: tree.links },
    signatures: [],
    ignored: tree.ignored,
    ignoreGit: true,
  });
  const pem = (file: string): string => readFileSync(file, "utf8");
  const [signer] = certificate === undefined ? [] : readCertificates(pem(certificate.signer), "signer");
  const chain = (certificate?.chain ?? []).flatMap((file) => readCertificates(pem(file), file));
  return signStatement(
    writeStatement(manifest),
    readPrivateKey(pem(key), key),
    signer === undefined ? undefined : { signer, chain, now: new Date() },
  );
}

async function verifyHere(tree: Tree, bundle: string, trust: Trust): Promise<Verification> {
  return await verifyModel(tree.root, {
    trust,
    bundle,
    signatureFiles: [],
    ignored: tree.ignored,
    ignoreGit: true,
    links: tree.links,
    now: new Date(),
  });
}

const trustIn = (kind: Kind): Trust => ({ method: "key", key: readPublicKey(readFileSync(keyFile(kind, "pub"), "utf8"), kind) });

async function bothWays(): Promise<void> {
  let [held, all] = [0, 0];
  const note = (ok: boolean, what: string): void => {
    all++;
    if (ok) held++;
    else faults.push(what);
  };
  for (let index = 0; index < Number(values.trees); index++) {
    const shards = index % 4 === 3 ? 512 : undefined;
    const tree = growTree(join(scratch, "model"), seed * 1000 + index, shards === undefined);
    const kind = kindAt(index);
    const question = { model: tree.root, ignored: tree.ignored, links: tree.links, ...(shards === undefined ? {} : { shards }) };
    const [ours, theirs] = [join(scratch, "ours.sig"), join(scratch, "theirs.sig")];
    writeFileSync(ours, await signHere(tree, keyFile(kind, "key"), shards));
    const read = await peer.ask({ do: "verify", ...question, signature: ours, key: keyFile(kind, "pub") });
    note(read.ok, `tree ${index}: model_signing rejects our signature: ${read.why}`);
    const written = await peer.ask({ do: "sign", ...question, signature: theirs, key: keyFile(kind, "key") });
    if (!written.ok) {
      note(false, `tree ${index}: model_signing does not sign: ${written.why}`);
      continue;
    }
    const found = await verifyHere(tree, readFileSync(theirs, "utf8"), trustIn(kind));
    note(found.verified, `tree ${index}: we reject its signature: ${found.reasons[0]?.message}`);
  }
  process.stdout.write(`both ways                ${held} of ${all} signatures of generated models accepted by the other tool\n`);
}

/** Mutations that we refuse and the tool accepts, with the reason that we give (docs/signing.md says why). */
const STRICTER: Readonly<Record<string, string>> = { "a name twice": "name-duplicate" };

async function agreement(): Promise<void> {
  let [agreed, stricter, accepted] = [0, 0, 0];
  const total = Number(values.mutations);
  for (let index = 0; index < total; index++) {
    const name = MUTATIONS[index % MUTATIONS.length] ?? "";
    const draw = randomOf(seed * 7919 + index);
    const kind = kindAt(Math.floor(draw() * 3));
    const tree = growTree(join(scratch, "model"), seed * 1000 + Math.floor(draw() * 100_000));
    const signature = join(scratch, "mutated.sig");
    let text: string;
    if (draw() < 0.5) text = await signHere(tree, keyFile(kind, "key"));
    else {
      const written = await peer.ask({
        do: "sign",
        model: tree.root,
        ignored: tree.ignored,
        links: tree.links,
        signature,
        key: keyFile(kind, "key"),
      });
      if (!written.ok) throw new Error(`model_signing does not sign: ${written.why}`);
      text = readFileSync(signature, "utf8");
    }
    const changed = mutated(name, tree, text, keyFile(kind, "key"), draw);
    writeFileSync(signature, changed);
    const question = { model: tree.root, ignored: tree.ignored, links: tree.links, signature, key: keyFile(kind, "pub") };
    const theirs = await peer.ask({ do: "verify", ...question });
    const ours = await verifyHere(tree, changed, trustIn(kind));
    if (ours.verified) accepted++;
    if (ours.verified === theirs.ok) agreed++;
    else if (!ours.verified && STRICTER[name] === ours.reasons[0]?.code) stricter++;
    else
      faults.push(
        `mutation ${index} (${name}): we ${ours.verified ? "accept" : `reject (${ours.reasons[0]?.message})`}, model_signing ${theirs.ok ? "accepts" : `rejects (${theirs.why})`}`,
      );
  }
  process.stdout.write(
    `mutations                ${agreed} of ${total} verdicts agree (${accepted} accepted), ${stricter} stricter here as documented\n`,
  );
}

async function certificates(): Promise<void> {
  let [agreed, stricter, both, unsigned] = [0, 0, 0, 0];
  const tree = growTree(join(scratch, "model"), seed);
  for (const { name, make, signer, chain, trusted, stricter: reason } of CERTIFICATE_CASES) {
    const folder = mkdtempSync(join(scratch, "certificates-"));
    for (const each of make) {
      const made = await peer.ask({ do: "certificate", folder, ...each });
      if (!made.ok) throw new Error(made.why);
    }
    const file = (each: string): string => join(folder, `${each}.pem`);
    const signature = join(folder, "model.sig");
    const question = { model: tree.root, ignored: tree.ignored, links: tree.links, signature };
    const written = await peer.ask({
      do: "sign",
      ...question,
      key: join(folder, `${signer}.key`),
      certificate: file(signer),
      chain: chain.map(file),
    });
    if (!written.ok) {
      // The tool signs with no RSA key; then there is nothing to verify.
      unsigned++;
      continue;
    }
    const theirs = await peer.ask({ do: "verify", ...question, chain: trusted.map(file) });
    const roots = trusted.flatMap((each) => readCertificates(readFileSync(file(each), "utf8"), each));
    const ours = await verifyHere(tree, readFileSync(signature, "utf8"), { method: "certificate", trusted: roots });
    if (ours.verified && theirs.ok) both++;
    if (ours.verified === theirs.ok) agreed++;
    else if (!ours.verified && ours.reasons[0]?.code === reason) stricter++;
    else
      faults.push(
        `certificate "${name}": we ${ours.verified ? "accept" : `reject (${ours.reasons[0]?.message})`}, model_signing ${theirs.ok ? "accepts" : `rejects (${theirs.why})`}`,
      );
  }
  const [first] = CERTIFICATE_CASES;
  if (first !== undefined) await signedWithCertificate(tree, first.make);
  process.stdout.write(
    `certificate chains       ${agreed} of ${CERTIFICATE_CASES.length} verdicts agree (${both} accepted), ${stricter} stricter here as documented, ${unsigned} not signed by it\n`,
  );
}

/** Our own certificate signature, read by the tool. */
async function signedWithCertificate(tree: Tree, make: readonly object[]): Promise<void> {
  const folder = mkdtempSync(join(scratch, "certificates-"));
  for (const each of make) await peer.ask({ do: "certificate", folder, ...each });
  const [signature, root] = [join(folder, "model.sig"), join(folder, "root.pem")];
  writeFileSync(
    signature,
    await signHere(tree, join(folder, "signer.key"), undefined, {
      signer: join(folder, "signer.pem"),
      chain: [join(folder, "middle.pem"), root],
    }),
  );
  const read = await peer.ask({ do: "verify", model: tree.root, ignored: tree.ignored, links: tree.links, signature, chain: [root] });
  if (!read.ok) faults.push(`model_signing rejects our signature by certificate: ${read.why}`);
}

async function bitFlips(): Promise<void> {
  const tree = growTree(join(scratch, "model"), seed + 5);
  const place = join(scratch, "flipped");
  cpSync(tree.root, place, { recursive: true, verbatimSymlinks: true });
  const copy = { ...tree, root: place };
  const text = await signHere(copy, keyFile("p384", "key"));
  const signature = join(scratch, "flipped.sig");
  const report = await flips({
    total: Number(values.flips),
    draw: randomOf(seed + 77),
    tree: copy,
    bundle: Buffer.from(text),
    here: async (bundle) => (await verifyHere(copy, bundle, trustIn("p384"))).verified,
    there: async (bundle) => {
      writeFileSync(signature, bundle);
      return (
        await peer.ask({ do: "verify", model: place, ignored: copy.ignored, links: copy.links, signature, key: keyFile("p384", "pub") })
      ).ok;
    },
  });
  process.stdout.write(
    `single-bit flips         ${report.rejected} of ${report.total} rejected (${report.ofBundle} in the bundle, ${report.ofFiles} in files); model_signing accepts ${report.theirs} of those in the bundle${report.where.length === 0 ? "" : `: ${report.where.join(", ")}`}\n`,
  );
  if (report.rejected !== report.total) faults.push(`${report.total - report.rejected} flips passed here`);
}

try {
  await bothWays();
  await certificates();
  await agreement();
  await bitFlips();
} finally {
  peer.end();
  rmSync(scratch, { recursive: true });
}
for (const fault of faults.slice(0, 40)) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
