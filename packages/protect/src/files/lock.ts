import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
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

/** What a lock says; undefined where there is none any more. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Whether the process that a lock names still runs; a lock that says nothing readable is held. */
function held(text: string): boolean {
  const [, pid, start] = /^(\d+) (\d*)\n$/.exec(text) ?? [];
  if (pid === undefined) return true;
  return alive(Number(pid)) && (start === "" || startOf(Number(pid)) === start);
}

/**
 * Takes a dead lock away. Two that both saw it dead may come one after the other, and the second would take the first
 * one's new lock: so that only one at a time takes away, and looks again before it does.
 */
function takeAway(path: string, dead: string, own: string): void {
  const turn = `${path}.over`;
  if (!create(turn, own)) {
    const other = read(turn);
    if (other === undefined || held(other)) return;
    // Whoever took away died in the middle. Under a name of its own it is looked at once more; a live one goes back.
    const aside = `${turn}.${process.pid}.${count++}`;
    try {
      renameSync(turn, aside);
      if (read(aside) !== other) linkSync(aside, turn);
    } catch {
      // Another was faster.
    }
    rmSync(aside, { force: true });
    return;
  }
  if (read(path) === dead) rmSync(path, { force: true });
  rmSync(turn, { force: true });
}
let count = 0;

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
  const own = `${process.pid} ${startOf(process.pid)}\n`;
  for (let attempt = 0; attempt < 4; attempt++) {
    if (!create(path, own)) {
      const text = read(path);
      if (text === undefined) continue;
      if (held(text)) break;
      takeAway(path, text, own);
      continue;
    }
    let free = false;
    return {
      release: () => {
        // What another has taken over is theirs.
        if (!free && read(path) === own) rmSync(path, { force: true });
        free = true;
      },
    };
  }
  throw new ProtectError("STORE_LOCKED", `${path} is held by another process; wait until it ends. If none runs, remove that file.`);
}

/** Makes the lock with its content at once, so that nobody ever reads half of it; false where there is one. */
function create(path: string, own: string): boolean {
  const beside = `${path}.${process.pid}.${count++}.new`;
  try {
    rmSync(beside, { force: true });
    const descriptor = openSync(beside, "wx", 0o600);
    try {
      writeSync(descriptor, own);
    } finally {
      closeSync(descriptor);
    }
    try {
      linkSync(beside, path);
      return true;
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
      throw cause;
    }
  } catch (cause) {
    throw new ProtectError("FILE_UNWRITABLE", `${path} cannot be written (${cause instanceof Error ? cause.message : String(cause)}).`, {
      cause,
    });
  } finally {
    rmSync(beside, { force: true });
  }
}
