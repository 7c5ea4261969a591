import type { OpenedZip, ZipMember } from "@castellan/formats";

/** Small records that PyTorch's own reader looks at, and what may stand in them. */
const SMALL_RECORDS: ReadonlyMap<string, RegExp> = new Map([
  ["version", /^\d{1,4}\n?$/],
  [".data/version", /^\d{1,4}\n?$/],
  ["byteorder", /^(?:little|big)$/],
  [".format_version", /^\d{1,4}$/],
  [".storage_alignment", /^\d{1,6}$/],
  [".data/serialization_id", /^[0-9a-fA-F-]{1,64}$/],
  ["archive_format", /^pt2$/],
  ["archive_version", /^\d{1,4}$/],
]);

const ROOT_RECORD =
  /^((?:.*\/)?)(?:data\.pkl|constants\.pkl|archive_format|serialized_exported_program\.json|\.data\/(?:version|extern_modules))$/;

/** Which of PyTorch's containers an archive is. */
export type TorchKind = "pytorch-zip" | "torchscript" | "pytorch-package" | "pytorch-pt2";

/** The records of an archive of PyTorch below their common folder. */
export class TorchArchive {
  readonly kind: TorchKind;
  readonly #zip: OpenedZip;
  /** Records by lower-case name: PyTorch's reader does not tell cases apart. */
  readonly #records = new Map<string, ZipMember[]>();
  /** Folders, with their slash, in which the records of an archive stand. */
  readonly #roots = new Set<string>();

  constructor(zip: OpenedZip) {
    this.#zip = zip;
    for (const member of zip.archive.members) {
      const name = member.name.toLowerCase();
      const known = this.#records.get(name);
      if (known === undefined) this.#records.set(name, [member]);
      else known.push(member);
    }
    this.kind = kindOf([...this.#records.keys()]);
    for (const name of this.#records.keys()) {
      const root = ROOT_RECORD.exec(name)?.[1];
      if (root !== undefined) this.#roots.add(root);
    }
  }

  get members(): readonly ZipMember[] {
    return this.#zip.archive.members;
  }

  /** What a small record may hold; undefined where the name is none of theirs. They stand where the archive's own records do. */
  smallRecord(name: string): RegExp | undefined {
    const lower = name.toLowerCase();
    for (const root of this.#roots) if (lower.startsWith(root)) return SMALL_RECORDS.get(lower.slice(root.length));
    return undefined;
  }

  /** All members of that name, whatever the case. */
  records(name: string): readonly ZipMember[] {
    return this.#records.get(name.toLowerCase()) ?? [];
  }
}

/** Whether the names are those of one of PyTorch's containers. */
export function isTorchArchive({ archive }: OpenedZip): boolean {
  return archive.members.some(({ name }) => ROOT_RECORD.test(name.toLowerCase()));
}

function kindOf(names: readonly string[]): TorchKind {
  if (names.some((name) => /(?:^|\/)(?:archive_format|serialized_exported_program\.json)$/.test(name))) return "pytorch-pt2";
  if (names.some((name) => /(?:^|\/)(?:constants\.pkl|code\/.*\.py)$/.test(name))) return "torchscript";
  if (names.some((name) => /(?:^|\/)\.data\/(?:extern_modules|python_version)$/.test(name))) return "pytorch-package";
  return "pytorch-zip";
}

/** Folder of the storages of a pickle in an archive, by the pickle's name; undefined where they are left out. */
export function storageFolderOf(name: string): { readonly folder: string; readonly suffix: string } | undefined {
  const match = /^((?:.*\/)?)([^/]+)\.pkl$/i.exec(name);
  if (match === null) return undefined;
  const [, folder = "", stem = ""] = match;
  const lower = stem.toLowerCase();
  if (lower === "data") return { folder: `${folder}data/`, suffix: "" };
  if (lower === "constants") return { folder: `${folder}constants/`, suffix: "" };
  return undefined;
}

/** Whether a record holds the raw numbers of tensors: beside a pickle of the same name as its folder, or listed. */
export function isStorageRecord(name: string, archive: TorchArchive): boolean {
  if (archive.kind === "pytorch-package") return /(?:^|\/)\.data\/\d+\.storage$/i.test(name);
  const folder = /^((?:.*\/)?(?:data|constants|traced_inputs))\/[^/]+$/i.exec(name)?.[1];
  return folder !== undefined && archive.records(`${folder}.pkl`).length > 0;
}
