import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import {
  type ByteSource,
  FormatError,
  looksLikeSafetensors,
  readSafetensors,
  readStoredTensors,
  type TensorFileFormat,
  type TensorListing,
  type TensorStorage,
} from "@castellan/formats";
import { ScanError } from "../engine/errors.ts";
import { withFile } from "../engine/read/file-source.ts";
import { TOOL_VERSION } from "../engine/version.ts";
import type { ModelConvertResult } from "./document.ts";
import { NewFile, Scratch } from "./new-file.ts";
import { bytesOfTensor, layOut, type PlacedTensor, type SafetensorsLayout } from "./safetensors-layout.ts";
import { type Selection, selectWeights } from "./select-weights.ts";
import { isDense, ShortRead, TensorCopier } from "./strided-copy.ts";
import { unpack, unpackLimits } from "./unpack.ts";

const MEGABYTE = 1024 * 1024;
/** Bytes between two moments in which something else may happen. */
const BREATH = 16 * MEGABYTE;
/** Views can name the same bytes again and again; what is written may be so many times what is read. */
const EXPANSION = 10;
const FREE_EXPANSION = 1024 * MEGABYTE;
const LISTED = 1000;
const NAMES_LISTED = 100;

export interface ConvertOptions {
  readonly file: string;
  readonly output: string;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Writes the tensors of a file of PyTorch, numpy, joblib or pickle as safetensors. Nothing of the file is imported,
 * called or loaded; the memory that is used does not depend on its size. The output takes its place when it is complete
 * and has been read again.
 *
 * @throws ScanError NOT_CONVERTIBLE with one sentence, CANNOT_WRITE, ABORTED; the error of the file system for the input
 */
export async function convertFile(options: ConvertOptions): Promise<ModelConvertResult> {
  const scratch = new Scratch(options.output);
  try {
    return await withFile(options.file, (source) => new Conversion(options, scratch).run(source));
  } catch (error) {
    if (error instanceof FormatError || error instanceof ShortRead)
      throw new ScanError("NOT_CONVERTIBLE", `${options.file} cannot be converted. ${error.message}`, { cause: error });
    throw error;
  } finally {
    scratch.close();
  }
}

class Conversion {
  readonly #options: ConvertOptions;
  readonly #scratch: Scratch;
  #sinceBreath = 0;
  /** The storage that was opened last: tensors of one storage often follow one another. */
  #opened: { readonly storage: TensorStorage; readonly source: ByteSource } | undefined;

  constructor(options: ConvertOptions, scratch: Scratch) {
    this.#options = options;
    this.#scratch = scratch;
  }

