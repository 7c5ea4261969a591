import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ProtectError } from "../../errors.ts";
import { writeFileWhole } from "../../files/new-file.ts";
import { parseCheckpoint } from "../note/checkpoint.ts";
import { renderNote } from "../note/note.ts";
import type { WitnessMemory } from "./witness.ts";

/** One file for each log, named by the SHA-256 of its origin. Whoever writes holds a lock. */
export function witnessFolder(folder: string): WitnessMemory {
  const pathOf = (origin: string): string => join(folder, `${hash("sha256", origin)}.checkpoint`);
  return {
    read: (origin) => {
      const path = pathOf(origin);
      if (!existsSync(path)) return undefined;
      const checkpoint = parseCheckpoint(path, readFileSync(path));
      // A memory that forgets would let a log begin anew: what is there and is not of that log stops the witness.
      if (checkpoint.origin !== origin)
        throw new ProtectError("LOG_INCONSISTENT", `${path} is of ${checkpoint.origin}, not of ${origin}; restore it.`);
      return checkpoint;
    },
    write: (origin, checkpoint) => writeFileWhole(pathOf(origin), renderNote(checkpoint.note), 0o600),
  };
}
