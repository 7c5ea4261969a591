import { bytesOf, elementsOf, type OnnxTensor, onnxDataType } from "@castellan/formats";
import type { InspectionFinding, Visit } from "../interpreter.ts";

/** ONNX Runtime takes this location as "the offset is an address in memory". */
const MEMORY_ADDRESS = /_ORT_MEM_ADDR_/;

/** Why a path leads out of the folder of the model, or undefined where it is a plain one. */
export function escapeOf(path: string): string | undefined {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return /^[A-Za-z]:/.test(path) ? "an absolute path" : "an address";
  if (path.startsWith("/") || path.startsWith("\\")) return "an absolute path";
  if (path.startsWith("~")) return "a path in a home directory";
  if (path.split(/[/\\]/).includes("..")) return "a path that climbs out of the folder";
  if (path.includes("\0")) return "a path cut by a zero byte";
  if (/\$[({A-Za-z]|%[A-Za-z_]+%/.test(path)) return "a path with a variable of the environment";
  return undefined;
}

const KEYS: ReadonlySet<string> = new Set(["location", "offset", "length", "checksum", "basepath"]);

const isHidden = (path: string): boolean => path.split(/[/\\]/).some((part) => part.startsWith(".") && part !== ".");

interface Entry {
  readonly location: string;
  readonly offset: number;
  readonly length: number | undefined;
}

/** A count in decimal digits; NaN for anything else, a minus included. */
function countOf(text: string): number {
  return /^\d{1,19}$/.test(text) ? Number(text) : Number.NaN;
}

/** Judges the external data of tensors, each file once. */
export class ExternalData {
  readonly #visit: Visit;
  /** Sizes of the files by location; undefined where there is none. */
  readonly #files = new Map<string, number | undefined>();

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  get locations(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  judge(tensor: OnnxTensor): void {
    const keys = new Map<string, string>();
    for (const [key, value] of tensor.external) {
      // A key given twice: the path that escapes must not hide behind a plain one.
      if (key === "location") this.#location(value, tensor);
      else this.#key(key, value, tensor);
      keys.set(key, value);
    }
    const location = keys.get("location") ?? "";
    if (location === "") {
      this.#report("external-data-range", tensor, `The tensor "${tensor.name}" has external data without a location.`);
      return;
    }
    if (escapeOf(location) !== undefined || MEMORY_ADDRESS.test(location)) return;
    const length = keys.get("length");
    this.#range(tensor, {
      location,
      offset: countOf(keys.get("offset") ?? "0"),
      length: length === undefined ? undefined : countOf(length),
    });
  }

  /** Keys become attributes of a Python object: what is no known key may overwrite a method or the class. */
  #key(key: string, value: string, tensor: OnnxTensor): void {
    const of = `The external data of the tensor ${JSON.stringify(tensor.name.slice(0, 100))}`;
    if (key === "basepath" && escapeOf(value) !== undefined)
      this.#report("external-data-path", tensor, `${of} is looked for in ${JSON.stringify(value.slice(0, 200))}.`);
    if (KEYS.has(key) || key.startsWith("prepacked_")) return;
    const overwrites = key.startsWith("_");
    this.#report(
      "external-data-key",
      tensor,
      `${of} has the unknown key ${JSON.stringify(key.slice(0, 100))}.`,
      overwrites ? "malicious" : undefined,
    );
  }

  /** Loaders follow the path only where the tensor says that its data is external. */
  #report(rule: string, tensor: OnnxTensor, message: string, verdict?: InspectionFinding["verdict"]): void {
    const stated = tensor.externalLocation ? verdict : "suspicious";
    this.#visit.finding({ rule, offset: tensor.offset, message, ...(stated === undefined ? {} : { verdict: stated }) });
  }

  #location(location: string, tensor: OnnxTensor): void {
    const shown = JSON.stringify(location.slice(0, 200));
    if (MEMORY_ADDRESS.test(location)) {
      this.#report("external-data-path", tensor, `The tensor "${tensor.name}" is read from an address in memory (${shown}).`);
      return;
    }
    const escape = escapeOf(location);
    if (escape !== undefined) {
      this.#visit.finding({
        rule: "external-data-path",
        // No loader expands variables or the home directory: such a path is a file of that name.
        ...(tensor.externalLocation && !/variable|home/.test(escape) ? {} : { verdict: "suspicious" as const }),
        offset: tensor.offset,
        message: `The tensor "${tensor.name}" is read from ${escape}: ${shown}.`,
        loader: "onnx.load, onnxruntime",
        call: { callable: "onnx.external_data_helper.load_external_data_for_tensor", arguments: [shown] },
      });
      return;
    }
    if (isHidden(location))
      this.#report("external-data-range", tensor, `The tensor "${tensor.name}" is read from a hidden file: ${shown}.`);
    if (this.#files.has(location) || this.#files.size >= 1000 || location === "") return;
    const file = this.#visit.sibling(location);
    this.#files.set(location, file?.size);
    if (file === undefined)
      this.#visit.finding({
        rule: "external-data-missing",
        offset: tensor.offset,
        message: `The tensors in ${shown} are not there: the model alone cannot be loaded.`,
      });
  }

  #range(tensor: OnnxTensor, { location, offset, length }: Entry): void {
    if (Number.isNaN(offset) || Number.isNaN(length ?? 0) || offset + (length ?? 0) >= 2 ** 63) {
      this.#report("tensor-overflow", tensor, `The tensor "${tensor.name}" has no valid offset and length in its external file.`);
      return;
    }
    const size = this.#files.get(location);
    if (size !== undefined && offset + (length ?? 0) > size)
      this.#report(
        "external-data-range",
        tensor,
        `The tensor "${tensor.name}" reaches beyond the end of ${JSON.stringify(location.slice(0, 200))}.`,
      );
    const bits = onnxDataType(tensor.dataType)?.bits ?? 0;
    const elements = elementsOf(tensor.dimensions);
    if (bits === 0 || elements === undefined) return;
    const bytes = bytesOf(elements, bits);
    if (length !== undefined && length !== bytes)
      this.#report("tensor-size", tensor, `The tensor "${tensor.name}" of ${bytes} bytes has ${length} in its external file.`);
    else if (length === undefined && size !== undefined && offset + bytes > size)
      this.#report(
        "external-data-range",
        tensor,
        `The tensor "${tensor.name}" reaches beyond the end of ${JSON.stringify(location.slice(0, 200))}.`,
      );
  }
}
