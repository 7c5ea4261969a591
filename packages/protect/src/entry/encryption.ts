export { streamReader } from "../encryption/byte-reader.ts";
export { decryptFile, encryptFile, type FileOptions, type Input, type Output } from "../encryption/encrypt-file.ts";
export { EncryptedSource } from "../encryption/encrypted-source.ts";
export { parseIdentities, parseRecipient, parseRecipients } from "../encryption/key-text.ts";
export type { Identity, Recipient } from "../encryption/recipient.ts";
export { passphraseIdentity, passphraseRecipient } from "../encryption/recipients/passphrase.ts";
export { ProtectError } from "../errors.ts";
export { discardLeftParts } from "../files/left-parts.ts";
export { discardUnfinished } from "../files/new-file.ts";
