import { withFile } from "../../engine/read/file-source.ts";
import { hashOf } from "../../project/read-file.ts";
import { type InspectionOptions, inspectSource } from "../engine.ts";
import type { Inspection } from "../result.ts";
import { Siblings } from "./siblings.ts";

export interface InspectFileOptions extends InspectionOptions {
  /** False leaves `sha256` empty: somebody else takes it. */
  readonly digest?: boolean;
}

/**
 * Inspects one file on disk and takes its digest.
 * @param root folder that files beside it may not leave
 * @throws the error of the file system where it cannot be opened
 */
export async function inspectFile(file: string, root: string, options: InspectFileOptions = {}): Promise<Inspection> {
  return withFile(file, async (source) => {
    const siblings = new Siblings(file, root);
    try {
      const inspection = await inspectSource(source, file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1), {
        sibling: (path) => siblings.open(path),
        ...options,
      });
      return { ...inspection, sha256: options.digest === false ? "" : hashOf(source) };
    } finally {
      siblings.close();
    }
  });
}
