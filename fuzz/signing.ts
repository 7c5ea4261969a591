import { generateKeyPairSync } from "node:crypto";
import { readAttestation, readProvenance, signAttestation } from "../packages/protect/src/entry/provenance.ts";
import { parseBundle, readPrivateKey, readStatement, signStatement, writeStatement } from "../packages/protect/src/entry/signing.ts";
import { ProtectError } from "../packages/protect/src/errors.ts";
import { certificateUse } from "../packages/protect/src/signing/certificate-extensions.ts";

const decoder = new TextDecoder();
const KEY = readPrivateKey(
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  "key",
);
const PAYLOAD = writeStatement({
  name: "model",
  method: "shards",
  hash: "sha256",
  shardBytes: 8,
  links: false,
  ignored: [".git"],
  resources: [{ file: "a", range: [0, 8], digest: "ab".repeat(32) }],
});
const BUNDLE = signStatement(PAYLOAD, KEY);
const ATTESTATION = signAttestation(
  { subjects: [{ name: "m", digest: { sha256: "ab".repeat(32) } }], predicateType: "https://example.com/p", predicate: {} },
  KEY,
);
const LINEAGE = JSON.stringify({
  "@context": {},
  "@type": "sc:Dataset",
  name: "d",
  "prov:wasDerivedFrom": [{ "@id": "a", "prov:wasGeneratedBy": { "prov:used": ["b"] } }],
  distribution: [{ "@id": "f", sha256: "ab" }],
});

/** The sample with the bytes of the input laid over it, where the input says. */
function mutated(sample: string, bytes: Uint8Array): string {
  const changed = Buffer.from(sample);
  for (let at = 0; at + 2 < bytes.length && at < 24; at += 3)
    changed[(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) % changed.length] = bytes[at + 2] ?? 0;
  return decoder.decode(changed);
}

/** Refusals are answers. */
function answered(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ProtectError)) throw error;
  }
}

export const targets = [
  {
    name: "bundle",
    run: (bytes: Uint8Array) => {
      for (const text of [decoder.decode(bytes), mutated(BUNDLE, bytes)]) answered(() => readStatement(parseBundle(text).envelope.payload));
    },
  },
  {
    name: "statement",
    run: (bytes: Uint8Array) => {
      answered(() => readStatement(bytes));
      answered(() => readStatement(Buffer.from(mutated(PAYLOAD.toString("utf8"), bytes))));
    },
  },
  { name: "attestation", run: (bytes: Uint8Array) => answered(() => readAttestation(mutated(ATTESTATION, bytes), KEY.public)) },
  {
    name: "provenance",
    run: (bytes: Uint8Array) => {
      for (const text of [decoder.decode(bytes), mutated(LINEAGE, bytes)]) {
        let document: unknown;
        try {
          document = JSON.parse(text);
        } catch {
          continue;
        }
        answered(() => readProvenance(document));
      }
    },
  },
  { name: "certificate", run: (bytes: Uint8Array) => certificateUse(bytes) },
];
