import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { ProtectError } from "../errors.ts";

/** Start of a process in ticks since the machine's, so that a number that was given out again is told; "" where unknown. */
function startOf(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program may hold spaces and brackets; behind the last bracket, the start is the 20th field.
    return status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

/** Whether the process that a lock names still runs; a lock that says nothing readable is held. */
function held(path: string): boolean {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return false;
  }
  const [, pid, start] = /^(\d+) (\d*)\n$/.exec(text) ?? [];
  if (pid === undefined) return true;
  return alive(Number(pid)) && (start === "" || startOf(Number(pid)) === start);
}

/** A store that one process at a time writes to. */
export interface Lock {
  /** Lets the next writer in; does nothing the second time. */
  release(): void;
}

/**
 * Takes the lock that `path` stands for. One that a dead process left is taken over.
 * @throws ProtectError STORE_LOCKED where another process (or this one) holds it, FILE_UNWRITABLE where the file cannot be made
 */
export function acquireLock(path: string): Lock {
  for (let attempt = 0; attempt < 2; attempt++) {
    let descriptor: number;
    try {
      descriptor = openSync(path, "wx", 0o600);
    } catch (cause) {
      if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST"))
        throw new ProtectError(
          "FILE_UNWRITABLE",
          `${path} cannot be written (${cause instanceof Error ? cause.message : String(cause)}).`,
          {
            cause,
          },
        );
      if (held(path)) break;
      rmSync(path, { force: true });
      continue;
    }
    writeSync(descriptor, `${process.pid} ${startOf(process.pid)}\n`);
    closeSync(descriptor);
    let free = false;
    return {
      release: () => {
        if (!free) rmSync(path, { force: true });
        free = true;
      },
    };
  }
  throw new ProtectError("STORE_LOCKED", `${path} is held by another process; wait until it ends. If none runs, remove that file.`);
}
