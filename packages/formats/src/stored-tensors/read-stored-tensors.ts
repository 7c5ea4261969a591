import { readTar } from "../archive/tar/read-tar.ts";
import type { TarArchive } from "../archive/tar/tar-archive.ts";
import { isTar } from "../archive/tar/tar-header.ts";
import { openZip } from "../archive/zip/open-zip-member.ts";
import { isZip, readZip } from "../archive/zip/read-zip.ts";
import type { OpenedZip } from "../archive/zip/zip-archive.ts";
import type { ByteSource } from "../byte-source.ts";
import type { DecodeLimits } from "../compression/decode.ts";
import { FormatError } from "../errors.ts";
import { looksLikeNumpy } from "../numpy/index.ts";
import type { Found } from "./found.ts";
import { isNumpyArchive, numpyArchive, numpyFile } from "./numpy-files.ts";
import { type PickledRoot, readPickledRoot } from "./pickled-root.ts";
import { type Outside, type ReadEmbedded, recogniser } from "./recognise.ts";
import type { RefusedTensor, StoredTensor, TensorFileFormat, TensorListing } from "./stored-tensor.ts";
import { TensorWalk } from "./tensor-walk.ts";
import { isLegacyTorch, readLegacyTorch } from "./torch-legacy.ts";
import { isTorchTar, readTorchTar } from "./torch-tar.ts";
import { isTorchZip, readTorchZip } from "./torch-zip.ts";

const HEAD = 64 * 1024;
/** One for each tensor, and some. */
const MOST_MEMBERS = 1_000_000;
const PROTO = 0x80;
/** Opcodes that a stream of the protocols in text begins with: containers, MARK, imports. */
const TEXT_STARTS = "(cl])}d";

/**
 * Lists the tensors of a file of PyTorch, numpy, joblib or pickle, and where their bytes are. Nothing is imported or
 * called: a pickle is followed with abstract values, and what its calls would make is known by their names. Tensors
 * whose data are not there, or that are no plain arrays of numbers, are refused one by one.
 *
 * @param limits of what is packed
 * @throws FormatError with one sentence where the file as a whole cannot be read
 */
export function readStoredTensors(source: ByteSource, limits?: DecodeLimits): TensorListing {
  const head = source.read(0, HEAD);
  if (looksLikeNumpy(head))
    return ofFound("numpy", [["", numpyFile({ what: "the file", bytes: source.size, packed: false, open: () => source })]]);
  const tar = isTar(head) ? readTar(source) : undefined;
  if (tar !== undefined) return ofTar(tar);
  if (isZip(head, source)) {
    const archive = readZip(source, { members: MOST_MEMBERS });
    if (archive === undefined) throw new FormatError("MALFORMED", "The file begins like a zip archive and holds none that can be read.");
    return ofZip(openZip(source, archive, limits));
  }
  if (isLegacyTorch(source)) {
    const { stream, outside } = readLegacyTorch(source);
    return ofPickle("pytorch-legacy", source, stream, outside);
  }
  if (head[0] !== PROTO && !TEXT_STARTS.includes(String.fromCharCode(head[0] ?? 0)))
    throw new FormatError("NOT_THIS_FORMAT", "The file is none of PyTorch, numpy, joblib or pickle.");
  const stream = readPickledRoot(source);
  return ofPickle(stream.taken.size > 0 ? "joblib" : "pickle", source, stream);
}

function ofZip(zip: OpenedZip): TensorListing {
  if (isTorchZip(zip)) {
    const { kind, source, stream, outside, notes } = readTorchZip(zip);
    return ofPickle(kind, source, stream, outside, notes);
  }
  if (!isNumpyArchive(zip)) throw new FormatError("NOT_THIS_FORMAT", "The zip archive holds neither data.pkl (PyTorch) nor .npy (numpy).");
  const { arrays, others } = numpyArchive(zip);
  return {
    ...ofFound("npz", arrays),
    others: others.slice(0, 200).map((name) => ({ path: [name], text: "a file that is no array" })),
    othersCount: others.length,
  };
}

function ofTar(tar: TarArchive): TensorListing {
  if (!isTorchTar(tar))
    throw new FormatError("NOT_THIS_FORMAT", "The tar archive is none of PyTorch; unpack it and convert one model at a time.");
  const { source, stream, outside } = readTorchTar(tar);
  return ofPickle("pytorch-tar", source, stream, outside);
}

function ofPickle(
  format: TensorFileFormat,
  source: ByteSource,
  stream: PickledRoot,
  outside?: Outside,
  notes: readonly string[] = [],
): TensorListing {
  const walk = new TensorWalk(recogniser(source, stream, readEmbedded, outside));
  walk.run(stream.root);
  const { root } = stream;
  const rootIsDict = root.kind === "dict" || (root.kind === "object" && root.filled?.some(({ kind }) => kind === "dict") === true);
  const { tensors, refused, others, othersCount } = walk;
  return { format, rootIsDict, tensors, refused, others, othersCount, notes };
}

/** A storage within a pickle is a whole file of PyTorch, whose object is that storage. */
const readEmbedded: ReadEmbedded = (bytes) => {
  if (!isLegacyTorch(bytes)) return "has a storage that is not understood";
  const { stream, outside } = readLegacyTorch(bytes);
  return stream.root.kind === "persistent" ? outside.storage(stream.root.id) : "has a storage that is not understood";
};

function ofFound(format: TensorFileFormat, arrays: readonly (readonly [string, Found])[]): TensorListing {
  const tensors: StoredTensor[] = [];
  const refused: RefusedTensor[] = [];
  for (const [name, found] of arrays) {
    const path = name === "" ? [] : [name];
    if (found.kind === "tensor") tensors.push({ path, ...found.view, beside: false });
    else if (found.kind === "refused") refused.push({ path, reason: found.reason, beside: false });
  }
  return { format, rootIsDict: false, tensors, refused, others: [], othersCount: 0, notes: [] };
}
