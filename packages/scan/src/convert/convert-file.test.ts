import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { inspectBytes, latin1 } from "../inspect/testing/inspect-bytes.ts";
import { convertFile } from "./convert-file.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "castellan-convert-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** `.npy` of these floats, with this shape and order. */
function npy(values: readonly number[], shape: string, fortran = false): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${shape}), }`.padEnd(117);
  return Buffer.concat([Buffer.from(`\x93NUMPY\x01\0\x76\0${header}\n`, "latin1"), Buffer.from(new Float32Array(values).buffer)]);
}

it("writes an array whose layout is not that of safetensors in its order, as a file that is benign", async () => {
  const place = folder();
  writeFileSync(join(place, "a.npy"), npy([1, 2, 3, 4, 5, 6], "2, 3", true));
  const output = join(place, "a.safetensors");
  const result = await convertFile({ file: join(place, "a.npy"), output });
  expect(result).toMatchObject({ source: { format: "numpy" }, output: { tensors: 1, parameters: 6, dtypes: { F32: 1 } } });
  const bytes = readFileSync(output);
  const data = bytes.subarray(bytes.length - 24);
  expect([...new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + 24))]).toEqual([1, 3, 5, 2, 4, 6]);
  expect(await inspectBytes(bytes, "a.safetensors")).toMatchObject({ verdict: "benign", formats: ["safetensors"] });
});

it("gives the same bytes for the same file", async () => {
  const place = folder();
  writeFileSync(join(place, "a.npy"), npy([1, 2], "2,"));
  const first = await convertFile({ file: join(place, "a.npy"), output: join(place, "1.safetensors") });
  const second = await convertFile({ file: join(place, "a.npy"), output: join(place, "2.safetensors") });
  expect(second.output?.sha256).toBe(first.output?.sha256);
});

it.each([
  ["an object array", latin1(`\x93NUMPY\x01\0\x76\0${"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(117)}\n\x80\x04N.`)],
  ["an array that is cut off", npy([1, 2, 3], "4,")],
  ["text", latin1("no model at all")],
  ["a pickle that calls", latin1("cposix\nsystem\n(S'id'\ntR.")],
])("writes nothing for %s, and leaves no half file", async (_what, bytes) => {
  const place = folder();
  writeFileSync(join(place, "in"), bytes);
  const result = await convertFile({ file: join(place, "in"), output: join(place, "out.safetensors") }).catch((error: unknown) => error);
  if (result instanceof Error) expect(result.message).toMatch(/cannot be converted/);
  else expect(result).not.toHaveProperty("output");
  expect(readdirSync(place)).toEqual(["in"]);
});
