import { describe, expect, it } from "vitest";
import { buildTar } from "../../../../formats/src/archive/testing/build-tar.ts";
import { joined } from "../../../../formats/src/archive/testing/build-zip.ts";
import { HARMLESS, HOSTILE } from "../archive/testing/payload.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { floats, little } from "./testing/torch-pickle.ts";

const NUMBER = latin1("\x80\x02K\x01.");
const DIMENSIONS = Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0);

/** Key, location and class of a storage. */
const STORAGE = latin1("\x80\x02(X\x01\0\0\x0017X\x03\0\0\0cpuctorch\nFloatStorage\nt.".replace("\x0017", "\x007"));
/** Key, storage and class of a tensor. */
const TENSOR = latin1("\x80\x02(X\x01\0\0\x008X\x01\0\0\x007ctorch\nFloatTensor\nt.");
const NO_VIEWS = latin1("\x80\x02].");

interface OldFile {
  readonly storages?: Uint8Array;
  readonly tensors?: Uint8Array;
  readonly pickle?: Uint8Array;
}

const HONEST_STORAGES = joined([NUMBER, STORAGE, little(12n), floats(12), NO_VIEWS]);
const HONEST_TENSORS = joined([NUMBER, TENSOR, DIMENSIONS, little(3n, 4n, 4n, 1n, 0n)]);

async function inspect({ storages = HONEST_STORAGES, tensors = HONEST_TENSORS, pickle = latin1("\x80\x02X\x01\0\0\x008Q.") }: OldFile) {
  const file = buildTar([
    { name: "sys_info", content: HARMLESS },
    { name: "pickle", content: pickle },
    { name: "tensors", content: tensors },
    { name: "storages", content: storages },
  ]);
  const { verdict, formats, findings, complete } = await inspectBytes(file, "model.pt");
  return { verdict, formats, complete, rules: [...new Set(findings.map(({ rule }) => rule))].sort(), findings };
}

describe("tar archives of early PyTorch", () => {
  it("has nothing against an honest one", async () => {
    expect(await inspect({})).toMatchObject({ verdict: "benign", complete: true, rules: [], formats: ["pytorch-tar", "tar", "pickle"] });
  });

  it.each<readonly [string, OldFile]>([
    ["as the pickle", { pickle: HOSTILE }],
    ["as the number of storages", { storages: joined([HOSTILE, HONEST_STORAGES]) }],
    ["as a storage's description", { storages: joined([NUMBER, HOSTILE, little(0n)]) }],
    ["as the views", { storages: joined([NUMBER, STORAGE, little(12n), floats(12), HOSTILE]) }],
    ["as a tensor's description", { tensors: joined([NUMBER, HOSTILE]) }],
    ["behind the tensors", { tensors: joined([HONEST_TENSORS, HOSTILE]) }],
  ])("finds a hostile stream %s", async (_what, file) => {
    const { verdict, findings } = await inspect(file);
    expect(verdict).toBe("malicious");
    expect(findings[0]).toMatchObject({ call: { callable: "os.system" }, loader: "torch.load" });
  });

  it("calls lengths beyond the data malicious", async () => {
    for (const length of [14n, -1n, 1n << 62n])
      expect(await inspect({ storages: joined([NUMBER, STORAGE, little(length), floats(12), NO_VIEWS]) })).toMatchObject({
        verdict: "malicious",
        rules: expect.arrayContaining(["torch-record-bounds"]),
      });
    expect(await inspect({ tensors: joined([NUMBER, TENSOR, DIMENSIONS, little(3n, -4n, 4n, 1n, 0n)]) })).toMatchObject({
      verdict: "malicious",
    });
  });

  it("is never benign where something is missing or left over", async () => {
    for (const length of [3, 8, 30, 60]) {
      expect((await inspect({ storages: HONEST_STORAGES.subarray(0, length) })).verdict).not.toBe("benign");
      expect((await inspect({ tensors: HONEST_TENSORS.subarray(0, length) })).verdict).not.toBe("benign");
    }
    const swallowed = joined([NUMBER, STORAGE, little(13n), floats(12), NO_VIEWS]);
    expect(await inspect({ storages: swallowed })).toMatchObject({ verdict: "suspicious", complete: false });
    expect((await inspect({ storages: joined([HONEST_STORAGES, latin1("left over")]) })).rules).toContain("unclaimed-bytes");
    expect((await inspect({ tensors: joined([NUMBER, TENSOR, Uint8Array.of(0xff, 0, 0, 0, 0, 0, 0, 0)]) })).verdict).toBe("suspicious");
  });
});
