import type { CommandSpec } from "./command-spec.ts";
import { FLAG_GROUPS } from "./flags.ts";

const { everywhere } = FLAG_GROUPS;

/** `castellan sign, verify`, in the order of the help. */
export const SIGNING_COMMANDS: readonly CommandSpec[] = [
  {
    name: "sign",
    arguments: "<path>",
    summary: "sign a model or data set (OpenSSF Model Signing 1.0); every file's digest is in the signature",
    flags: [
      "private-key",
      "signature",
      "passphrase-file",
      "signing-certificate",
      "certificate-chain",
      "ignore",
      "ignore-git",
      "allow-symlinks",
      "shard-size",
      "hash-type",
      "post-quantum-key",
      "force",
      "jobs",
      ...everywhere,
    ],
    examples: [
      "castellan sign models/fraud --private-key key.pem --signature models/fraud/model.sig",
      "castellan sign model.safetensors --private-key key.pem --signing-certificate me.pem --certificate-chain ca.pem --signature model.sig",
      "castellan sign models/fraud --private-key key.pem --post-quantum-key mldsa.pem --signature model.sig",
    ],
    load: async () => ({ run: (await import("./commands/signing/sign.ts")).run }),
  },
  {
    name: "verify",
    arguments: "<path>",
    summary: "whether a model or data set is the one that was signed; names every changed, missing and added file",
    flags: [
      "format",
      "output",
      "signature",
      "public-key",
      "certificate-chain",
      "certificate-time",
      "certificate-pin",
      "identity",
      "issuer",
      "trusted-root",
      "ignore",
      "ignore-git",
      "allow-symlinks",
      "post-quantum-key",
      "reproducible",
      "jobs",
      ...everywhere,
    ],
    formats: ["terminal", "json"],
    examples: [
      "castellan verify models/fraud --signature models/fraud/model.sig --public-key key.pub.pem",
      "castellan verify models/fraud --signature model.sig --certificate-chain ca.pem",
      "castellan verify models/fraud --signature model.sig --identity ops@example.com --issuer https://accounts.example.com",
    ],
    load: async () => ({ run: (await import("./commands/signing/verify.ts")).run }),
  },
];
