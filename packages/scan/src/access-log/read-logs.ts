import { createReadStream, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type AccessEvent, type AccessLogProblem, AccessLogReader } from "@castellan/formats";
import { ScanError } from "../engine/errors.ts";

/** A log that was read, wholly or in part. */
export interface ReadLog {
  readonly file: string;
  readonly events: number;
  /** What could not be read: the first of each kind with its line or record, and how many there were. */
  readonly problems: readonly (AccessLogProblem & { readonly count: number })[];
}

/** Bytes of one log after decompression; what is beyond is reported, not read. */
const LONGEST_LOG = 64 * 2 ** 30;
const FOLDER_DEPTH = 12;

/**
 * Log files under paths, sorted; folders are walked, links in them are not followed, digests of CloudTrail are left out.
 * @throws ScanError where a path that was named is not there
 */
export function logFiles(paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const walk = (path: string, depth: number): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = join(path, entry.name);
      if (entry.isDirectory() && depth < FOLDER_DEPTH && entry.name !== "CloudTrail-Digest" && entry.name !== ".git")
        walk(inner, depth + 1);
      else if (
        entry.isFile() &&
        /\.(?:json|jsonl|ndjson|log|txt|csv|gz)(?:\.\d+)?$|^[\w.-]+-[\dA-F]{16}$|^\d{4}-\d\d-\d\d/.test(entry.name)
      )
        found.add(inner);
    }
  };
  for (const path of paths) {
    let isFolder: boolean;
    try {
      const stat = lstatSync(path);
      isFolder = stat.isDirectory();
    } catch (cause) {
      throw new ScanError("NO_SUCH_TARGET", `${path} is not there; give log files or folders of them.`, { cause });
    }
    if (isFolder) walk(path, 0);
    else found.add(path);
  }
  return [...found].sort();
}

/** Reads one log, plain or gzip; never throws for what is in it. */
export async function readLog(file: string, take: (event: AccessEvent) => void, signal?: AbortSignal): Promise<ReadLog> {
  const problems = new Map<string, AccessLogProblem & { count: number }>();
  let events = 0;
  const problem = (each: AccessLogProblem): void => {
    const known = problems.get(`${each.kind} ${each.message}`);
    if (known !== undefined) known.count++;
    else if (problems.size < 50) problems.set(`${each.kind} ${each.message}`, { ...each, count: 1 });
  };
  const reader = new AccessLogReader({
    event: (event) => {
      events++;
      take(event);
    },
    problem,
  });
  let length = 0;
  const feed = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > LONGEST_LOG) {
        problem({ kind: "too-long", record: 0, message: `more than ${LONGEST_LOG} bytes; the rest is not read` });
        return;
      }
      reader.push(chunk);
    }
  };
  try {
    const options = { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) };
    const source = createReadStream(file, options);
    if (/\.gz$/.test(file)) await pipeline(source, createGunzip({ chunkSize: 1 << 18 }), feed);
    else await pipeline(source, feed);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    problem({
      kind: "truncated",
      record: 0,
      message: `cannot be read to its end: ${cause instanceof Error ? cause.message : String(cause)}`,
    });
  }
  reader.end();
  return { file, events, problems: [...problems.values()] };
}

/** When the first event of a log was, without reading it all; undefined where none is at its beginning. */
export async function firstTime(file: string): Promise<number | undefined> {
  let first: number | undefined;
  const reader = new AccessLogReader({
    event: ({ time }) => {
      first = first === undefined ? time : Math.min(first, time);
    },
    problem: () => undefined,
  });
  try {
    const stream = createReadStream(file, { end: 1 << 17 });
    const chunks: AsyncIterable<Uint8Array> = /\.gz$/.test(file) ? stream.pipe(createGunzip()) : stream;
    for await (const chunk of chunks) reader.push(chunk);
  } catch {
    // The beginning of a compressed log ends early: what came is enough.
  }
  reader.end();
  return first;
}
