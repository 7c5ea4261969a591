import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";

const CHUNK = 4 * 1024 * 1024;

/**
 * SHA-256 of a file, taken while something else goes on.
 * @throws the error of the file system
 */
export async function digestOfFile(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const hash = createHash("sha256");
    let [now, next] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
    let { bytesRead } = await handle.read(now, 0, CHUNK);
    while (bytesRead > 0) {
      // The next part is read while this one is hashed.
      const reading = handle.read(next, 0, CHUNK);
      hash.update(now.subarray(0, bytesRead));
      [now, next] = [next, now];
      ({ bytesRead } = await reading);
    }
    return hash.digest("hex");
  } finally {
    await handle.close();
  }
}
