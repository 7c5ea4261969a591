import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { randomOf } from "../../fuzz/mutate.ts";
import { Ledger, type LogFiles, logFolder, signerKey } from "../../packages/protect/src/entry/ledger.ts";

/**
 * One life of a writer that ends by kill -9: appends to a ledger and says what was acknowledged, until its parent kills
 * it or the operation on files comes that it was told to die at (in the middle of the bytes, where it writes).
 * @param dieAt operation, from 1; 0 for none
 */
export async function write(folder: string, seed: string, dieAt: number): Promise<never> {
  const random = randomOf(seed);
  const real = logFolder(folder);
  let operations = 0;
  function step(half?: () => void): void {
    if (++operations !== dieAt) return;
    half?.();
    process.kill(process.pid, "SIGKILL");
  }

  /** The folder, with a death before, within and after everything that is done to it. */
  const files: LogFiles = {
    read: real.read,
    list: real.list,
    write: async (path, bytes) => {
      step();
      step(() => {
        try {
          writeSync(openSync(join(folder, path), "w"), bytes, 0, random(bytes.length + 1));
        } catch {
          // Where its folder is not there yet, nothing is torn.
        }
      });
      await real.write(path, bytes);
      step();
    },
    rename: (from, to) => {
      step();
      real.rename(from, to);
      step();
    },
    remove: (path) => {
      step();
      real.remove(path);
    },
    syncFolder: async (path) => {
      await real.syncFolder(path);
      step();
    },
  };

  const ledger = await Ledger.open({
    folder,
    files,
    keys: [signerKey("example.org/crash", "ed25519", new Uint8Array(32).fill(7))],
    clock: () => new Date(),
    random: (count) => new Uint8Array(count),
  });
  writeSync(1, `open ${ledger.checkpoint.size} ${Buffer.from(ledger.checkpoint.root).toString("hex")}\n`);
  for (;;) {
    const count = 1 + random(random(4) === 0 ? 700 : 40);
    const appended = await Promise.all(
      Array.from({ length: count }, (_, at) =>
        ledger.append({ act: "test.append", actor: { kind: "job", name: seed }, details: { at, text: "x".repeat(random(300)) } }),
      ),
    );
    const last = appended.at(-1)?.checkpoint;
    if (last === undefined) continue;
    const acknowledged = appended.map(({ index, leaf }) => `entry ${index} ${Buffer.from(leaf).toString("hex")}\n`).join("");
    writeSync(1, `${acknowledged}checkpoint ${last.size} ${Buffer.from(last.root).toString("hex")}\n`);
  }
}
