import type { OpenedZip } from "../archive/zip/zip-archive.ts";
import type { ByteSource } from "../byte-source.ts";
import { ascii } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { PickleValue } from "../pickle/value.ts";
import { type PickledRoot, readPickledRoot } from "./pickled-root.ts";
import type { Outside } from "./recognise.ts";
import type { TensorStorage } from "./stored-tensor.ts";
import { within } from "./torch-legacy.ts";
import { type TorchStorage, torchStorageId } from "./torch-storage.ts";
import { storageTensor } from "./torch-tensor.ts";
import { ZipContents } from "./zip-content.ts";

/*
 * Archives that torch.save has written since 1.6 and torch.jit.save: `NAME/data.pkl`, the storages in `NAME/data/KEY`,
 * `NAME/byteorder`. Source: torch/serialization.py (`_save`, `_load`), caffe2/serialize/inline_container.cc.
 */

export interface TorchZip {
  readonly kind: "pytorch-zip" | "torchscript";
  /** data.pkl */
  readonly source: ByteSource;
  readonly stream: PickledRoot;
  readonly outside: Outside;
  readonly notes: readonly string[];
}

const DATA = /^((?:[^/]+\/)*)data\.pkl$/;

export function isTorchZip({ archive }: OpenedZip): boolean {
  return archive.members.some(({ name }) => DATA.test(name));
}

/** @throws FormatError */
export function readTorchZip(zip: OpenedZip): TorchZip {
  const contents = new ZipContents(zip);
  const found = contents.names.filter((name) => DATA.test(name));
  const [name] = found;
  if (name === undefined || found.length > 1)
    throw new FormatError("MALFORMED", `The archive holds ${found.length} records data.pkl; unpack it and convert one model at a time.`);
  const folder = DATA.exec(name)?.[1] ?? "";
  const pickle = contents.content(name);
  if (typeof pickle === "string") throw new FormatError("MALFORMED", `The object ${pickle}.`);
  const source = pickle.open();
  const script = contents.names.some((member) => member === `${folder}constants.pkl` || member.startsWith(`${folder}code/`));
  const constants = script ? constantsOf(contents, folder) : 0;
  return {
    kind: script ? "torchscript" : "pytorch-zip",
    source,
    stream: readPickledRoot(source),
    outside: new ZipStorages(contents, `${folder}data/`, byteOrder(contents, folder) === "big"),
    notes: constants === 0 ? [] : [`${constants} tensors are constants of the code, not attributes; they are not written.`],
  };
}

function byteOrder(contents: ZipContents, folder: string): "little" | "big" {
  const record = contents.names.includes(`${folder}byteorder`) ? contents.content(`${folder}byteorder`) : undefined;
  if (record === undefined) return "little";
  const text = typeof record === "string" ? "" : ascii(record.open().read(0, 16));
  if (text !== "little" && text !== "big")
    throw new FormatError("MALFORMED", "The record byteorder says neither little nor big: the numbers cannot be read.");
  return text;
}

/** Tensors that the code of TorchScript refers to. */
function constantsOf(contents: ZipContents, folder: string): number {
  const record = contents.names.includes(`${folder}constants.pkl`) ? contents.content(`${folder}constants.pkl`) : "";
  if (typeof record === "string") return 0;
  let count = 0;
  readPickledRoot(record.open(), 0, () => {
    count++;
  });
  return count;
}

class ZipStorages implements Outside {
  readonly #contents: ZipContents;
  readonly #folder: string;
  readonly #bigEndian: boolean;
  readonly #known = new Map<string, TensorStorage | string>();

  constructor(contents: ZipContents, folder: string, bigEndian: boolean) {
    this.#contents = contents;
    this.#folder = folder;
    this.#bigEndian = bigEndian;
  }

  storage(id: PickleValue): TorchStorage | string {
    const stated = torchStorageId(id);
    if (stated === undefined) return "refers to a storage in a way that is not known";
    const known = this.#known.get(stated.key) ?? this.#contents.content(this.#folder + stated.key);
    this.#known.set(stated.key, known);
    return typeof known === "string" ? known : { type: stated.type, bigEndian: this.#bigEndian, ...within(known, stated) };
  }

  value(id: PickleValue): ReturnType<Outside["value"]> {
    return torchStorageId(id) === undefined ? { kind: "value" } : storageTensor(this.storage(id));
  }
}
