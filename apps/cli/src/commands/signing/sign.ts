import { hash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import {
  type DigestPlan,
  HASH_TYPES,
  manifestOf,
  postQuantumFile,
  readCertificates,
  readMlDsaPrivateKey,
  readPrivateKey,
  type SigningCertificates,
  signPostQuantum,
  signStatement,
  writeStatement,
} from "@castellan/protect/signing";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { writeFileWhole } from "../../write-file.ts";
import { recorded, statedLedger } from "../ledger/recorded.ts";
import { needed, onePath, passphraseOf, textFile } from "./inputs.ts";

function certificatesOf({ values, clock }: CommandContext): SigningCertificates | undefined {
  const file = values.text("signing-certificate");
  const chain = values.list("certificate-chain").flatMap((each) => readCertificates(textFile("certificate-chain", each), each));
  if (file === undefined) {
    if (chain.length > 0)
      throw new CommandError("USAGE", "--certificate-chain goes with --signing-certificate, the certificate of the key.");
    return undefined;
  }
  const [signer, ...others] = readCertificates(textFile("signing-certificate", file), file);
  if (signer === undefined) throw new CommandError("USAGE", `--signing-certificate ${file} holds no certificate.`);
  return { signer, chain: [...others, ...chain], now: clock() };
}

/** `castellan sign`: a bundle that any tool of OpenSSF Model Signing verifies. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal, signal } = context;
  const path = onePath(context, "sign");
  const [keyFile, out] = [needed(context, "private-key", "sign"), needed(context, "signature", "sign")];
  if (existsSync(out) && !values.on("force")) throw new CommandError("USAGE", `${out} is there already; --force replaces it.`);
  statedLedger(context);
  const passphrase = passphraseOf(context);
  // Keys are read first: who mistyped a passphrase should not wait for the hashing.
  const key = readPrivateKey(textFile("private-key", keyFile), keyFile, passphrase);
  const certificates = certificatesOf(context);
  const secondFile = values.text("post-quantum-key");
  const second =
    secondFile === undefined ? undefined : readMlDsaPrivateKey(textFile("post-quantum-key", secondFile), secondFile, passphrase);
  const shardBytes = values.count("shard-size");
  const plan: DigestPlan = {
    method: shardBytes === undefined ? "files" : "shards",
    hash: values.choice("hash-type", HASH_TYPES),
    shardBytes,
    links: values.on("allow-symlinks"),
  };
  const started = performance.now();
  const manifest = await manifestOf(path, {
    plan,
    signatures: second === undefined ? [out] : [out, postQuantumFile(out)],
    ignored: values.list("ignore"),
    ignoreGit: values.on("ignore-git"),
    jobs: values.count("jobs"),
    signal,
    progress: (done, all) => terminal.progress(`hashed ${Math.round((100 * done) / Math.max(1, all))} % of ${path}`, started),
  });
  const payload = writeStatement(manifest);
  const begins = {
    act: "artifact.sign",
    subjects: [{ name: path, digests: { sha256: hash("sha256", payload) } }, { name: out }],
    details: { files: manifest.files, bytes: manifest.bytes, algorithm: key.public.algorithm, postQuantum: second?.algorithm ?? "none" },
  };
  await recorded(
    context,
    begins,
    async () => {
      const bundle = signStatement(payload, key, certificates);
      // The second first: a model with only the first would pass where nobody asks for both.
      if (second !== undefined) writeFileWhole(postQuantumFile(out), signPostQuantum(payload, second));
      try {
        writeFileWhole(out, bundle);
      } catch (error) {
        if (second !== undefined) rmSync(postQuantumFile(out), { force: true });
        throw error;
      }
      return bundle;
    },
    (bundle) => [{ ...begins, subjects: [...begins.subjects.slice(0, 1), { name: out, digests: { sha256: hash("sha256", bundle) } }] }],
  );
  terminal.note(
    `${out}: ${manifest.files} files, ${manifest.bytes} bytes, signed with ${key.public.algorithm}${second === undefined ? "" : ` and ${second.algorithm} (${postQuantumFile(out)})`}.`,
  );
  return EXIT.ok;
}