  async run(file: ByteSource): Promise<ModelConvertResult> {
    const limits = unpackLimits(file.size);
    const { source, packed } = await unpack(file, limits, this.#scratch, (bytes) => this.#breathe(bytes));
    if (looksLikeSafetensors(source.read(0, 4096), source.size))
      throw new FormatError("NOT_THIS_FORMAT", "It is a safetensors file already.");
    const listing = readStoredTensors(source, limits);
    const selection = selectWeights(listing);
    if (selection.tensors.length === 0 && selection.leftOut.length === 0)
      throw new FormatError("NOT_THIS_FORMAT", "It holds no tensors and no arrays.");
    const layout = layOut(selection.tensors, metadataOf(listing.format));
    if (typeof layout === "string") throw new FormatError("BUDGET_BYTES", layout);
    if (layout.dataBytes > Math.max(FREE_EXPANSION, EXPANSION * source.size))
      throw new FormatError("BUDGET_BYTES", `Its tensors are views that repeat their data: they would take ${layout.dataBytes} bytes.`);
    const output = layout.tensors.length === 0 ? undefined : await this.#write(layout);
    return {
      schema: "castellan/model-convert/1",
      tool: { name: "castellan", version: TOOL_VERSION },
      source: { file: this.#options.file, bytes: file.size, format: listing.format, packed: [...packed] },
      ...(output === undefined ? {} : { output }),
      ...reported(listing, selection, layout),
    };
  }

  async #write(layout: SafetensorsLayout): Promise<NonNullable<ModelConvertResult["output"]>> {
    const { output } = this.#options;
    const file = new NewFile(output);
    try {
      const hash = createHash("sha256");
      const copier = new TensorCopier();
      const put = (bytes: Uint8Array): void => {
        hash.update(bytes);
        file.write(bytes);
      };
      put(layout.head);
      const total = layout.head.length + layout.dataBytes;
      for (const placed of layout.tensors)
        for (const piece of copier.bytes(placed.tensor, await this.#storage(placed))) {
          put(piece);
          this.#options.progress?.(file.written, total);
          await this.#breathe(piece.length);
        }
      this.#opened = undefined;
      const [problem] = readSafetensors(file.source()).problems;
      if (problem !== undefined || file.written !== total)
        throw new Error(`the output is not as it should be: ${problem?.message ?? "its length"}`);
      file.finish();
      const dtypes: Record<string, number> = {};
      for (const { tensor } of layout.tensors) dtypes[tensor.type] = (dtypes[tensor.type] ?? 0) + 1;
      const parameters = layout.tensors.reduce((sum, { tensor }) => sum + tensor.shape.reduce((product, size) => product * size, 1), 0);
      return { file: output, bytes: total, sha256: hash.digest("hex"), tensors: layout.tensors.length, parameters, dtypes };
    } finally {
      file.discard();
    }
  }

  async #storage({ tensor }: PlacedTensor): Promise<ByteSource> {
    const { storage } = tensor;
    if (this.#opened?.storage === storage) return this.#opened.source;
    const packed = storage.open();
    if (packed.size < storage.bytes) throw new ShortRead(`The file changed while it was read: ${storage.what} is shorter than before.`);
    // Going back in what is packed would unpack it from its beginning again.
    const far = storage.packed && storage.bytes > FAR && !(isDense(tensor) && bytesOfTensor(tensor) === storage.bytes);
    const source = far ? await this.#scratch.hold(packed, (bytes) => this.#breathe(bytes)) : packed;
    this.#opened = { storage, source };
    return source;
  }

  /** Lets an interrupt through now and then. @throws ScanError ABORTED */
  async #breathe(bytes: number): Promise<void> {
    this.#sinceBreath += bytes;
    if (this.#sinceBreath < BREATH) return;
    this.#sinceBreath = 0;
    await setImmediate();
    if (this.#options.signal?.aborted === true) throw new ScanError("ABORTED", "The conversion was interrupted; nothing was written.");
  }
}

/** Unpacked bytes of this size are not held, see `unpackLimits`. */
const FAR = 16 * MEGABYTE;

/** What the libraries of PyTorch want to see before they load a file. */
function metadataOf(format: TensorFileFormat): Readonly<Record<string, string>> {
  return format.startsWith("pytorch") || format === "torchscript" ? { format: "pt" } : {};
}

function reported(
  listing: TensorListing,
  selection: Selection,
  layout: SafetensorsLayout,
): Pick<ModelConvertResult, "weights" | "tied" | "leftOut" | "elsewhere" | "values" | "notes"> {
  const { leftOut, elsewhere, weights } = selection;
  return {
    ...(weights === undefined ? {} : { weights }),
    tied: Object.fromEntries(layout.tied),
    leftOut: { count: leftOut.length, first: leftOut.slice(0, LISTED).map(({ name, reason }) => ({ name, text: reason })) },
    elsewhere: { count: elsewhere.length, first: elsewhere.slice(0, NAMES_LISTED) },
    values: {
      count: listing.othersCount,
      first: listing.others.slice(0, NAMES_LISTED).map(({ path, text }) => ({ name: path.join(".").toWellFormed(), text })),
    },
    notes: [...listing.notes],
  };
}
