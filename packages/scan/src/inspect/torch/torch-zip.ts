import { ascii, bytesSource, type OpenedZip, type PickleListener, runPickle, type ZipMember } from "@castellan/formats";
import { reportProblem } from "../archive/decoding.ts";
import { shown } from "../archive/member-path.ts";
import type { ZipProfile, ZipProfileOutcome } from "../archive/zip-profile.ts";
import type { SubjectContext, Visit } from "../interpreter.ts";
import { judgePt2Tensors, pt2Tensors } from "./pt2.ts";
import { isStorageRecord, isTorchArchive, storageFolderOf, TorchArchive } from "./torch-archive.ts";

const LONGEST_SMALL = 256;
const DISGUISE_HEAD = 64 * 1024;

/** Modules that the archive itself defines, in its code; Python has none of that name. */
function isTorchScriptClass(module: string): boolean {
  return /^__torch__(?:\.\w+)*$/.test(module);
}

/** torch.save since 1.6, TorchScript, torch.package and torch.export. */
export const torchZip: ZipProfile = {
  id: "pytorch",
  accepts: isTorchArchive,
  inspect: (zip, visit) => new TorchZip(zip, visit).inspect(),
};

class TorchZip {
  readonly #zip: OpenedZip;
  readonly #visit: Visit;
  readonly #archive: TorchArchive;
  readonly #accounted = new Set<ZipMember>();
  /** Storages by member, with their bytes. */
  readonly #storages = new Map<ZipMember, number>();
  readonly #used = new Set<ZipMember>();
  /** Folders whose pickle was judged with its storages. */
  readonly #folders = new Set<string>();

  constructor(zip: OpenedZip, visit: Visit) {
    this.#zip = zip;
    this.#visit = visit;
    this.#archive = new TorchArchive(zip);
  }

  inspect(): ZipProfileOutcome {
    const { kind, members } = this.#archive;
    this.#visit.format(kind);
    const listed = kind === "pytorch-pt2" ? pt2Tensors(this.#zip, this.#visit) : undefined;
    for (const member of members) {
      this.#visit.spend("operations", 1);
      const [reading] = member.readings;
      if (reading === undefined || member.readings.length > 1 || reading.encrypted) continue;
      const content = this.#archive.smallRecord(member.name);
      if (content !== undefined) this.#small(member, content);
      else if (listed === undefined ? isStorageRecord(member.name, this.#archive) : listed.has(member)) this.#storage(member);
    }
    if (listed !== undefined) judgePt2Tensors(listed, this.#storages, this.#visit);
    return { accounted: this.#accounted, contextOf: (member) => this.#contextOf(member), finish: () => this.#finish() };
  }

  #small(member: ZipMember, content: RegExp): void {
    const { source, problem } = this.#zip.open(member);
    const text = ascii(source.read(0, LONGEST_SMALL));
    if (problem !== undefined || source.size > LONGEST_SMALL) return;
    this.#accounted.add(member);
    if (!content.test(text))
      this.#visit.finding({
        rule: "torch-odd-record",
        message: `The record ${shown(member.name)} holds ${shown(text.slice(0, 60))}.`,
        offset: member.local?.end ?? 0,
      });
  }

  /** Stored numbers are not read; packed ones are unpacked once, to know their length. */
  #storage(member: ZipMember): void {
    const [reading] = member.readings;
    if (reading === undefined) return;
    this.#accounted.add(member);
    const decoded = this.#zip.open(member, reading);
    const what = `The record ${shown(member.name)}`;
    reportProblem(this.#visit, decoded, what, reading.start);
    this.#storages.set(member, decoded.source.size);
    if (reading.method === 0 && reading.size !== reading.compressedSize)
      this.#visit.finding({ rule: "archive-views-differ", message: `${what} is stored, yet has two sizes.`, offset: reading.start });
    const head = decoded.source.read(0, 2);
    if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5 && isPickle(decoded.source.read(0, DISGUISE_HEAD)))
      this.#visit.finding({
        rule: "torch-storage-disguise",
        message: `${what} holds a pickle in the place of numbers.`,
        offset: reading.start,
      });
  }

  #contextOf(member: ZipMember): SubjectContext | undefined {
    const place = storageFolderOf(member.name);
    const loader = this.#archive.kind === "torchscript" ? "torch.jit.load" : "torch.load";
    const classes = this.#archive.kind === "torchscript" ? { classes: isTorchScriptClass } : {};
    if (place === undefined) return { loader, ...classes };
    this.#folders.add(place.folder.toLowerCase());
    return { loader, ...classes, storages: (key) => this.#bytesOf(place.folder + key + place.suffix) };
  }

  /** Of several records of one name, the smallest: any of them may be the one that is read. */
  #bytesOf(name: string): number | undefined {
    let bytes: number | undefined;
    for (const member of this.#archive.records(name)) {
      this.#used.add(member);
      const own = this.#storages.get(member) ?? this.#zip.open(member).source.size;
      bytes = Math.min(bytes ?? own, own);
    }
    return bytes;
  }

  #finish(): void {
    for (const member of this.#storages.keys()) {
      const folder = member.name.slice(0, member.name.lastIndexOf("/") + 1).toLowerCase();
      if (this.#used.has(member) || !this.#folders.has(folder)) continue;
      this.#visit.finding({
        rule: "torch-unused-storage",
        message: `No tensor refers to the record ${shown(member.name)}.`,
        offset: member.local?.start ?? 0,
      });
    }
  }
}

/** Whether numbers begin with a stream that imports something before its first error: by chance they do not. */
function isPickle(head: Uint8Array): boolean {
  let imports = false;
  let wrong = false;
  const listener: PickleListener = {
    effect: ({ kind }) => {
      imports ||= kind === "import" && !wrong;
    },
    anomaly: () => {
      wrong = true;
    },
  };
  runPickle(bytesSource(head), 0, listener, { opcodes: 20_000, values: 20_000, memo: 20_000 });
  return imports;
}
