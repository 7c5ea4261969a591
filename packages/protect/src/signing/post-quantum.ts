import { createHash } from "node:crypto";
import { parseBundle } from "./bundle.ts";
import { preAuthentication } from "./envelope.ts";
import { type MlDsaPrivateKey, type MlDsaPublicKey, mlDsaHolds, mlDsaPem } from "./ml-dsa.ts";
import { Refusal } from "./refusal.ts";
import { bundleText } from "./sign.ts";

/*
 * Tools of OMS 1.0 read only the first signature of a bundle and know no ML-DSA. A second bundle beside the first, of the
 * same form and over the same payload, leaves them undisturbed and binds both: whoever asks for it demands both.
 */

export type PostQuantumKey = MlDsaPublicKey;

/** Where the second signature of a model stands. */
export function postQuantumFile(signature: string): string {
  return `${signature}.mldsa`;
}

function hintOf(key: MlDsaPublicKey): string {
  return createHash("sha256").update(mlDsaPem(key)).digest("hex");
}

/** The second bundle over the payload of the first. */
export function signPostQuantum(payload: Uint8Array, key: MlDsaPrivateKey): string {
  return bundleText(payload, { publicKey: { hint: hintOf(key) } }, key.sign(preAuthentication(payload)));
}

/**
 * Checks the second bundle: same payload, signed by the key given. @returns the algorithm
 * @throws Refusal post-quantum-missing, post-quantum-differs, wrong-key, signature-invalid, or as `parseBundle`
 */
export function checkPostQuantum(
  payload: Uint8Array,
  second: { readonly key: PostQuantumKey; readonly bundle: string | undefined },
): string {
  if (second.bundle === undefined)
    throw new Refusal(
      "post-quantum-missing",
      "The ML-DSA signature that is asked for is not there; it stands beside the other as SIGNATURE.mldsa.",
    );
  const { material, envelope } = parseBundle(second.bundle);
  const hint = hintOf(second.key);
  if (material.publicKey?.hint !== hint)
    throw new Refusal(
      "wrong-key",
      `The ML-DSA signature was made with another key (${material.publicKey?.hint ?? "unnamed"}) than the one given (${hint}).`,
    );
  if (!envelope.payload.equals(payload))
    throw new Refusal("post-quantum-differs", "The ML-DSA signature is over another statement than the first signature.");
  if (!mlDsaHolds(preAuthentication(payload), envelope.signatures[0]?.sig ?? new Uint8Array(), second.key))
    throw new Refusal("signature-invalid", "The ML-DSA signature does not hold for the statement.");
  return second.key.algorithm;
}
