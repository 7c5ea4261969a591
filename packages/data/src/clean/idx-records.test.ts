import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cleanFile } from "./clean-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-clean-idx-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Four pictures of two by three pixels; every pixel of picture n is n. */
function pictures(rows = 4): Buffer {
  const header = Buffer.from([0, 0, 8, 3, 0, 0, 0, rows, 0, 0, 0, 2, 0, 0, 0, 3]);
  return Buffer.concat([header, Buffer.from(Array.from({ length: 24 }, (_, at) => Math.floor(at / 6)))]);
}

function place(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function scores(): string {
  return place("scores.csv", "id,score,p,quarantined,reasons\n0,1,1,false,\n1,9,0,true,patch\n2,1,1,false,\n3,9,0,true,patch\n");
}

describe("data clean of pictures", () => {
  it("leaves out pictures and labels by the same verdict and counts them anew, compressed as they came", async () => {
    const images = place("images-idx3-ubyte.gz", gzipSync(pictures()));
    const labels = place("labels-idx1-ubyte", Buffer.from([0, 0, 8, 1, 0, 0, 0, 4, 5, 6, 7, 8]));
    const judged = { scores: scores(), version: "0" };
    const result = await cleanFile({ file: images, output: join(folder, "kept-idx3-ubyte.gz"), ...judged });
    await cleanFile({ file: labels, output: join(folder, "kept-idx1-ubyte"), ...judged });

    const kept = gunzipSync(readFileSync(join(folder, "kept-idx3-ubyte.gz")));
    expect(kept.readUInt32BE(4)).toBe(2);
    expect([...kept.subarray(16)]).toEqual([0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2]);
    expect([...readFileSync(join(folder, "kept-idx1-ubyte"))]).toEqual([0, 0, 8, 1, 0, 0, 0, 2, 5, 7]);
    expect(result.rows).toEqual({ before: 4, kept: 2, leftOut: 2 });
    const held = gunzipSync(readFileSync(join(folder, result.quarantine.path)));
    expect([...held.subarray(16)]).toEqual([1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3]);
  });

  it.each([
    ["a header that promises more", pictures(5), {}, "says 5 records of 6 bytes, but 24 bytes follow"],
    ["a header that breaks off", pictures().subarray(0, 9), {}, "ends within its header"],
    ["a column that pictures have not", pictures(), { id: "key" }, "have no column key"],
  ])("writes nothing with %s", async (_, bytes, more, message) => {
    const file = place("images-idx3-ubyte", bytes);
    const output = join(folder, "kept-idx3-ubyte");
    await expect(cleanFile({ file, output, scores: scores(), version: "0", ...more })).rejects.toThrow(message);
    expect(() => readFileSync(output)).toThrow("ENOENT");
  });
});
