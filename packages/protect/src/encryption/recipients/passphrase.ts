import { randomBytes, scryptSync } from "node:crypto";
import { ProtectError } from "../../errors.ts";
import { decodeBase64, encodeBase64 } from "../base64.ts";
import { headerFault } from "../header.ts";
import { type Identity, openFileKey, type Recipient, sealFileKey } from "../recipient.ts";

const LABEL = "age-encryption.org/v1/scrypt";
const SALT_BYTES = 16;
/** About a second and 256 MB, which every guess of an attacker costs too; age's own figure. */
export const WORK_FACTOR = 18;
/** Beyond it a hostile file could hold the machine up for minutes and take gigabytes. */
const MAXIMAL_WORK_FACTOR = 22;

function derive(passphrase: string, salt: Uint8Array, workFactor: number): Buffer {
  const cost = 2 ** workFactor;
  return scryptSync(passphrase, Buffer.concat([Buffer.from(LABEL), salt]), 32, { N: cost, r: 8, p: 1, maxmem: 1024 * (cost + 64) + 65536 });
}

/** @throws ProtectError KEY_INVALID for an empty passphrase */
export function passphraseRecipient(passphrase: string, workFactor: number = WORK_FACTOR): Recipient {
  if (passphrase === "") throw new ProtectError("KEY_INVALID", "The passphrase is empty; choose one of at least ten random characters.");
  return {
    name: "a passphrase",
    // A passphrase is symmetric: Grover's search halves its bits, no more.
    postQuantum: true,
    wrap: (fileKey) => {
      const salt = randomBytes(SALT_BYTES);
      return [
        { args: ["scrypt", encodeBase64(salt), String(workFactor)], body: sealFileKey(fileKey, derive(passphrase, salt, workFactor)) },
      ];
    },
  };
}

/** Opens what is under this passphrase. */
export function passphraseIdentity(passphrase: string): Identity {
  return {
    name: "the passphrase",
    unwrap: (stanzas) => {
      for (const { args, body } of stanzas) {
        if (args[0] !== "scrypt") continue;
        const [, text = "", cost = "", ...more] = args;
        const salt = decodeBase64(text);
        if (salt?.length !== SALT_BYTES || more.length > 0) throw headerFault("a passphrase stanza has no salt of 16 bytes");
        if (!/^[1-9][0-9]{0,9}$/.test(cost)) throw headerFault("a passphrase stanza has no work factor");
        if (Number(cost) > MAXIMAL_WORK_FACTOR)
          throw headerFault(`a passphrase stanza asks for work of 2^${cost}, which nobody's file needs (2^${MAXIMAL_WORK_FACTOR} at most)`);
        if (body.length !== 32) throw headerFault("a wrapped key has the wrong length");
        return openFileKey(body, derive(passphrase, salt, Number(cost)));
      }
      return undefined;
    },
  };
}
