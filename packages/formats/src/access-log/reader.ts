import type { Json } from "@castellan/graph";
import { cloudTrailEvent, looksLikeCloudTrail } from "./cloudtrail.ts";
import type { AccessEvent, AccessLogProblem } from "./event.ts";
import { fieldsOf, isList, textOf } from "./field.ts";
import { JsonRecordSplitter } from "./json-records.ts";
import { kubernetesEvent, looksLikeKubernetes } from "./kubernetes-audit.ts";
import { LineSplitter } from "./line-splitter.ts";
import {
  looksLikePostgresCsv,
  looksLikePostgresJson,
  looksLikePostgresText,
  postgresCsv,
  postgresEvent,
  postgresJson,
  postgresText,
} from "./postgresql.ts";
import { looksLikeS3, s3Event } from "./s3-server.ts";
import { flowEvent, flowHeader, looksLikeFlow } from "./vpc-flow.ts";

export interface AccessLogOptions {
  /** Longest record in bytes; longer ones are passed over and reported. Default 4 MiB. */
  readonly longest?: number;
  readonly event: (event: AccessEvent) => void;
  readonly problem: (problem: AccessLogProblem) => void;
}

const LONGEST = 4 * 1024 * 1024;
/** Bytes at the beginning by which a log is recognised. */
const SAMPLE = 64 * 1024;
const DECODER = new TextDecoder("utf-8");

type TextForm = "s3" | "vpc-flow" | "postgresql-csv" | "postgresql-text";

/**
 * Reads an access log that comes in pieces, in whatever form it is: CloudTrail and Kubernetes audit logs as documents or
 * as lines, S3 server access logs, VPC flow logs, PostgreSQL logs. Never throws on any bytes: what cannot be read is
 * reported with its line or record, and the rest goes on. Keeps no more than the record that is open.
 */
export class AccessLogReader {
  readonly #options: AccessLogOptions;
  #sample: Uint8Array[] = [];
  #sampled = 0;
  #splitter: { push(bytes: Uint8Array): void; end(): void } | undefined;
  #header: readonly string[] | undefined;
  /** A csvlog record whose quotes are open, and its first line. */
  #started: { text: string; quotes: number; readonly record: number } | undefined;
  #skipped = false;

  constructor(options: AccessLogOptions) {
    this.#options = options;
  }

