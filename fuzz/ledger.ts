import { CastellanError } from "@castellan/graph";
import {
  hashLeaf,
  ledgerVerifyDocument,
  parseAct,
  parseBundle,
  parseCheckpoint,
  parseCosignatures,
  parsePolicy,
  parseProof,
  parseSignerKey,
  parseVerifierKey,
  renderVerifierKey,
  signerKey,
  verifyLog,
  Witness,
} from "../packages/protect/src/entry/ledger.ts";
import { wounded } from "./wounds.ts";

const key = signerKey("example.com/log", "ed25519", new Uint8Array(32).fill(1));
const cosigner = signerKey("example.net/w", "ed25519-cosignature", new Uint8Array(32).fill(2));
const BODY = "example.com/log\n3\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
const CHECKPOINT = `${BODY}\n— example.com/log M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=\n`;
const PROOF = `c2sp.org/tlog-proof@v1\nindex 2\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n${CHECKPOINT}`;
const POLICY = `log ${renderVerifierKey(key)}\nwitness a ${renderVerifierKey(cosigner)} https://a\ngroup g any a\nquorum g\n`;
const witness = new Witness({
  keys: [cosigner],
  logs: [key],
  memory: { read: () => undefined, write: () => undefined },
  clock: () => new Date(0),
});

/** Only an error of ours may come out. */
function refusing(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof CastellanError) return error.code;
    throw error;
  }
}

const readers: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  checkpoint: (bytes) => parseCheckpoint("fuzz", wounded(Buffer.from(CHECKPOINT), bytes)),
  proof: (bytes) => parseProof("fuzz", wounded(Buffer.from(PROOF), bytes)),
  policy: (bytes) => parsePolicy("fuzz", wounded(Buffer.from(POLICY), bytes)),
  "verifier-key": (bytes) => parseVerifierKey("fuzz", Buffer.from(wounded(Buffer.from(renderVerifierKey(key)), bytes)).toString()),
  "signer-key": (bytes) => parseSignerKey("fuzz", Buffer.from(bytes).toString()),
  cosignatures: (bytes) => parseCosignatures("fuzz", Buffer.from(bytes).toString()),
  witness: (bytes) => witness.addCheckpoint(wounded(Buffer.from(`old 0\n\n${CHECKPOINT}`), bytes)),
  bundle: (bytes) => parseBundle(bytes, (bytes[0] ?? 0) + 1),
  act: (bytes) => parseAct(bytes),
  // A whole log whose every file is the same junk must be refused, never believed.
  log: (bytes) => {
    const read = (path: string): Uint8Array => (path === "checkpoint" ? Buffer.from(CHECKPOINT) : wounded(hashLeaf(bytes), bytes));
    const document = ledgerVerifyDocument(verifyLog(read, { logKeys: [key] }), 0);
    if (document.verified) throw new Error("junk was verified");
    return document;
  },
};

export const targets = Object.entries(readers).map(([name, read]) => ({
  name,
  run: (bytes: Uint8Array): unknown => refusing(() => read(bytes)),
}));
