import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { modelFiles } from "./index.ts";

const encode = (text: string): Uint8Array => Uint8Array.from([...text].map((char) => char.charCodeAt(0)));

describe("model-files", () => {
  it("goes by content and gives digests", async () => {
    const found = discovered(
      await readProject({
        "a.bin": encode("cposix\nsystem\n(S'id'\ntR."),
        "fake.pkl": "just text",
        "notes.txt": "Hello.",
        "weights.safetensors": `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12\n`,
        "models/x.joblib.xz": encode("\xfd7zXZ\0\x01\x02"),
        "index.faiss": encode(`IxF2${"\0".repeat(20)}`),
        "data/a.npy": encode(`\x93NUMPY\x01\0\x76\0${"{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }".padEnd(117)}\n`),
      }),
      modelFiles,
    );
    expect(found.names()).toEqual([
      "model-file a.bin",
      "model-file models/x.joblib.xz",
      "model-file weights.safetensors",
      "vector-store index.faiss",
    ]);
    expect(found.assets.find(({ name }) => name === "a.bin")).toMatchObject({
      attributes: { formats: ["pickle"], executable: true, imports: ["posix"] },
      occurrences: [{ technique: "bytes" }],
    });
    expect(found.assets.find(({ name }) => name === "weights.safetensors")?.digests).toEqual({ sha256: "a".repeat(64) });
  });
});
