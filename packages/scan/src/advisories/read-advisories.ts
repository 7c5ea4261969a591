import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type ByteSource, isZip, openZip, readZip, textOf } from "@castellan/formats";
import { ScanError } from "../engine/errors.ts";
import { withFile } from "../engine/read/file-source.ts";
import { AdvisoryIndex } from "./advisory-index.ts";
import { OsvAdvisory } from "./osv.ts";

/** Limits of what is given: the largest export (npm, with its reports of malware) has about 250,000 records. */
export interface AdvisoryLimits {
  readonly files: number;
  readonly members: number;
  /** Of one record, unpacked. */
  readonly record: number;
  /** Of all records, unpacked. */
  readonly total: number;
  readonly depth: number;
}

const MEGABYTE = 1024 * 1024;
export const ADVISORY_LIMITS: AdvisoryLimits = {
  files: 500_000,
  members: 500_000,
  record: 8 * MEGABYTE,
  total: 6 * 1024 * MEGABYTE,
  depth: 12,
};

export interface AdvisoryReading {
  readonly index: AdvisoryIndex;
  /** Files and members that are no advisories or could not be read to the end. */
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
}

/** Problems that are listed one by one. */
const LISTED = 50;

/**
 * Reads OSV records: a JSON file with one record, a list of them or the answer of a query (`{ vulns: [] }`), a folder of
 * such files, or a zip as an ecosystem's export is published. Links are not followed. Only records of `wanted` packages
 * are kept.
 * @throws ScanError BAD_CONFIGURATION where there is nothing at the path.
 */
export async function readAdvisories(
  paths: readonly string[],
  wanted?: ReadonlySet<string>,
  limits: AdvisoryLimits = ADVISORY_LIMITS,
): Promise<AdvisoryReading> {
  const reader = new AdvisoryReader(wanted, limits);
  for (const path of paths) await reader.path(path);
  return reader.finish();
}

class AdvisoryReader {
  readonly #index = new AdvisoryIndex();
  readonly #problems: { readonly file: string; readonly reason: string }[] = [];
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #limits: AdvisoryLimits;
  #more = 0;
  #files = 0;
  #bytes = 0;

  constructor(wanted: ReadonlySet<string> | undefined, limits: AdvisoryLimits) {
    this.#wanted = wanted;
    this.#limits = limits;
  }

  async path(path: string): Promise<void> {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined)
      throw new ScanError("BAD_CONFIGURATION", `There are no advisories at ${path}; give an OSV file, a folder of them, or a zip of an ecosystem.`);
    if (status.isDirectory()) await this.#folder(path, 0);
    else await this.#file(path);
  }

  finish(): AdvisoryReading {
    const problems = this.#more === 0 ? this.#problems : [...this.#problems, { file: "…", reason: `${this.#more} more could not be read` }];
    return { index: this.#index, problems };
  }

  async #folder(folder: string, depth: number): Promise<void> {
    if (depth > this.#limits.depth) return this.#problem(folder, `folders stand deeper than ${this.#limits.depth}`);
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (this.#over()) return;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== ".git") await this.#folder(path, depth + 1);
      else if (entry.isFile() && /\.(?:json|zip)$/i.test(entry.name)) await this.#file(path);
    }
  }

  #over(): boolean {
    return this.#files >= this.#limits.files || this.#bytes >= this.#limits.total;
  }

  async #file(path: string): Promise<void> {
    if (this.#files === this.#limits.files || this.#bytes >= this.#limits.total)
      return this.#problem(path, "more files or bytes than are taken in; give fewer");
    this.#files += 1;
    try {
      await withFile(path, async (source) => {
        const head = source.read(0, 4);
        if (head[0] === 0x50 && head[1] === 0x4b && isZip(head, source)) this.#zip(path, source);
        else if (source.size > this.#limits.record) this.#problem(path, `over ${this.#limits.record} bytes`);
        else this.#text(path, textOf(source.read(0, source.size)));
      });
    } catch (error) {
      this.#problem(path, error instanceof Error ? error.message : String(error));
    }
  }

  #zip(path: string, source: ByteSource): void {
    const archive = readZip(source, { members: this.#limits.members });
    if (archive === undefined) return this.#problem(path, "no zip archive after all");
    const opened = openZip(source, archive, { memory: this.#limits.record, output: this.#limits.record });
    for (const member of archive.members) {
      if (member.directory || member.symlink || !/\.json$/i.test(member.name)) continue;
      if (this.#bytes >= this.#limits.total) return this.#problem(path, "holds more than is taken in; the rest is left out");
      const name = `${path}!${member.name}`;
      if ((member.readings[0]?.size ?? 0) > this.#limits.record) {
        this.#problem(name, `over ${this.#limits.record} bytes`);
        continue;
      }
      const { source: content, problem } = opened.open(member);
      if (problem !== undefined) this.#problem(name, problem.message);
      else this.#text(name, textOf(content.read(0, content.size)));
    }
  }

  #text(name: string, text: string): void {
    this.#bytes += text.length;
    let json: unknown;
    try {
      json = JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch {
      return this.#problem(name, "is not JSON");
    }
    for (const record of recordsOf(json)) {
      const advisory = OsvAdvisory.safeParse(record);
      if (advisory.success) this.#index.add(advisory.data, this.#wanted);
      else this.#problem(name, `is no OSV record (${advisory.error.issues[0]?.path.join(".") ?? ""}: ${advisory.error.issues[0]?.message ?? ""})`);
    }
  }

  #problem(file: string, reason: string): void {
    if (this.#problems.length < LISTED) this.#problems.push({ file, reason });
    else this.#more += 1;
  }
}

/** One record, a list of them, or `{ vulns }`. */
function recordsOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  if (typeof json === "object" && json !== null && "vulns" in json && Array.isArray(json.vulns)) return json.vulns;
  return [json];
}
