import { sliceSource } from "../archive/slice-source.ts";
import { openZipMember } from "../archive/zip/open-zip-member.ts";
import type { OpenedZip, ZipMember } from "../archive/zip/zip-archive.ts";
import type { TensorStorage } from "./stored-tensor.ts";

/** Members of an archive by name, where each name has one content that all readers agree about. */
export class ZipContents {
  readonly #zip: OpenedZip;
  readonly #byName = new Map<string, ZipMember | "several">();

  constructor(zip: OpenedZip) {
    this.#zip = zip;
    for (const member of zip.archive.members)
      if (!member.directory) this.#byName.set(member.name, this.#byName.has(member.name) ? "several" : member);
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** The content of a member; a text says why there is none. What is packed is unpacked once, to know that it is whole. */
  content(name: string): TensorStorage | string {
    const shown = JSON.stringify(name.slice(0, 200));
    const member = this.#byName.get(name);
    if (member === undefined) return `is kept in the record ${shown}, which is missing`;
    if (member === "several") return `is kept in the record ${shown}, of which there are several`;
    const [reading] = member.readings;
    if (reading === undefined) return `is kept in the record ${shown}, which is missing`;
    const what = `the record ${shown}`;
    if (member.readings.length > 1) return `is kept in ${what}, about which the headers disagree`;
    if (reading.encrypted) return `is kept in ${what}, which is encrypted`;
    const { start, compressedSize, size, method } = reading;
    if (method === 0) {
      if (size !== compressedSize || start + size > this.#zip.source.size) return `is kept in ${what}, which is cut off`;
      const content = sliceSource(this.#zip.source, start, start + size);
      return { what, bytes: size, packed: false, open: () => content };
    }
    const { source, problem } = this.#zip.open(member, reading);
    if (problem !== undefined) return `is kept in ${what}, which cannot be unpacked: ${problem.message}`;
    // What comes out is known now: it is counted once.
    return { what, bytes: source.size, packed: true, open: () => openZipMember(this.#zip.source, reading).source };
  }
}
