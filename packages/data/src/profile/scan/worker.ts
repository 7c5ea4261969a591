/* Entry of a worker that reads ranges of a table. */
import { parentPort } from "node:worker_threads";
import type { ScanAnswer, ScanRequest } from "./protocol.ts";
import { scanRange } from "./scan-range.ts";

const PROGRESS_BYTES = 16 * 1024 * 1024;

parentPort?.on("message", ({ id, task }: ScanRequest) => {
  const say = (answer: ScanAnswer, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(answer, [...transfer]);
  try {
    let told = 0;
    const facts = scanRange(task, (bytes) => {
      told += bytes;
      if (told < PROGRESS_BYTES) return;
      say({ id, bytes: told });
      told = 0;
    });
    say(
      { id, facts },
      [facts.hashes, facts.loose].flatMap((each) => (each !== undefined && each.buffer instanceof ArrayBuffer ? [each.buffer] : [])),
    );
  } catch (error) {
    say({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
