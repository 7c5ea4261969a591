import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { ProtectError } from "../errors.ts";
import { readModelTree } from "../hashing/model-tree.ts";

const BLOCK = 1 << 20;

export interface Content {
  /** Of one file, its own; of a folder, over the lines `digest  name` of all files in the order of their names. */
  readonly sha256: string;
  readonly files: readonly string[];
  readonly bytes: number;
}

function digestOf(path: string): string {
  const hash = createHash("sha256");
  const block = new Uint8Array(BLOCK);
  const descriptor = openSync(path, "r");
  try {
    for (let read = readSync(descriptor, block); read > 0; read = readSync(descriptor, block)) hash.update(block.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}

/**
 * What lies at a path, links not followed.
 * @returns undefined where nothing is there @throws ProtectError FILE_UNREADABLE where a part of it cannot be read, or is a link
 */
export function contentAt(path: string): Content | undefined {
  let tree: ReturnType<typeof readModelTree>;
  try {
    tree = readModelTree(path, { ignored: [], links: false });
  } catch (cause) {
    if (cause instanceof ProtectError && cause.code === "FILE_MISSING") return undefined;
    throw cause;
  }
  const [fault] = tree.faults;
  if (fault !== undefined) throw new ProtectError("FILE_UNREADABLE", `${path}, ${fault.file}: ${fault.message}`);
  if (tree.notEntered.length > 0)
    throw new ProtectError(
      "FILE_UNREADABLE",
      `${path}, ${tree.notEntered[0]}: a link to a folder; what it leads to is no part of the data.`,
    );
  try {
    const lines = tree.files.map(({ name, path: file }) => ({ name, digest: digestOf(file) }));
    const sha256 = tree.single
      ? (lines[0]?.digest ?? "")
      : createHash("sha256")
          .update(lines.map(({ name, digest }) => `${digest}  ${name}\n`).join(""))
          .digest("hex");
    return { sha256, files: tree.files.map(({ path: file }) => file), bytes: tree.files.reduce((total, { bytes }) => total + bytes, 0) };
  } catch (cause) {
    throw new ProtectError("FILE_UNREADABLE", `${path} cannot be read to the end, so it cannot be told what would be erased.`, { cause });
  }
}
