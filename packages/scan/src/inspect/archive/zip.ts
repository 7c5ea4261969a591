import {
  type ByteSource,
  type ConcatenatedZip,
  concatenatedZips,
  crcOf,
  DEFAULT_DECODE_LIMITS,
  type DecodedBytes,
  isTar,
  isZip,
  type OpenedZip,
  oddExtra,
  openZip,
  readTar,
  readZip,
  sliceSource,
  textOf,
  type ZipAnomalyKind,
  type ZipArchive,
  type ZipMember,
  type ZipReading,
} from "@castellan/formats";
import type { Interpreter, Subject, SubjectContext, Visit } from "../interpreter.ts";
import { isTorchArchive } from "../torch/torch-archive.ts";
import { DECLARING_HEAD, declaredSize } from "./declared-size.ts";
import { decodeLimits, reportProblem } from "./decoding.ts";
import { layoutsOf } from "./layouts.ts";
import { reportLink, reportName, shown } from "./member-path.ts";
import type { ZipProfileOutcome } from "./zip-profile.ts";
import { ZIP_PROFILES } from "./zip-profiles.ts";

/** A target of a link is a path, nothing longer. */
const LONGEST_TARGET = 4096;
/** Patched data, masked headers: nothing writes such archives, and readers refuse them or do not look. */
const MARKS = 0x2020;
const PICKLE_PROTOCOL = 0x80;
/** Smaller members are never a bomb by themselves. */
const DECLARED_AT_LEAST = 1024 * 1024;
const UNIX = 3;
/** Set user id, set group id. */
const SET_ID = 0o6000;

const RULES: Readonly<Record<ZipAnomalyKind, string | undefined>> = {
  "name-mismatch": "archive-views-differ",
  "header-mismatch": "archive-views-differ",
  "several-directories": "archive-views-differ",
  "end-mismatch": "archive-views-differ",
  "duplicate-name": "archive-duplicate-name",
  overlap: "archive-overlap",
  "not-in-directory": "archive-hidden-member",
  "missing-member": "archive-damaged",
  "no-directory": "archive-damaged",
  "multi-disk": "archive-damaged",
  truncated: "archive-damaged",
  // Told as a part that was not examined.
  limit: undefined,
  // The ledger tells of bytes that nothing accounts for.
  unclaimed: undefined,
};

/** A tar archive whose last member is a zip archive ends in one; its members are inspected by themselves. */
function endsInTar(head: Uint8Array, source: ByteSource): boolean {
  return isTar(head) && readTar(source)?.anomalies.every(({ kind }) => kind === "no-end") === true;
}

/** Zip archives, whatever stands before or after them. */
export const zip: Interpreter = {
  id: "zip",
  accepts: ({ head, source }) => isZip(head, source) && !endsInTar(head, source),
  inspect: async (subject, visit) => {
    const archive = readZip(subject.source);
    if (archive === undefined) {
      visit.format("zip");
      visit.incomplete("The file begins like a zip archive and holds none that can be read.", 0);
      return;
    }
    const inside = insideOther(subject, archive);
    const several = isDisputed(archive) ? concatenatedZips(subject.source) : undefined;
    if (inside !== undefined) await visit.child("(zip)", inside);
    else if (several !== undefined) await inspectSeveral(subject, several, visit);
    else await inspectArchive(subject, archive, visit);
  },
};

/**
 * An archive in the middle of a tar archive or of a pickle: readers that search for an end record find it all the same,
 * but the bytes around it are the other format's, whose reader accounts for them. Tar members are inspected there.
 */
function insideOther({ head, source }: Subject, { ranges }: ZipArchive): ByteSource | undefined {
  const start = ranges[0]?.start ?? 0;
  const end = ranges.reduce((most, range) => Math.max(most, range.end), 0);
  const other = head[0] === PICKLE_PROTOCOL && (head[1] ?? 0) <= 5;
  return start > 0 && end < source.size && other ? sliceSource(source, start, end) : undefined;
}

