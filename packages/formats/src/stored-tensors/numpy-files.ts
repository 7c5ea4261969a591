import { sliceSource } from "../archive/slice-source.ts";
import type { OpenedZip } from "../archive/zip/zip-archive.ts";
import type { ByteSource } from "../byte-source.ts";
import { readNumpy } from "../numpy/index.ts";
import { numpyCodeType } from "./element-type.ts";
import { type Found, refused } from "./found.ts";
import type { TensorStorage } from "./stored-tensor.ts";
import { denseStrides, viewFault } from "./tensor-view.ts";
import { ZipContents } from "./zip-content.ts";

/* `numpy.save` and `numpy.savez`: numpy/lib/_format_impl.py. */

const ARRAY = /\.npy$/;

/** The one array of a file or of a member of an archive. */
export function numpyFile(content: TensorStorage): Found {
  const source = content.open();
  const { descr, shape, fortranOrder, object, problems, dataStart, dataEnd } = readNumpy(source);
  if (object === true) return refused("is an array of Python objects, which are a pickle");
  const [, sign, code = ""] = /^([<>=|]?)(.*)$/s.exec(descr) ?? [];
  const type = numpyCodeType(code);
  if (typeof type !== "string") return refused(descr === "" ? "has a header that cannot be read" : type.reason);
  const [problem] = problems;
  if (problem !== undefined) return refused(`is not what its header says: ${problem.message}`);
  const strides = denseStrides(shape, fortranOrder);
  const bytes = (dataEnd ?? dataStart) - dataStart;
  const fault = viewFault({ type, shape, strides, offset: 0 }, bytes);
  if (fault !== undefined) return refused(fault);
  const open = (): ByteSource => sliceSource(content.open(), dataStart, dataStart + bytes);
  const storage = { what: content.what, bytes, packed: content.packed, open };
  return { kind: "tensor", view: { type, shape, strides, offset: 0, storage, bigEndian: sign === ">" } };
}

export function isNumpyArchive({ archive }: OpenedZip): boolean {
  return archive.members.some(({ name }) => ARRAY.test(name));
}

/** The arrays of an archive, and the names of members that are none. */
export function numpyArchive(zip: OpenedZip): {
  readonly arrays: readonly (readonly [string, Found])[];
  readonly others: readonly string[];
} {
  const contents = new ZipContents(zip);
  const arrays: (readonly [string, Found])[] = [];
  const others: string[] = [];
  for (const name of contents.names) {
    if (!ARRAY.test(name)) others.push(name);
    else {
      const content = contents.content(name);
      arrays.push([name.slice(0, -4), typeof content === "string" ? refused(content) : numpyFile(content)]);
    }
  }
  return { arrays, others };
}
