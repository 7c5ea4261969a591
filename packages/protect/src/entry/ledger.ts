export { acquireLock, type Lock } from "../files/lock.ts";
export { writeFileWhole as writeDurably } from "../files/new-file.ts";
export { type Act, type ActInput, parseAct } from "../ledger/act/act.ts";
export { ActChecker } from "../ledger/act/check-acts.ts";
export { type SealedPayloads, saltedHash, sealedPayloadFolders } from "../ledger/act/sealed-payloads.ts";
export { Ledger, type LedgerOptions } from "../ledger/ledger.ts";
export { type LogFiles, logFolder } from "../ledger/log/files.ts";
export { type Appended, LogWriter, type LogWriterOptions } from "../ledger/log/log-writer.ts";
export { hashLeaf, sameHash } from "../ledger/merkle/hash.ts";
export { consistencyProof, inclusionProof, type NodeSource } from "../ledger/merkle/make-proof.ts";
export { consistent, includes, subtreeConsistent, subtreeIncludes } from "../ledger/merkle/verify-proof.ts";
export { parseCheckpoint, type SignedCheckpoint } from "../ledger/note/checkpoint.ts";
export { parseCosignatures, withSignatures } from "../ledger/note/cosigned.ts";
export {
  checkSignature,
  parseSignerKey,
  parseVerifierKey,
  renderSignerKey,
  renderVerifierKey,
  type SignerKey,
  signerKey,
  type VerifierKey,
} from "../ledger/note/keys.ts";
export type { KeyType } from "../ledger/note/names.ts";
export { renderNote, renderSignatureLine } from "../ledger/note/note.ts";
export { judgePolicy, type LogPolicy, type PolicyState, parsePolicy } from "../ledger/note/policy.ts";
export { judgeProof, parseProof, renderProof, type TlogProof } from "../ledger/note/tlog-proof.ts";
export { parseBundle } from "../ledger/tiles/bundle.ts";
export { readEntry } from "../ledger/tiles/read-entry.ts";
export { type ReadLogFile, readTile, tileNodes } from "../ledger/tiles/read-tiles.ts";
export { LEDGER_SCHEMA_NAMES, type LedgerVerifyDocument, ledgerSchemaOf, ledgerVerifyDocument } from "../ledger/verify/document.ts";
export type { LogProblem } from "../ledger/verify/problem.ts";
export { type EarlierCheckpoint, type LogReport, verifyLog } from "../ledger/verify/verify-log.ts";
export { witnessFolder } from "../ledger/witness/memory.ts";
export { witnessServer } from "../ledger/witness/server.ts";
export { type AskWitness, askOverHttp, cosignatures } from "../ledger/witness/submit.ts";
export { renderAddCheckpoint, Witness, type WitnessAnswer, type WitnessMemory, type WitnessOptions } from "../ledger/witness/witness.ts";
