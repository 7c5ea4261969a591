import { ProtectError } from "../../errors.ts";
import { hashLeaf } from "../merkle/hash.ts";
import { renderCheckpoint, type SignedCheckpoint } from "../note/checkpoint.ts";
import { checkSignature, type SignerKey, signCheckpoint } from "../note/keys.ts";
import { renderNote } from "../note/note.ts";
import { renderBundle } from "../tiles/bundle.ts";
import { GrowingTree } from "../tiles/growing-tree.ts";
import { LONGEST_ENTRY, TILE_WIDTH, tilePath } from "../tiles/paths.ts";
import type { LogFiles } from "./files.ts";
import { CHECKPOINT_PATH, LARGEST_BATCH, type RecoveredLog, recoverLog, STATE_PATH } from "./recover.ts";

export interface LogWriterOptions {
  readonly files: LogFiles;
  /** Keys of the log, all of one name, which is the log's: every checkpoint bears a signature of each. */
  readonly keys: readonly SignerKey[];
  readonly clock: () => Date;
  /** A checkpoint that was remembered elsewhere: a log that is not its continuation is refused. */
  readonly kept?: SignedCheckpoint;
  /** Most entries of one commit; 1,000 unless told. */
  readonly batch?: number;
}

export interface Appended {
  /** Place in the log, from 0. */
  readonly index: number;
  readonly leaf: Uint8Array;
  /** Checkpoint of the commit that made it durable. */
  readonly checkpoint: SignedCheckpoint;
}

/** Entries that are committed together and acknowledged by one promise. */
interface Waiting {
  readonly entries: readonly Uint8Array[];
  readonly leaves: readonly Uint8Array[];
  /** What has to be durable before them. */
  readonly ready: Promise<unknown> | undefined;
  /** Groups of one call are in one order: where one fails, none behind it is written. */
  readonly call: Call;
  readonly done: (first: number, checkpoint: SignedCheckpoint) => void;
  readonly failed: (error: unknown) => void;
}

interface Call {
  failure?: { readonly error: unknown };
}

const DEFAULT_BATCH = 1000;

/**
 * Appends to a log on disk, one writer at a time (the caller holds the lock). What comes while a commit is written goes
 * into the next; an entry is acknowledged when its bytes, its hashes, the checkpoint and all their names are durable.
 */
export class LogWriter {
  readonly #options: LogWriterOptions;
  #checkpoint: SignedCheckpoint;
  #tree: GrowingTree;
  #tail: readonly Uint8Array[];
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  /** Set where a commit failed and the state on disk could not be read again yet. */
  #unknown = false;
  #lastSeconds = 0;

  private constructor(options: LogWriterOptions, { checkpoint, tree, tail }: RecoveredLog) {
    this.#options = options;
    this.#checkpoint = checkpoint;
    this.#tree = tree;
    this.#tail = tail;
    for (const key of options.keys) this.#lastSeconds = Math.max(this.#lastSeconds, checkSignature(key, checkpoint)?.seconds ?? 0);
  }

  /** Opens a log, or begins one where the folder has none. @throws ProtectError as recoverLog */
  static async open(options: LogWriterOptions): Promise<LogWriter> {
    const [key] = options.keys;
    if (key === undefined || options.keys.some(({ name }) => name !== key.name))
      throw new ProtectError("OPTION_INVALID", "A log is signed with one or more keys of one name, which is the name of the log.");
    const batch = options.batch ?? 0;
    if (batch > LARGEST_BATCH) throw new ProtectError("OPTION_INVALID", `A commit holds at most ${LARGEST_BATCH} entries, not ${batch}.`);
    const recovered = await recoverLog(options.files, options.keys, options.kept);
    if (recovered !== undefined) return new LogWriter(options, recovered);
    const tree = new GrowingTree();
    const writer = new LogWriter(options, { checkpoint: unsigned(key.name, tree), tree, tail: [] });
    writer.#checkpoint = await writer.#commit([]);
    return writer;
  }

