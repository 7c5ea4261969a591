import { elementsOf, type Hdf5Dataset, type Hdf5Link } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";

/** deflate, shuffle, fletcher32, szip, nbit, scaleoffset, and lzf, which h5py has built in. */
const BUILT_IN_FILTERS = new Set([1, 2, 3, 4, 5, 6, 32_000]);
/** Registered compressors that hdf5plugin and PyTables bring; plug-ins all the same, known ones. */
const KNOWN_FILTERS: Readonly<Record<number, string>> = {
  305: "LZO",
  307: "bzip2",
  32001: "Blosc",
  32004: "LZ4",
  32008: "bitshuffle",
  32013: "ZFP",
  32015: "Zstandard",
  32026: "Blosc2",
};
/** A dataset without data reads as its fill value: larger than this it fills the memory. */
const MAX_EMPTY_BYTES = 4 * 2 ** 30;
/** Deflate makes at most this of a byte. */
const MAX_RATIO = 1032;
/** Above this size and ratio, compressed data is made to be large. */
const LARGE = 16 * 2 ** 20;
const LARGE_RATIO = 500;

const loader = "keras.models.load_model, h5py.File";

/** Whether a soft link's target is the link, or lies behind it. */
function leadsToItself(path: string, target: string): boolean {
  const parent = path.slice(0, path.lastIndexOf("/"));
  const absolute = (target.startsWith("/") ? target : `${parent}/${target}`).split("/").filter((part) => part !== "" && part !== ".");
  const own = path.split("/").filter((part) => part !== "");
  return own.every((part, index) => absolute[index] === part);
}

export function judgeLink(path: string, link: Hdf5Link, visit: Visit): void {
  const place = JSON.stringify(path.slice(0, 120));
  if (link.kind === "external")
    visit.finding({
      rule: "hdf5-external-file",
      offset: link.offset,
      message: `${place} is a link into the file ${JSON.stringify((link.file ?? "").slice(0, 200))} (${JSON.stringify((link.path ?? "").slice(0, 100))}).`,
      loader,
    });
  else if (link.kind === "soft" && leadsToItself(path, link.path ?? ""))
    visit.finding({ rule: "hdf5-cycle", offset: link.offset, message: `${place} is a link that leads to itself.` });
  else if (link.kind === "user")
    visit.finding({ rule: "hdf5-user-link", offset: link.offset, message: `${place} is a link of a user-defined type.`, loader });
}

export function judgeDataset(dataset: Hdf5Dataset, visit: Visit): void {
  const { path, offset, externalFiles, layout, filters, dimensions, type, data } = dataset;
  const place = JSON.stringify(path.slice(0, 120));
  if (externalFiles.length > 0)
    visit.finding({
      rule: "hdf5-external-file",
      offset,
      message: `The data of ${place} is read from ${externalFiles
        .slice(0, 3)
        .map((name) => JSON.stringify(name.slice(0, 200)))
        .join(", ")}.`,
      loader,
    });
  if (layout.kind === "virtual")
    visit.finding({
      rule: "hdf5-external-file",
      offset,
      message: `${place} is a virtual dataset: its data is read from other files.`,
      loader,
    });
  for (const filter of filters)
    if (!BUILT_IN_FILTERS.has(filter))
      visit.finding({
        rule: "hdf5-plugin-filter",
        offset,
        message: `The data of ${place} needs the filter ${KNOWN_FILTERS[filter] ?? filter}.`,
        ...(KNOWN_FILTERS[filter] === undefined ? {} : { verdict: "benign" as const }),
      });
  if (dimensions === undefined || type === undefined || layout.kind === "virtual" || externalFiles.length > 0) return;
  const elements = elementsOf(dimensions);
  if (elements === undefined || elements * Math.max(1, type.size) >= 2 ** 63) {
    visit.finding({
      rule: "tensor-overflow",
      offset,
      message: `The dataset ${place} has the shape [${dimensions.slice(0, 20).join(", ")}].`,
    });
    return;
  }
  const bytes = elements * type.size;
  const short =
    layout.kind === "contiguous" && layout.address !== undefined
      ? layout.size < bytes
      : layout.kind === "compact"
        ? layout.size < bytes
        : data.followed && bytes > MAX_EMPTY_BYTES && bytes > (filters.length === 0 ? data.bytes * 2 : data.bytes * MAX_RATIO);
  const inflated = data.followed && filters.includes(1) && bytes > LARGE && bytes > data.bytes * LARGE_RATIO;
  const empty = layout.kind === "contiguous" && layout.address === undefined && bytes > MAX_EMPTY_BYTES;
  if (short || empty || inflated)
    visit.finding({
      rule: "hdf5-size",
      offset,
      message: `The dataset ${place} declares ${bytes} bytes and has ${layout.kind === "chunked" ? data.bytes : layout.address === undefined ? 0 : layout.size}.`,
      ...(bytes > 64 * MAX_EMPTY_BYTES ? { verdict: "malicious" as const } : {}),
    });
}
