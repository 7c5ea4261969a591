import type { ByteRange } from "../protobuf/walk.ts";
import type { Claim, Hdf5File } from "./file.ts";
import type { Hdf5Layout } from "./messages.ts";
import { walkTree } from "./trees.ts";

/** Where the data of a dataset stands. */
export interface Hdf5Data {
  /** The first ranges, in the order of their index. */
  readonly first: readonly ByteRange[];
  /** All ranges are known and lie in the file. */
  readonly whole: boolean;
  /** The index of the chunks is of a kind that is not followed. */
  readonly followed: boolean;
  readonly bytes: number;
}

const KEPT = 64;

/** Claims the data of a dataset. Never reads it. */
export function findData(file: Hdf5File, layout: Hdf5Layout, rank: number, elements: number, claim: Claim): Hdf5Data {
  const { window } = file;
  const first: ByteRange[] = [];
  let bytes = 0;
  let whole = true;
  const add = (start: number, size: number): void => {
    if (!window.has(start, size)) {
      whole = false;
      return;
    }
    bytes += size;
    // Compact data lies in its header, which is claimed.
    if (layout.kind !== "compact") claim(start, start + size, "data");
    if (first.length < KEPT) first.push({ start, end: start + size });
  };
  if (layout.address === undefined || layout.kind === "virtual" || layout.kind === "unknown")
    return { first, whole, followed: true, bytes };
  if (layout.kind !== "chunked") add(layout.address, layout.size);
  else if (layout.index === "tree")
    whole =
      walkTree(file, layout.address, 1, 8 + 8 * Math.max(layout.chunk.length, rank + 1), claim, ({ key, child }) =>
        add(child, window.u32(key)),
      ) && whole;
  else if (layout.index === "single") add(layout.address, layout.size);
  else if (layout.index === "implicit") {
    const chunk = layout.chunk.slice(0, -1).reduce((product, number) => product * Math.max(1, number), 1);
    const size = layout.size * Math.ceil(elements / chunk);
    if (Number.isSafeInteger(size)) add(layout.address, Math.max(size, 0));
    else whole = false;
  } else return { first, whole, followed: false, bytes };
  return { first, whole, followed: true, bytes };
}
