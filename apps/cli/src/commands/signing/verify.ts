import { existsSync } from "node:fs";
import {
  MOST_BUNDLE_BYTES,
  PUBLIC_GOOD_ROOT,
  postQuantumFile,
  readCertificates,
  readMlDsaPublicKey,
  readPublicKey,
  readTrustedRoot,
  type Trust,
  type VerifyDocument,
  verifyDocument,
  verifyModel,
} from "@castellan/protect/signing";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { needed, onePath, textFile } from "./inputs.ts";

function timeOf({ values, clock }: CommandContext): Date | undefined {
  const text = values.text("certificate-time");
  if (text === undefined) return undefined;
  const time = text === "now" ? clock() : new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new CommandError("USAGE", `--certificate-time ${text} is neither now nor a time such as 2026-11-23T10:00:00Z.`);
  return time;
}

function pinsOf({ values }: CommandContext): readonly string[] {
  return values.list("certificate-pin").map((pin) => {
    const plain = pin
      .replace(/^sha256:/i, "")
      .replaceAll(":", "")
      .toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(plain)) throw new CommandError("USAGE", `--certificate-pin ${pin} is no SHA-256 in hexadecimal.`);
    return plain;
  });
}

/** Exactly one way to say who must have signed. */
function trustOf(context: CommandContext): Trust {
  const { values } = context;
  const [key, chain, identities] = [values.text("public-key"), values.list("certificate-chain"), values.list("identity")];
  const ways = [key !== undefined, chain.length > 0, identities.length > 0].filter(Boolean).length;
  if (ways !== 1)
    throw new CommandError(
      "USAGE",
      "castellan verify needs one of --public-key K, --certificate-chain C, or --identity I with --issuer U.",
    );
  if (key !== undefined) return { method: "key", key: readPublicKey(textFile("public-key", key), key) };
  if (chain.length > 0) {
    const trusted = chain.flatMap((file) => readCertificates(textFile("certificate-chain", file), file));
    return { method: "certificate", trusted, at: timeOf(context), pins: pinsOf(context) };
  }
  const [identity, second] = identities;
  if (identity === undefined || second !== undefined) throw new CommandError("USAGE", "castellan verify takes one --identity.");
  const root = values.text("trusted-root");
  const trustedRoot = root === undefined ? PUBLIC_GOOD_ROOT : readTrustedRoot(textFile("trusted-root", root), root);
  return { method: "keyless", identity, issuer: needed(context, "issuer", "verify --identity"), trustedRoot };
}

function lines({ target, signature, verified, signer, model, postQuantum, reasons, notes }: VerifyDocument): readonly string[] {
  const who =
    signer === undefined
      ? ""
      : ` by ${signer.subject ?? `the key ${signer.key ?? ""}`}${signer.issuer === undefined ? "" : ` (${signer.issuer})`}`;
  const what = model === undefined ? "" : `, ${model.files} files, ${model.bytes} bytes`;
  return [
    verified
      ? `Verified: ${target} is what was signed${who}${what}${postQuantum === undefined ? "" : `; ${postQuantum} holds too`}.`
      : `Not verified: ${target} against ${signature}.`,
    ...reasons.map(({ code, message }) => `  ${code}: ${message}`),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

/** `castellan verify`: who signed, and whether every file is what was signed. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal, signal, clock } = context;
  const path = onePath(context, "verify");
  const signature = needed(context, "signature", "verify");
  const trust = trustOf(context);
  const second = values.text("post-quantum-key");
  const sibling = postQuantumFile(signature);
  const started = performance.now();
  const now = clock();
  const found = await verifyModel(path, {
    trust,
    bundle: textFile("signature", signature, MOST_BUNDLE_BYTES),
    signatureFiles: second === undefined ? [signature] : [signature, sibling],
    ignored: values.list("ignore"),
    ignoreGit: values.on("ignore-git"),
    links: values.on("allow-symlinks"),
    ...(second === undefined
      ? {}
      : {
          postQuantum: {
            key: readMlDsaPublicKey(textFile("post-quantum-key", second), second),
            bundle: existsSync(sibling) ? textFile("signature", sibling, MOST_BUNDLE_BYTES) : undefined,
          },
        }),
    now,
    jobs: values.count("jobs"),
    signal,
    progress: (done, all) => terminal.progress(`hashed ${Math.round((100 * done) / Math.max(1, all))} % of ${path}`, started),
  });
  const run = values.on("reproducible") ? undefined : { time: now.toISOString(), milliseconds: Math.round(performance.now() - started) };
  const document = verifyDocument(path, signature, found, run);
  const text =
    values.text("format") === "json" ? `${JSON.stringify(document, null, 2)}\n` : `${lines(document).map(printable).join("\n")}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  if (found.verified) return EXIT.ok;
  // What was read and differs outweighs what could not be read.
  const onlyUnread = found.reasons.every(({ code }) => code === "unreadable" || code === "file-written");
  return onlyUnread ? EXIT.unread : EXIT.findings;
}
