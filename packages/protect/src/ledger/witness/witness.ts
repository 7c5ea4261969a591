import { hash } from "node:crypto";
import { ProtectError } from "../../errors.ts";
import { EMPTY_ROOT, HASH_BYTES, sameHash } from "../merkle/hash.ts";
import { consistent } from "../merkle/verify-proof.ts";
import { parseCheckpoint, parseSize, type SignedCheckpoint } from "../note/checkpoint.ts";
import { withSignatures } from "../note/cosigned.ts";
import { checkSignature, type SignerKey, signCheckpoint, type VerifierKey } from "../note/keys.ts";
import { fromBase64 } from "../note/names.ts";
import { renderNote, renderSignatureLine } from "../note/note.ts";

/** What a witness remembers of each log: the last checkpoint that it cosigned, with both signatures. */
export interface WitnessMemory {
  read(origin: string): SignedCheckpoint | undefined;
  /** Durable when it returns. */
  write(origin: string, checkpoint: SignedCheckpoint): void;
}

export interface WitnessOptions {
  /** Keys of the witness, of types 4 and 6. */
  readonly keys: readonly SignerKey[];
  /** Keys of the logs that it watches; a log's name is the name of its keys. */
  readonly logs: readonly VerifierKey[];
  readonly memory: WitnessMemory;
  readonly clock: () => Date;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
}

const PLAIN = "text/plain; charset=utf-8";
const MOST_HASHES = 63;
const refuse = (status: WitnessAnswer["status"], why: string): WitnessAnswer => ({ status, type: PLAIN, body: `${why}\n` });

interface Request {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint;
}

function parseRequest(bytes: Uint8Array): Request | string {
  const text = Buffer.from(bytes).toString("latin1");
  const end = text.indexOf("\n\n");
  const [first = "", ...lines] = text.slice(0, Math.max(0, end)).split("\n");
  const old = first.startsWith("old ") ? parseSize(first.slice(4)) : undefined;
  if (end < 0 || old === undefined) return "the first line says old and a size";
  if (lines.length > MOST_HASHES) return `at most ${MOST_HASHES} hashes`;
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === HASH_BYTES);
  if (proof.length !== lines.length) return "a proof line is no SHA-256 hash in base64";
  try {
    return { old, proof: proof.filter((hash) => hash !== undefined), checkpoint: parseCheckpoint("the request", bytes.subarray(end + 2)) };
  } catch (error) {
    if (error instanceof ProtectError) return error.message;
    throw error;
  }
}

/** Body of a request to a witness (C2SP tlog-witness). @param old size that the witness cosigned last */
export function renderAddCheckpoint(old: number, proof: readonly Uint8Array[], checkpoint: SignedCheckpoint): string {
  return [`old ${old}`, ...proof.map((hash) => Buffer.from(hash).toString("base64")), "", renderNote(checkpoint.note)].join("\n");
}

/**
 * A witness: it cosigns a checkpoint only where the log has merely grown since the one that it cosigned before, so that
 * not even the holder of the log's key can show two histories (C2SP tlog-witness).
 */
export class Witness {
  readonly #options: WitnessOptions;

  /** @throws ProtectError KEY_INVALID for keys that do not cosign */
  constructor(options: WitnessOptions) {
    if (options.keys.length === 0 || options.keys.some(({ type }) => type === "ed25519"))
      throw new ProtectError("KEY_INVALID", "A witness signs with cosignature keys (types 4 and 6), not with the key of a log.");
    this.#options = options;
  }

  /** Answers `POST add-checkpoint`. */
  addCheckpoint(body: Uint8Array): WitnessAnswer {
    const request = parseRequest(body);
    if (typeof request === "string") return refuse(400, request);
    const { old, proof, checkpoint } = request;
    const keys = this.#options.logs.filter(({ name }) => name === checkpoint.origin);
    if (keys.length === 0) return refuse(404, `the log ${checkpoint.origin} is not watched here`);
    const states = keys.map((key) => checkSignature(key, checkpoint));
    if (!states.some((state) => state?.valid === true) || states.some((state) => state?.valid === false))
      return refuse(403, "no signature of the log's key holds");
    if (old > checkpoint.size) return refuse(400, "the old size is larger than the checkpoint");
    const last = this.#options.memory.read(checkpoint.origin);
    if (old !== (last?.size ?? 0)) return { status: 409, type: "text/x.tlog.size", body: `${last?.size ?? 0}\n` };
    const wrong = this.#contradiction(old, last, proof, checkpoint);
    return wrong === undefined ? this.#cosign(checkpoint, last) : refuse(422, wrong);
  }

  /** Answers `GET <sha256 of origin>/checkpoint`; undefined where it cosigned none. */
  latest(originHash: string): string | undefined {
    const key = this.#options.logs.find(({ name }) => hash("sha256", name) === originHash);
    const last = key === undefined ? undefined : this.#options.memory.read(key.name);
    return last === undefined ? undefined : renderNote(last.note);
  }

  #contradiction(old: number, last: SignedCheckpoint | undefined, proof: readonly Uint8Array[], now: SignedCheckpoint): string | undefined {
    if (now.size === 0 && !sameHash(now.root, EMPTY_ROOT)) return "the empty tree has another root";
    if (old === 0) {
      if (proof.length > 0) return "nothing is to be proved of the empty tree";
      return last !== undefined && now.size === 0 && !sameHash(last.root, now.root) ? "another root at the same size" : undefined;
    }
    if (last === undefined || !consistent(old, now.size, last.root, proof, now.root))
      return old === now.size
        ? "another root at the same size: the log was forked"
        : "the checkpoint is no continuation of the one cosigned last, or the proof is wrong";
    return undefined;
  }

  #cosign(checkpoint: SignedCheckpoint, last: SignedCheckpoint | undefined): WitnessAnswer {
    const { keys, memory, clock, logs } = this.#options;
    const before = last === undefined ? 0 : Math.max(0, ...keys.map((key) => checkSignature(key, last)?.seconds ?? 0));
    // Zero would mean no statement on time.
    const seconds = Math.max(before, 1, Math.floor(clock().getTime() / 1000));
    const cosignatures = keys.map((key) => signCheckpoint(key, checkpoint, seconds));
    const ofLog = checkpoint.note.signatures.filter((one) => logs.some(({ name, keyId }) => name === one.name && keyId === one.keyId));
    const bare = { ...checkpoint, note: { text: checkpoint.note.text, signatures: ofLog } };
    memory.write(checkpoint.origin, withSignatures(bare, cosignatures));
    return { status: 200, type: PLAIN, body: cosignatures.map(renderSignatureLine).join("") };
  }
}