  /** The last durable one. */
  get checkpoint(): SignedCheckpoint {
    return this.#checkpoint;
  }

  /**
   * Answers when the entry is durable.
   * @throws ProtectError LIMIT_EXCEEDED for more than 65,535 bytes, FILE_UNWRITABLE where the disk refuses: the entry is then not in the log
   */
  async append(entry: Uint8Array): Promise<Appended> {
    const [appended] = await this.appendAll([entry]);
    if (appended === undefined) throw new ProtectError("LOG_INCONSISTENT", "The log did not say where the entry stands.");
    return appended;
  }

  /**
   * Answers when all are durable; they stand in their order. Far cheaper than as many calls of `append`.
   * @param ready what has to be durable before they are written; where it fails, so do they
   * @throws ProtectError LIMIT_EXCEEDED where one has more than 65,535 bytes: none is then in the log; FILE_UNWRITABLE where
   * the disk refuses: of more than one commit (`batch`), the first ones may then be in the log, and nothing behind them
   */
  async appendAll(entries: readonly Uint8Array[], ready?: Promise<unknown>): Promise<readonly Appended[]> {
    for (const { length } of entries)
      if (length > LONGEST_ENTRY)
        throw new ProtectError("LIMIT_EXCEEDED", `An entry of ${length} bytes is above ${LONGEST_ENTRY}; log its digest.`);
    // It is judged when its turn comes; until then its failure is nobody's surprise.
    ready?.catch(() => undefined);
    const call: Call = {};
    const groups: Promise<readonly Appended[]>[] = [];
    const most = this.#options.batch ?? DEFAULT_BATCH;
    for (let at = 0; at < entries.length; at += most) {
      const group = entries.slice(at, at + most);
      const leaves = group.map(hashLeaf);
      groups.push(
        new Promise((resolve, failed) => {
          const done = (first: number, checkpoint: SignedCheckpoint): void =>
            resolve(leaves.map((leaf, index) => ({ index: first + index, leaf, checkpoint })));
          this.#waiting.push({ entries: group, leaves, ready, call, done, failed });
        }),
      );
    }
    if (groups.length > 0) this.#running ??= this.#run();
    return (await Promise.all(groups)).flat();
  }

