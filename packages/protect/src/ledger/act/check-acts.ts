import { hash } from "node:crypto";
import type { ReadLogFile } from "../tiles/read-tiles.ts";
import type { LogProblem } from "../verify/problem.ts";
import { ACT_SCHEMA, parseAct } from "./act.ts";

const LISTED = 100;

/** What Castellan's own entries promise beyond the tree: their form, that time never goes back, that long acts are there. */
export class ActChecker {
  readonly #read: ReadLogFile;
  readonly #problems: LogProblem[] = [];
  #last = "";
  #acts = 0;
  #others = 0;

  constructor(read: ReadLogFile) {
    this.#read = read;
  }

  /** Entries that are acts. */
  get acts(): number {
    return this.#acts;
  }

  /** Entries of another form, which a log of others may hold. */
  get others(): number {
    return this.#others;
  }

  get problems(): readonly LogProblem[] {
    return this.#problems;
  }

  entry(index: number, bytes: Uint8Array): void {
    const act = parseAct(bytes);
    if (act === undefined) {
      this.#others++;
      if (Buffer.from(bytes).includes(`"schema":"${ACT_SCHEMA}"`))
        this.#report(index, `entry ${index} says that it is an act, and is not of that form`);
      return;
    }
    this.#acts++;
    if (act.time < this.#last) this.#report(index, `entry ${index} is of ${act.time}, earlier than the one before it`);
    this.#last = act.time;
    if (act.large === undefined) return;
    const path = `objects/${act.large.sha256}`;
    const object = this.#read(path);
    if (object === undefined) this.#report(index, `${path}, the long form of entry ${index}, is missing`, path);
    else if (hash("sha256", object) !== act.large.sha256)
      this.#report(index, `${path}, the long form of entry ${index}, was changed`, path);
  }

  #report(index: number, message: string, path?: string): void {
    if (this.#problems.length < LISTED)
      this.#problems.push({ kind: "act", message, entries: [index, index + 1], ...(path === undefined ? {} : { path }) });
  }
}