function isDisputed({ anomalies, prefix }: ZipArchive): boolean {
  return prefix > 0 && anomalies.some(({ kind }) => kind === "several-directories" || kind === "not-in-directory");
}

/** Archives one after another: a shard of a distributed checkpoint where all are PyTorch's, else a trick. */
async function inspectSeveral({ source }: Subject, archives: readonly ConcatenatedZip[], visit: Visit): Promise<void> {
  visit.format("zip");
  const slices = archives.map(({ start, end }) => sliceSource(source, start, end));
  const torch = slices.every((slice) => {
    visit.spend("operations", 1000);
    const archive = readZip(slice);
    return archive !== undefined && isTorchArchive(openZip(slice, archive));
  });
  if (torch) visit.format("pytorch-distributed");
  else
    visit.finding({
      rule: "archive-views-differ",
      message: `The file is ${archives.length} archives one after another, of which readers take different ones.`,
      offset: archives[1]?.start ?? 0,
    });
  for (const { start, end } of archives) visit.claim(start, end, "archive");
  for (const [index, slice] of slices.entries()) await visit.child(`(archive ${index + 1})`, slice);
}

async function inspectArchive(subject: Subject, archive: ZipArchive, visit: Visit): Promise<void> {
  const opened = openZip(subject.source, archive, decodeLimits(visit));
  const outcomes = await profiles(opened, visit, subject);
  for (const layout of layoutsOf(archive.members.map(({ name }) => name))) visit.format(layout);
  visit.format("zip");
  for (const { kind, offset, message, member } of archive.anomalies) {
    const rule = RULES[kind];
    const named = member === undefined ? message : `${shown(member)}: ${message}`;
    if (rule !== undefined) visit.finding({ rule, message: named, offset });
    if (kind === "limit" || kind === "missing-member" || kind === "multi-disk") visit.incomplete(named, offset);
  }
  if (isBinary(archive.comment))
    visit.finding({
      rule: "archive-odd-content",
      message: `The comment of the archive is ${archive.comment.length} bytes that are no text.`,
    });
  const consumed = new Map<ZipMember, number>();
  for (const member of archive.members) {
    visit.spend("operations", 1);
    const offset = member.local?.start ?? member.entry?.start ?? 0;
    for (const name of member.names) reportName(visit, name, offset);
    reportOddities(member, offset, visit);
    if (outcomes.length > 0 && outcomes.every(({ accounted }) => accounted.has(member))) continue;
    const context = outcomes.map(({ contextOf }) => contextOf?.(member)).find((known) => known !== undefined);
    for (const reading of member.readings) {
      const end = await inspectReading(opened, member, reading, visit, context);
      consumed.set(member, Math.max(consumed.get(member) ?? 0, end));
    }
  }
  for (const { finish } of outcomes) finish?.();
  claims(archive, consumed, visit);
  frontOf(archive, subject, visit);
}

/** Places that no reader looks at and nothing checks. */
function reportOddities({ name, entry, local, directory }: ZipMember, offset: number, visit: Visit): void {
  const extra = [entry, local]
    .map((header) => (header === undefined ? undefined : oddExtra(header.extra)))
    .find((odd) => odd !== undefined);
  if (extra !== undefined)
    visit.finding({
      rule: "archive-odd-content",
      message: `The member ${shown(name)} has an extra field of ${extra.length} bytes that no writer of archives makes.`,
      offset,
    });
  if (entry !== undefined && isBinary(entry.comment))
    visit.finding({ rule: "archive-odd-content", message: `The comment of the member ${shown(name)} is no text.`, offset: entry.start });
  // Folders carry the bit for a shared group.
  if (entry !== undefined && !directory && entry.madeBy >> 8 === UNIX && ((entry.externalAttributes >>> 16) & SET_ID) !== 0)
    visit.finding({ rule: "archive-special-file", message: `The member ${shown(name)} would run with the rights of its owner.`, offset });
}

