import { ProtectError } from "../../errors.ts";
import { consistencyProof } from "../merkle/make-proof.ts";
import { parseSize, type SignedCheckpoint } from "../note/checkpoint.ts";
import { parseCosignatures } from "../note/cosigned.ts";
import type { NoteSignature } from "../note/note.ts";
import { type ReadLogFile, tileNodes } from "../tiles/read-tiles.ts";
import { renderAddCheckpoint, type WitnessAnswer } from "./witness.ts";

/** Hands a request to a witness, over HTTP or within the process. */
export type AskWitness = (body: string) => Promise<Pick<WitnessAnswer, "body"> & { readonly status: number }>;

/** Over HTTP. @param prefix submission prefix of the witness. @throws ProtectError PEER_FAILED */
export function askOverHttp(prefix: string, timeoutMilliseconds = 30_000): AskWitness {
  return async (body) => {
    try {
      const response = await fetch(`${prefix.replace(/\/$/, "")}/add-checkpoint`, {
        method: "POST",
        body,
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      return { status: response.status, body: await response.text() };
    } catch (cause) {
      throw new ProtectError(
        "PEER_FAILED",
        `The witness ${prefix} did not answer (${cause instanceof Error ? cause.message : ""}); ask it again later.`,
        { cause },
      );
    }
  };
}

/**
 * Asks a witness to cosign a checkpoint of a log, with the proof from where it left off.
 * @throws ProtectError LOG_INCONSISTENT where it says that the log was rewritten, PEER_FAILED where it refuses for another reason
 */
export async function cosignatures(
  ask: AskWitness,
  read: ReadLogFile,
  checkpoint: SignedCheckpoint,
  known = 0,
): Promise<readonly NoteSignature[]> {
  let old = Math.min(known, checkpoint.size);
  for (let attempt = 0; attempt < 2; attempt++) {
    const proof = old === 0 ? [] : consistencyProof(tileNodes(read, checkpoint.size), 0, old, checkpoint.size);
    const { status, body } = await ask(renderAddCheckpoint(old, proof, checkpoint));
    if (status === 200) return parseCosignatures("The answer of the witness", body);
    const said = body.slice(0, 300).trim();
    if (status === 409) {
      const size = parseSize(said);
      if (size === undefined)
        throw new ProtectError("PEER_FAILED", "The witness answers 409 without a size; it is no witness of this protocol.");
      if (size > checkpoint.size)
        throw new ProtectError(
          "LOG_INCONSISTENT",
          `The witness cosigned ${size} entries, the log has ${checkpoint.size}: it was rolled back.`,
        );
      old = size;
      continue;
    }
    if (status === 422)
      throw new ProtectError(
        "LOG_INCONSISTENT",
        `The witness refuses the checkpoint of ${checkpoint.size} entries: ${said}. The log was rewritten since it cosigned ${old}.`,
      );
    throw new ProtectError("PEER_FAILED", `The witness answers ${status}: ${said}`);
  }
  throw new ProtectError("PEER_FAILED", "Another writer submits to the witness at the same time; ask it again later.");
}
