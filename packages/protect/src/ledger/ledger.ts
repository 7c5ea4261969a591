import { hash } from "node:crypto";
import { join } from "node:path";
import type { z } from "zod";
import { ProtectError } from "../errors.ts";
import { acquireLock, type Lock } from "../files/lock.ts";
import { ACT_SCHEMA, type Act, ActInput, parseAct, renderAct } from "./act/act.ts";
import { isPlainAct } from "./act/plain-act.ts";
import { type RandomBytes, type SealedPayloads, saltedHash } from "./act/sealed-payloads.ts";
import { type LogFiles, logFolder } from "./log/files.ts";
import { type Appended, LogWriter } from "./log/log-writer.ts";
import type { SignedCheckpoint } from "./note/checkpoint.ts";
import type { SignerKey } from "./note/keys.ts";
import { LONGEST_ENTRY } from "./tiles/paths.ts";
import { readEntry } from "./tiles/read-entry.ts";

export interface LedgerOptions {
  /** Folder of the log; made where there is none. */
  readonly folder: string;
  readonly keys: readonly SignerKey[];
  readonly clock: () => Date;
  readonly random: RandomBytes;
  /** Needed for acts with something personal. */
  readonly payloads?: SealedPayloads;
  /** Checkpoint that was remembered elsewhere: the log must go on from it. */
  readonly kept?: SignedCheckpoint;
  /** Most entries of one commit; 1,000 unless told. */
  readonly batch?: number;
  /** Instead of the folder's own files, for tests. */
  readonly files?: LogFiles;
}

/** The record of everything that changes something: append only, signed, provable. One process at a time writes to it. */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #files: LogFiles;
  readonly #writer: LogWriter;
  readonly #lock: Lock;
  #lastTime: number;

  private constructor(options: LedgerOptions, files: LogFiles, writer: LogWriter, lock: Lock) {
    this.#options = options;
    this.#files = files;
    this.#writer = writer;
    this.#lock = lock;
    this.#lastTime = lastTimeOf(files, writer.checkpoint.size);
  }

  /**
   * @throws ProtectError STORE_LOCKED where another process writes, LOG_INCONSISTENT where the log was changed or rolled
   * back, FILE_UNWRITABLE for a folder that cannot be written
   */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const files = options.files ?? logFolder(options.folder);
    await files.write(".castellan/version", Buffer.from("1\n"));
    const lock = acquireLock(join(options.folder, ".castellan/lock"));
    try {
      const { keys, clock, kept, batch } = options;
      const writer = await LogWriter.open({
        files,
        keys,
        clock,
        ...(kept === undefined ? {} : { kept }),
        ...(batch === undefined ? {} : { batch }),
      });
      return new Ledger(options, files, writer, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get checkpoint(): SignedCheckpoint {
    return this.#writer.checkpoint;
  }

  /**
   * Records an act; answers when it is durable.
   * @throws ProtectError OPTION_INVALID for an act of another form, FILE_UNWRITABLE where the disk refuses: it is then not recorded
   */
  async append(input: ActInput): Promise<Appended> {
    const [appended] = await this.appendAll([input]);
    if (appended === undefined) throw new ProtectError("LOG_INCONSISTENT", "The ledger did not say where the act stands.");
    return appended;
  }

  /**
   * Records acts in their order, as of one moment; answers when all are durable. Far cheaper than as many calls of `append`.
   * @throws ProtectError OPTION_INVALID where one is of another form: none is then recorded; FILE_UNWRITABLE where the disk
   * refuses: of more acts than one commit holds, the first ones may then be recorded, and none behind them
   */
  async appendAll(inputs: readonly ActInput[]): Promise<readonly Appended[]> {
    const checked = inputs.map((input) => this.check(input));
    // From here to the writer nothing waits: the order of the times is that of the entries.
    const time = this.#time();
    const apart: Promise<void>[] = [];
    const entries = checked.map(({ personal, person, ...open }) => {
      const act: Act = { schema: ACT_SCHEMA, ...open, ...time, ...this.#seal(personal, person) };
      const entry = renderAct(act);
      return entry.length <= LONGEST_ENTRY ? entry : this.#apart(act, entry, apart);
    });
    return this.#writer.appendAll(entries, apart.length === 0 ? undefined : Promise.all(apart));
  }

  /** Judges the form of an act and records nothing. @param what how the message calls it. @throws ProtectError OPTION_INVALID */
  check(input: ActInput, what = "This"): z.output<typeof ActInput> {
    if (isPlainAct(input)) return input;
    const parsed = ActInput.safeParse(input);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue === undefined ? "" : `${issue.path.join(".")}: ${issue.message}`;
    throw new ProtectError("OPTION_INVALID", `${what} is no act for the ledger (${where}); docs/ledger.md has the form.`);
  }

  /** Waits for what was appended, and lets the next writer in. */
  async close(): Promise<void> {
    await this.#writer.close();
    this.#lock.release();
  }

  /** Time never goes back in the ledger; what a clock that did says stands beside it. */
  #time(): { readonly time: string; readonly clock?: string } {
    const now = this.#options.clock();
    const back = now.getTime() < this.#lastTime;
    this.#lastTime = Math.max(this.#lastTime, now.getTime());
    return { time: new Date(this.#lastTime).toISOString(), ...(back ? { clock: now.toISOString() } : {}) };
  }

  #seal(values: Readonly<Record<string, string>> | undefined, person: string | undefined): Pick<Act, "personal" | "sealed"> {
    if (values === undefined) return {};
    const { payloads, random } = this.#options;
    if (payloads === undefined)
      throw new ProtectError("OPTION_INVALID", "An act with something personal needs a sealed side store; open the ledger with one.");
    const salt = Buffer.from(random(32)).toString("hex");
    const sealed = Buffer.from(random(16)).toString("hex");
    payloads.seal(sealed, { salt, values }, person);
    return { sealed, personal: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, saltedHash(salt, name, value)])) };
  }

  /** An act that is too long lies beside the log; its entry holds the digest. @param apart takes the write */
  #apart(act: Act, bytes: Buffer, apart: Promise<void>[]): Buffer {
    const sha256 = hash("sha256", bytes);
    apart.push(this.#files.write(`objects/${sha256}`, bytes).then(() => this.#files.syncFolder("objects")));
    const { subjects: _subjects, details: _details, ...head } = act;
    return renderAct({ ...head, large: { sha256, bytes: bytes.length } });
  }
}

function lastTimeOf(files: LogFiles, size: number): number {
  if (size === 0) return 0;
  const act = parseAct(readEntry((path) => files.read(path), size - 1, size));
  return act === undefined ? 0 : Date.parse(act.time);
}