/** Control characters that no text holds. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 9 || (byte > 13 && byte < 27));
}

/** What the profiles that accept the archive have to say. */
async function profiles(opened: OpenedZip, visit: Visit, subject: Subject): Promise<readonly ZipProfileOutcome[]> {
  const outcomes: ZipProfileOutcome[] = [];
  for (const profile of ZIP_PROFILES)
    if (profile.accepts(opened)) outcomes.push((await profile.inspect(opened, visit, subject)) ?? { accounted: new Set() });
  return outcomes;
}

/** Inspects a member's content by one reading; returns where the content ends in the archive. */
async function inspectReading(
  opened: OpenedZip,
  member: ZipMember,
  reading: ZipReading,
  visit: Visit,
  context: SubjectContext | undefined,
): Promise<number> {
  const what = `The member ${shown(member.name)}`;
  if (reading.compressedSize === 0 && reading.size === 0) return reading.start;
  declareArray(opened, member, reading, visit);
  const decoded = opened.open(member, reading);
  if (member.symlink) reportLink(visit, member.name, textOf(decoded.source.read(0, LONGEST_TARGET)), reading.start);
  if (reading.encrypted) encrypted(decoded, reading, what, visit);
  else {
    reportProblem(visit, decoded, what, reading.start);
    if (reading.method === 0) stored(decoded.source, reading, what, visit);
    if ((reading.flags & MARKS) !== 0)
      visit.finding({ rule: "archive-flag-lie", message: `${what} is marked as patched or hidden.`, offset: reading.start });
  }
  if (decoded.source.size > 0) await visit.child(member.name, decoded.source, context);
  return reading.start + decoded.consumed;
}

/** A member that is an array of the size that the archive gives too packs as small as its numbers let it. */
function declareArray({ source, archive }: OpenedZip, member: ZipMember, reading: ZipReading, visit: Visit): void {
  if (reading.method === 0 || reading.size < DECLARED_AT_LEAST) return;
  const head = openZip(source, archive, { ...DEFAULT_DECODE_LIMITS, output: DECLARING_HEAD }).open(member, reading).source;
  const declared = declaredSize(head.read(0, DECLARING_HEAD));
  if (declared !== undefined && declared <= reading.size) visit.declare(declared);
}

function stored(content: ByteSource, { size, compressedSize, crc, start }: ZipReading, what: string, visit: Visit): void {
  if (size !== compressedSize)
    visit.finding({ rule: "archive-views-differ", message: `${what} is stored, yet has two sizes.`, offset: start });
  else if (crcOf(content) !== crc)
    visit.finding({ rule: "archive-checksum", message: `${what}: its checksum does not match its content.`, offset: start });
}

/** A member marked as encrypted is inspected all the same: loaders ignore the mark, and then the content counts. */
function encrypted(decoded: DecodedBytes, reading: ZipReading, what: string, visit: Visit): void {
  const plain = reading.method === 0 ? crcOf(decoded.source) === reading.crc : decoded.problem === undefined;
  if (plain) visit.finding({ rule: "archive-flag-lie", message: `${what} is marked as encrypted and is not.`, offset: reading.start });
  else reportProblem(visit, { ...decoded, problem: { kind: "encrypted", message: "", offset: 0 } }, what, reading.start);
}

/** TensorFlow Lite appends its associated files as an archive; the model in front is read as one. */
function frontOf({ ranges }: ZipArchive, { head }: Subject, visit: Visit): void {
  const start = Math.min(...ranges.slice(0, 1).map((range) => range.start));
  if (start > 0 && Number.isFinite(start) && String.fromCharCode(...head.subarray(4, 8)) === "TFL3")
    visit.claim(0, start, "model in front");
}

/** Claims each byte once: what is shared has been told of. Of a member, only what its content took. */
function claims({ ranges }: ZipArchive, consumed: ReadonlyMap<ZipMember, number>, visit: Visit): void {
  let at = 0;
  for (const { start, end, what, member } of ranges) {
    const taken = what === "member" && member !== undefined ? Math.min(end, consumed.get(member) ?? end) : end;
    if (taken > Math.max(at, start)) visit.claim(Math.max(at, start), taken, what);
    at = Math.max(at, taken);
  }
}