  /** Answers when nothing is waiting any more. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Entries that come in the same turn share a commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = await this.#next();
      if (batch.length === 0) continue;
      const first = this.#checkpoint.size;
      try {
        if (this.#unknown) await this.#reopen();
        this.#checkpoint = await this.#commit(batch);
      } catch (error) {
        if (!(await this.#landed(first, batch))) {
          for (const group of batch) fail(group, error);
          continue;
        }
      }
      let index = first;
      for (const { done, entries } of batch) {
        done(index, this.#checkpoint);
        index += entries.length;
      }
    }
    this.#running = undefined;
  }

  /** As many of those that wait as one commit holds, without those that cannot be written. */
  async #next(): Promise<readonly Waiting[]> {
    const most = this.#options.batch ?? DEFAULT_BATCH;
    let taken = 0;
    let count = 0;
    for (; taken < this.#waiting.length; taken++) {
      count += this.#waiting[taken]?.entries.length ?? 0;
      if (taken > 0 && count > most) break;
    }
    const batch: Waiting[] = [];
    for (const group of this.#waiting.splice(0, taken)) {
      try {
        if (group.ready !== undefined) await group.ready;
      } catch (error) {
        group.call.failure ??= { error };
      }
      if (group.call.failure === undefined) batch.push(group);
      else group.failed(group.call.failure.error);
    }
    return batch;
  }

  /** After a failed commit: reads again what is durable, and whether the batch is part of it all the same. */
  async #landed(first: number, batch: readonly Waiting[]): Promise<boolean> {
    this.#unknown = true;
    try {
      await this.#reopen();
    } catch {
      // The disk still refuses: the next append tries again, and tells.
      return false;
    }
    return batch.length > 0 && this.#checkpoint.size === first + batch.reduce((sum, { entries }) => sum + entries.length, 0);
  }

  async #reopen(): Promise<void> {
    const { files, keys } = this.#options;
    const recovered = await recoverLog(files, keys, this.#checkpoint);
    if (recovered === undefined) throw new ProtectError("LOG_INCONSISTENT", "The log is gone; nothing more is written to it.");
    this.#checkpoint = recovered.checkpoint;
    this.#tree = recovered.tree;
    this.#tail = recovered.tail;
    this.#unknown = false;
  }

  async #commit(batch: readonly Waiting[]): Promise<SignedCheckpoint> {
    const { files } = this.#options;
    const tree = this.#tree;
    const before = tree.size;
    const bundles = [this.#tail, ...batch.map(({ entries }) => entries)].flat();
    for (const { leaves } of batch) for (const leaf of leaves) tree.add(leaf);
    const firstBundle = Math.floor(before / TILE_WIDTH);
    const writes = [...tree.newTiles()];
    if (batch.length > 0)
      for (let at = 0; at < bundles.length; at += TILE_WIDTH) {
        const entries = bundles.slice(at, at + TILE_WIDTH);
        writes.push({ path: tilePath("entries", firstBundle + at / TILE_WIDTH, entries.length), bytes: renderBundle(entries) });
      }
    const written = writes.map(({ path, bytes }) => files.write(path, bytes));
    // Signed while the disk takes the tiles.
    const checkpoint = this.#sign(tree);
    const note = Buffer.from(renderNote(checkpoint.note));
    for (const path of [STATE_PATH, CHECKPOINT_PATH]) {
      writes.push({ path: `${path}.new`, bytes: note });
      written.push(files.write(`${path}.new`, note));
    }
    const folders = new Set(writes.map(({ path }) => folderOf(path)));
    // Every name exists by now; whichever fails first, all are waited for, so that none writes into what comes after.
    const settled = await Promise.allSettled([...written, ...[...folders].map((folder) => files.syncFolder(folder))]);
    for (const result of settled) if (result.status === "rejected") throw result.reason;
    files.rename(`${STATE_PATH}.new`, STATE_PATH);
    files.rename(`${CHECKPOINT_PATH}.new`, CHECKPOINT_PATH);
    const shown = await Promise.allSettled([files.syncFolder(folderOf(STATE_PATH)), files.syncFolder(folderOf(CHECKPOINT_PATH))]);
    for (const result of shown) if (result.status === "rejected") throw result.reason;
    this.#tail = bundles.slice(bundles.length - (tree.size % TILE_WIDTH));
    removePartial(files, writes);
    return checkpoint;
  }

  #sign(tree: GrowingTree): SignedCheckpoint {
    const { keys, clock } = this.#options;
    // A clock that goes back must not make a later checkpoint look older.
    this.#lastSeconds = Math.max(this.#lastSeconds, Math.floor(clock().getTime() / 1000));
    const bare = unsigned(keys[0]?.name ?? "", tree);
    return { ...bare, note: { text: bare.note.text, signatures: keys.map((key) => signCheckpoint(key, bare, this.#lastSeconds)) } };
  }
}

function fail({ call, failed }: Waiting, error: unknown): void {
  call.failure ??= { error };
  failed(error);
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}

function unsigned(origin: string, tree: GrowingTree): SignedCheckpoint {
  const checkpoint = { origin, size: tree.size, root: tree.root(), extensions: [] };
  return { ...checkpoint, note: { text: renderCheckpoint(checkpoint), signatures: [] } };
}

/** Partial tiles are not needed once their full tile is there; where they cannot be taken away they do no harm. */
function removePartial(files: LogFiles, writes: readonly { readonly path: string }[]): void {
  for (const { path } of writes) {
    const [, level, index] = /^tile\/(entries|\d+)\/((?:x\d{3}\/)*\d{3})$/.exec(path) ?? [];
    if (level === undefined || index === undefined) continue;
    try {
      files.remove(`${path}.p`);
    } catch {
      return;
    }
  }
}
