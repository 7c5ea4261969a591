import type { Environment, Values } from "./values.ts";

export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Streams {
  readonly out: Stream;
  readonly error: Stream;
  readonly environment: Environment;
}

const PROGRESS_EVERY = 80;

/** Standard output for the result, standard error for progress and notes. */
export class Terminal {
  readonly #streams: Streams;
  #quiet = false;
  #verbose = false;
  #json = false;
  #plain = false;
  #shown = 0;
  #line = false;

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  configure(values: Values): void {
    this.#quiet = values.on("quiet");
    this.#verbose = values.on("verbose");
    this.#json = values.text("log-format") === "json";
    this.#plain = !values.on("color");
  }

  get environment(): Environment {
    return this.#streams.environment;
  }

  /** Colour on a terminal only, unless NO_COLOR, FORCE_COLOR or --no-color say otherwise. */
  get color(): boolean {
    const { NO_COLOR: none, FORCE_COLOR: force, TERM: term } = this.#streams.environment;
    if (this.#plain || (none !== undefined && none !== "")) return false;
    if (force !== undefined && force !== "" && force !== "0") return true;
    return this.#streams.out.isTTY === true && term !== "dumb";
  }

  get width(): number {
    const columns = this.#streams.out.columns ?? Number(this.#streams.environment["COLUMNS"]);
    return Number.isFinite(columns) && columns >= 40 ? Math.min(columns, 200) : 100;
  }

  /** What the stream says: false asks the writer of much to wait until it drains. */
  result(text: string): unknown {
    this.#clear();
    return this.#streams.out.write(text);
  }

  note(message: string): void {
    if (!this.#quiet) this.#log("info", message);
  }

  detail(message: string): void {
    if (this.#verbose && !this.#quiet) this.#log("debug", message);
  }

  warn(message: string): void {
    this.#log("warn", message);
  }

  fail(code: string, message: string): void {
    this.#clear();
    this.#streams.error.write(this.#json ? `${JSON.stringify({ level: "error", code, message })}\n` : `castellan: ${printable(message)}\n`);
  }

  /** One line that is rewritten; on a terminal only. */
  progress(text: string, now: number): void {
    const { error, environment } = this.#streams;
    if (this.#quiet || this.#json || error.isTTY !== true || (environment["CI"] ?? "") !== "" || now - this.#shown < PROGRESS_EVERY) return;
    this.#shown = now;
    this.#line = true;
    error.write(`\r\u001b[2K${printable(text).slice(0, Math.max(20, (error.columns ?? 80) - 1))}`);
  }

  #clear(): void {
    if (this.#line) this.#streams.error.write("\r\u001b[2K");
    this.#line = false;
  }

  #log(level: string, message: string): void {
    this.#clear();
    this.#streams.error.write(this.#json ? `${JSON.stringify({ level, message })}\n` : `${printable(message)}\n`);
  }
}

/** Names of files are hostile: control and direction characters do not reach the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
}
