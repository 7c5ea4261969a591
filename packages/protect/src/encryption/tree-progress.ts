import { appendFileSync, readFileSync, rmSync, type Stats } from "node:fs";
import { z } from "zod";

const Done = z.object({ path: z.string(), bytes: z.number(), changed: z.number(), written: z.number() });

/**
 * What an interrupted run has done, in a file beside its results: a line for every file, with what it was made of, so that
 * the next run leaves out what is as it was. It decides only what is done again, never what is right: results are
 * authenticated by themselves.
 */
export class TreeProgress {
  readonly #path: string;
  readonly #done = new Map<string, z.infer<typeof Done>>();

  /** @param purpose what the run does, for whom; another purpose begins anew */
  constructor(path: string, purpose: string) {
    this.#path = path;
    let lines: readonly string[] = [];
    try {
      lines = readFileSync(path, "utf8").split("\n");
    } catch {
      // There was no earlier run.
    }
    const same = lines[0] === purpose;
    if (!same) {
      rmSync(path, { force: true });
      appendFileSync(path, `${purpose}\n`, { mode: 0o600 });
      return;
    }
    for (const line of lines.slice(1)) {
      try {
        const done = Done.safeParse(JSON.parse(line));
        if (done.success) this.#done.set(done.data.path, done.data);
      } catch {
        // A line that the interruption cut off: that file is done again.
      }
    }
    if (lines.at(-1) !== "") appendFileSync(path, "\n");
  }

  /** Whether the result of this source is there already. */
  has(path: string, source: Stats, result: Stats | undefined): boolean {
    const done = this.#done.get(path);
    return (
      done !== undefined &&
      done.bytes === source.size &&
      done.changed === source.mtimeMs &&
      result?.isFile() === true &&
      result.size === done.written
    );
  }

  add(path: string, source: Stats, written: number): void {
    appendFileSync(this.#path, `${JSON.stringify({ path, bytes: source.size, changed: source.mtimeMs, written })}\n`);
  }

  /** Everything is done. */
  finish(): void {
    rmSync(this.#path, { force: true });
  }
}