  push(bytes: Uint8Array): void {
    if (this.#splitter !== undefined) {
      this.#splitter.push(bytes);
      return;
    }
    this.#sample.push(bytes.slice());
    this.#sampled += bytes.length;
    if (this.#sampled >= SAMPLE) this.#begin();
  }

  end(): void {
    if (this.#splitter === undefined) this.#begin();
    this.#splitter?.end();
    if (this.#started !== undefined)
      this.#options.problem({ kind: "truncated", record: this.#started.record, message: "the log ends in the middle of a record" });
  }

  #begin(): void {
    const bytes = Buffer.concat(this.#sample);
    this.#sample = [];
    this.#splitter = this.#splitterFor(DECODER.decode(bytes.subarray(0, SAMPLE)).replace(/^\ufeff/, ""));
    this.#splitter.push(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes);
  }

  #splitterFor(sample: string): { push(bytes: Uint8Array): void; end(): void } {
    const longest = this.#options.longest ?? LONGEST;
    const { problem } = this.#options;
    const lines = sample
      .split("\n", 50)
      .map((line) => line.trim())
      .filter((line) => line !== "");
    if (lines.length === 0) return { push: () => undefined, end: () => undefined };
    if (/^[[{]/.test(lines[0] ?? "")) {
      if (lines.length > 1 && lines.slice(0, 20).some(isObject))
        return new LineSplitter(longest, (line, number) => this.#json(line, number, true), problem);
      return new JsonRecordSplitter(longest, (json, number) => this.#json(json, number, false), problem);
    }
    // A log that was cut begins in the middle of a line.
    const form = lines
      .slice(0, 20)
      .map(textForm)
      .find((each) => each !== undefined);
    if (form !== undefined)
      return new LineSplitter(longest, (line, number) => this.#line(DECODER.decode(line).replace(/\r$/, ""), form, number), problem);
    if (lines.slice(0, 20).some(isObject)) return new LineSplitter(longest, (line, number) => this.#json(line, number, true), problem);
    problem({ kind: "unknown-format", record: 0, message: "no log of CloudTrail, S3, VPC flows, Kubernetes or PostgreSQL" });
    return { push: () => undefined, end: () => undefined };
  }

  #json(bytes: Uint8Array, record: number, line: boolean): void {
    let value: Json;
    try {
      const text = DECODER.decode(bytes);
      if (line && text.trim() === "") return;
      value = JSON.parse(text);
    } catch {
      this.#options.problem({ kind: "syntax", record, message: `${line ? "the line" : "the record"} is not JSON` });
      return;
    }
    this.#record(value, record, 0);
  }

  #record(value: Json, record: number, depth: number): void {
    const fields = fieldsOf(value);
    if (fields === undefined) {
      if (isList(value) && depth === 0) for (const item of value) this.#record(item, record, 1);
      else this.#options.problem({ kind: "not-an-event", record, message: "a value that is no record" });
      return;
    }
    if (looksLikeCloudTrail(fields)) return this.#take(cloudTrailEvent(fields, record), record);
    const list = fields["Records"] ?? fields["items"] ?? fields["logEvents"];
    if (isList(list)) {
      if (depth < 2) for (const item of list) this.#record(item, record, depth + 1);
      return;
    }
    if (looksLikeKubernetes(fields)) return this.#take(kubernetesEvent(fields, record), record);
    if (looksLikePostgresJson(fields)) return this.#take(postgresEvent(postgresJson(fields), record), record);
    const message = textOf(fields["message"]);
    // CloudWatch Logs wraps a record as text.
    if (message?.startsWith("{") === true && depth < 3) {
      try {
        return this.#record(JSON.parse(message), record, depth + 1);
      } catch {
        // The record is reported below.
      }
    }
    this.#options.problem({ kind: "not-an-event", record, message: "a record of no known log" });
  }

  #line(line: string, form: TextForm, record: number): void {
    if (form === "postgresql-csv") return this.#csvLine(line, record);
    if (line.trim() === "") return;
    if (form === "s3") return this.#take(s3Event(line, record), record);
    if (form === "vpc-flow") {
      const header = flowHeader(line);
      if (header === undefined) return this.#take(flowEvent(line, this.#header, record), record);
      this.#header = header;
      return;
    }
    const entry = postgresText(line);
    // Lines without a prefix go on with the entry before.
    if (entry !== undefined) this.#take(postgresEvent(entry, record), record);
  }

  /** A quoted field may hold line ends; a line that begins like a record begins one, even where the last was cut. */
  #csvLine(line: string, record: number): void {
    if (looksLikePostgresCsv(line)) {
      if (this.#started !== undefined)
        this.#options.problem({ kind: "truncated", record: this.#started.record, message: "a record whose quotes do not close" });
      this.#started = { text: line, quotes: 0, record };
    } else if (this.#started === undefined) {
      if (line.trim() !== "" && !this.#skipped) this.#options.problem({ kind: "syntax", record, message: "a line that begins no record" });
      this.#skipped = true;
      return;
    } else if (this.#started.text.length + line.length <= (this.#options.longest ?? LONGEST)) this.#started.text += `\n${line}`;
    this.#started.quotes += quotesOf(line);
    if (this.#started.quotes % 2 === 0) this.#flush();
  }

  #flush(): void {
    const started = this.#started;
    this.#started = undefined;
    if (started === undefined) return;
    const entry = postgresCsv(started.text);
    this.#take(typeof entry === "string" ? entry : postgresEvent(entry, started.record), started.record);
  }

  #take(event: AccessEvent | string | undefined, record: number): void {
    if (typeof event === "string") this.#options.problem({ kind: /time/.test(event) ? "time" : "not-an-event", record, message: event });
    else if (event !== undefined) this.#options.event(event);
  }
}

function isObject(line: string): boolean {
  if (!line.startsWith("{") || !line.endsWith("}")) return false;
  try {
    return fieldsOf(JSON.parse(line)) !== undefined;
  } catch {
    return false;
  }
}

function textForm(line: string): TextForm | undefined {
  if (looksLikeS3(line)) return "s3";
  if (looksLikeFlow(line)) return "vpc-flow";
  if (looksLikePostgresCsv(line)) return "postgresql-csv";
  return looksLikePostgresText(line) ? "postgresql-text" : undefined;
}

/** Quotes of a line: a record whose quotes are closed has an even number of them. */
function quotesOf(line: string): number {
  let quotes = 0;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) quotes++;
  return quotes;
}
