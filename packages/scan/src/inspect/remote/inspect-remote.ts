import { posix } from "node:path";
import type { ByteSource } from "@castellan/formats";
import { hashOf } from "../../project/read-file.ts";
import { inspectSource } from "../engine.ts";
import type { Inspection } from "../result.ts";
import type { RangeCall } from "./range-call.ts";
import type { RemoteFile } from "./remote-file.ts";
import { remoteSource } from "./remote-source.ts";

/** Files up to this size are read whole and their digest is taken here. */
const WHOLE = 1024 * 1024;

/**
 * Inspects a remote file by ranges: headers, pickles and structure come over the network, tensors do not. The digest of
 * a large file is the one that the place states (fact `digestStatedBy`), empty where it states none.
 */
export async function inspectRemote(file: RemoteFile, beside: readonly RemoteFile[], post: (call: RangeCall) => void): Promise<Inspection> {
  const source = remoteSource(file.url, file.bytes, post);
  const sibling = (path: string): ByteSource | undefined => {
    const place = posix.normalize(posix.join(posix.dirname(file.path), path));
    const other = path.startsWith("/") ? undefined : beside.find((each) => each.path === place);
    return other === undefined ? undefined : remoteSource(other.url, other.bytes, post);
  };
  const inspection = await inspectSource(source, posix.basename(file.path), { sibling });
  if (file.bytes <= WHOLE) return { ...inspection, sha256: hashOf(source) };
  return {
    ...inspection,
    sha256: file.sha256 ?? "",
    // The digest of an unsealed file was taken here.
    facts:
      file.sha256 === undefined || file.url.startsWith("sealed:")
        ? inspection.facts
        : { ...inspection.facts, digestStatedBy: new URL(file.url).host },
  };
}
