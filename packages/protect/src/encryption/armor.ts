import { ProtectError } from "../errors.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { ByteSink } from "./stream.ts";

/* The text form of age files (C2SP age.md, "ASCII armor"): strict PEM with 64 columns. */

const BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
const END = "-----END AGE ENCRYPTED FILE-----";
const COLUMNS = 64;
const LINE_BYTES = 48;
/** White space around the armor, at most. */
const SPACE = 1024;
const READ = 64 * 1024;

function armorFault(what: string): ProtectError {
  return new ProtectError(
    "NOT_DECRYPTED",
    `The text form of this file is damaged: ${what}. Copy it again, from its first line to its last.`,
  );
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** Whether a file that begins so is in the text form. */
export function looksArmored(start: Uint8Array): boolean {
  let at = 0;
  while (at < start.length && at <= SPACE && isSpace(start[at] ?? 0)) at++;
  const first = Buffer.from(start.subarray(at, at + BEGIN.length)).toString("latin1");
  return first === BEGIN;
}

/** Lines without their ends (LF or CRLF); undefined at the end of the text. */
class LineReader {
  readonly #reader: ByteReader;
  readonly #buffer = Buffer.alloc(READ);
  #held = this.#buffer.subarray(0, 0);

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** @param longest a line beyond it is given in part, which no rule takes */
  async next(longest: number): Promise<string | undefined> {
    let end = this.#held.indexOf(10);
    if (end < 0 && this.#held.length <= longest) {
      const rest = Buffer.from(this.#held);
      rest.copy(this.#buffer);
      const count = await this.#reader.read(this.#buffer.subarray(rest.length));
      this.#held = this.#buffer.subarray(0, rest.length + count);
      end = this.#held.indexOf(10);
    }
    if (this.#held.length === 0) return undefined;
    const stop = end < 0 ? this.#held.length : end;
    const line = this.#held.toString("latin1", 0, stop);
    this.#held = this.#held.subarray(end < 0 ? stop : end + 1);
    return line.endsWith("\r") && end >= 0 ? line.slice(0, -1) : line;
  }
}

function decodeLine(line: string): Buffer {
  if (line.length === 0 || line.length > COLUMNS || line.length % 4 !== 0) throw armorFault("a line has the wrong length");
  const bytes = Buffer.from(line, "base64");
  if (bytes.toString("base64") !== line) throw armorFault("a line is not canonical base64");
  return bytes;
}

/**
 * The bytes that the text form stands for; faults come out of `read`.
 * @throws ProtectError NOT_DECRYPTED for any text that is not exactly the form
 */
export function unarmor(text: ByteReader): ByteReader {
  const lines = new LineReader(text);
  let state: "before" | "inside" | "ended" = "before";
  let held = Buffer.alloc(0);

  const begin = async (): Promise<void> => {
    for (let space = 0; ; ) {
      const line = await lines.next(SPACE + BEGIN.length);
      if (line === undefined) throw armorFault("it does not begin");
      if (line.trim() === "") {
        space += line.length + 1;
        if (space > SPACE) throw armorFault("there is too much before its first line");
        continue;
      }
      if (line.trim() !== BEGIN || space + line.length - BEGIN.length > SPACE) throw armorFault("its first line is another");
      return;
    }
  };
  const finish = async (line: string | undefined): Promise<void> => {
    if (line !== END && line?.trimEnd() !== END)
      throw armorFault(line === undefined ? "its last line is missing" : "its last line is another");
    for (let space = line.length - END.length; ; ) {
      const more = await lines.next(SPACE);
      if (more === undefined) return;
      space += more.length + 1;
      if (more.trim() !== "" || space > SPACE) throw armorFault("something stands behind its last line");
    }
  };
  const fill = async (): Promise<void> => {
    if (state === "before") {
      await begin();
      state = "inside";
    }
    const parts: Buffer[] = [];
    for (let size = 0; state === "inside" && size < READ; ) {
      const line = await lines.next(COLUMNS + 2);
      if (line === undefined || line.startsWith("-----END")) {
        await finish(line);
        state = "ended";
        break;
      }
      const part = decodeLine(line);
      parts.push(part);
      size += part.length;
      if (part.length < LINE_BYTES) {
        await finish(await lines.next(SPACE + END.length));
        state = "ended";
      }
    }
    held = Buffer.concat(parts);
  };
  return {
    read: async (target) => {
      let done = 0;
      while (done < target.length) {
        if (held.length === 0 && state !== "ended") await fill();
        if (held.length === 0) break;
        const count = held.copy(target, done);
        held = held.subarray(count);
        done += count;
      }
      return done;
    },
  };
}

/** Writes the text form of what it is given; `finish` writes the last lines. */
export function armor(sink: ByteSink): ByteSink & { finish(): Promise<void> } {
  let held = Buffer.alloc(0);
  let begun = false;
  const lines = (bytes: Buffer): string => {
    const encoded = bytes.toString("base64");
    let text = begun ? "" : `${BEGIN}\n`;
    begun = true;
    for (let start = 0; start < encoded.length; start += COLUMNS) text += `${encoded.slice(start, start + COLUMNS)}\n`;
    return text;
  };
  return {
    write: async (bytes) => {
      const all = Buffer.concat([held, bytes]);
      const whole = all.length - (all.length % LINE_BYTES);
      held = Buffer.from(all.subarray(whole));
      await sink.write(Buffer.from(lines(all.subarray(0, whole))));
    },
    finish: async () => {
      await sink.write(Buffer.from(`${lines(held)}${END}\n`));
    },
  };
}
