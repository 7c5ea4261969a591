export { awsKms, type KmsCalls } from "../keys/aws-kms.ts";
export { type KeyAct, Keyring, type NewKeyOptions, type Seal } from "../keys/keyring.ts";
export { type KeyProvider, providerIdentity, providerRecipient } from "../keys/provider.ts";
export type { KeyState, RegisterEntry, RegisterListener } from "../keys/register.ts";
export { vaultTransit } from "../keys/vault.ts";
