import type { OpenedZip, ZipMember } from "@castellan/formats";
import type { Subject, SubjectContext, Visit } from "../interpreter.ts";

/** What a profile has to say about the archive. */
export interface ZipProfileOutcome {
  /**
   * Members whose bytes the profile has judged and accounted for by itself (tensors of PyTorch, which are data and are
   * not searched): the zip interpreter does not inspect them as children. Everything else it does inspect, one by one.
   */
  readonly accounted: ReadonlySet<ZipMember>;
  /** What a member's interpreters are told of the archive around it. */
  readonly contextOf?: (member: ZipMember) => SubjectContext | undefined;
  /** Called when all members have been inspected. */
  readonly finish?: () => void;
}

/**
 * A kind of model that is a zip archive with certain members: Keras, skops, npz, TorchServe, PyTorch. The zip
 * interpreter reads the archive (all views of it), reports tricks of the archive, claims its ranges and inspects the
 * members; a profile adds what only the whole tells. Listed in `zip-profiles.ts`.
 */
export interface ZipProfile {
  readonly id: string;
  /** By the names of the members, and content of small ones where names do not suffice. Never throws. */
  accepts(zip: OpenedZip): boolean;
  /**
   * Formats and findings of the archive as a whole. `visit` is that of the archive: offsets are in its bytes, and the
   * format "zip" is added after those named here. Call `zip.open(member)` for content, `visit.child` only for bytes that
   * are no member of their own.
   */
  inspect(zip: OpenedZip, visit: Visit, subject: Subject): ZipProfileOutcome | undefined | Promise<ZipProfileOutcome | undefined>;
}
