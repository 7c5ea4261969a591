import {
  type ByteRange,
  type ByteSource,
  contentOf,
  elementsOf,
  type Hdf5AttributeValue,
  readHdf5,
  superblockOffset,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { judgeKerasText } from "../keras/judge-config.ts";
import { alarmingText } from "../payload-text.ts";
import { judgeDataset, judgeLink } from "./judge-storage.ts";
import { Pickles } from "./pickles.ts";

/** Attributes that Keras reads as configurations. */
const CONFIGURATIONS = /^(?:model_config|training_config|layer_config|config|metadata)$/;
/** Attributes that PyTables (and pandas through it) and hickle give their objects. */
const PYTABLES = /^(?:PYTABLES_FORMAT_VERSION|pandas_type|PSEUDOATOM|FLAVOR)$/;
const HICKLE = /^(?:HICKLE_VERSION|HICKLE_PYTHON_VERSION|base_type)$/;
const MAX_CONFIG = 256 * 1024 * 1024;
const MAX_TEXT = 16_384;
const LOADER = "keras.models.load_model";

interface Configuration {
  readonly name: string;
  readonly range: ByteRange;
}

/** What is gathered while the structure is read. */
class Contents {
  readonly configurations: Configuration[] = [];
  readonly types = new Map<string, number>();
  readonly marks = new Set<string>();
  kerasVersion: string | undefined;
  backend: string | undefined;
  datasets = 0;
  groups = 0;
  parameters = 0;
}

function inspectAttribute(attribute: Hdf5AttributeValue, contents: Contents, subject: Subject, visit: Visit): void {
  const { name, type, values, offset } = attribute;
  if (name === "keras_version" || name === "backend" || name === "layer_names" || name === "weight_names" || name === "model_config")
    contents.marks.add("keras");
  if (name === "MATLAB_class") contents.marks.add("matlab");
  if (PYTABLES.test(name)) contents.marks.add("pytables");
  if (HICKLE.test(name)) contents.marks.add("hickle");
  const [range] = values;
  if (range === undefined || (type?.class !== "string" && type?.class !== "variable-string")) return;
  if (CONFIGURATIONS.test(name)) {
    contents.configurations.push({ name, range });
    return;
  }
  const text = new TextDecoder().decode(subject.source.read(range.start, Math.min(range.end - range.start, MAX_TEXT))).replace(/\0+$/, "");
  if (name === "keras_version") contents.kerasVersion = text.slice(0, 40);
  else if (name === "backend") contents.backend = text.slice(0, 40);
  const alarming = values.length === 1 ? alarmingText(text) : undefined;
  if (alarming !== undefined)
    visit.finding({
      rule: "alarming-metadata",
      offset,
      message: `The attribute ${JSON.stringify(name.slice(0, 80))} holds ${alarming.what}.`,
    });
}

async function judgeConfigurations(contents: Contents, { source }: Subject, visit: Visit): Promise<void> {
  const classes = new Map<string, number>();
  for (const { name, range } of contents.configurations) {
    const length = range.end - range.start;
    if (length > MAX_CONFIG) {
      visit.incomplete(`The attribute ${name} of ${length} bytes was not read.`, range.start);
      continue;
    }
    const text = new TextDecoder().decode(source.read(range.start, length)).replace(/\0+$/, "");
    // `config` and `metadata` are anybody's names: only what is JSON is a configuration.
    if ((name === "config" || name === "metadata") && !/^\s*[[{]/.test(text)) continue;
    if (name === "model_config") contents.marks.add("keras");
    const summary = await judgeKerasText(text, visit, { offset: range.start, loader: LOADER });
    for (const [name, count] of summary?.classes ?? []) classes.set(name, (classes.get(name) ?? 0) + count);
  }
  if (classes.size > 0)
    visit.fact(
      "layers",
      [...classes]
        .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .slice(0, 20)
        .map(([name]) => name),
    );
}

async function inspect(subject: Subject, visit: Visit): Promise<void> {
  const { source } = subject;
  const contents = new Contents();
  const pickles = new Pickles(source, visit);
  const claims: [number, number][] = [];
  let broken = false;
  const file = readHdf5(source, {
    claim: (start, end) => {
      if (start < source.size) claims.push([start, Math.min(end, source.size)]);
      if (claims.length > 400_000) merge(claims);
    },
    object: () => void contents.groups++,
    attribute: (attribute) => {
      pickles.attribute(attribute);
      inspectAttribute(attribute, contents, subject, visit);
    },
    link: (path, link) => judgeLink(path, link, visit),
    dataset: (dataset) => {
      contents.datasets++;
      if (/\/(?:_layer_checkpoint_dependencies|_layers|layers|model_weights|optimizer_weights)\//.test(`${dataset.path}/`))
        contents.marks.add("keras");
      const elements = elementsOf(dataset.dimensions ?? []) ?? 0;
      contents.parameters += elements;
      contents.types.set(dataset.typeName, (contents.types.get(dataset.typeName) ?? 0) + elements);
      judgeDataset(dataset, visit);
      pickles.dataset(dataset);
      const numbers =
        dataset.type !== undefined && ["integer", "float", "enum", "complex", "bitfield", "reference"].includes(dataset.type.class);
      if (!dataset.data.followed && !numbers)
        visit.incomplete(
          `The chunks of ${JSON.stringify(dataset.path.slice(0, 100))} were not examined: their index is of a kind that is not followed.`,
          dataset.offset,
        );
    },
    cycle: (path, offset) =>
      visit.finding({ rule: "hdf5-cycle", offset, message: `${JSON.stringify(path.slice(0, 120))} is a link to a group around it.` }),
    problem: ({ message, offset }) => {
      broken = true;
      visit.finding({ rule: "malformed", message, offset });
    },
    spend: (steps) => visit.spend("operations", steps),
  });
  await judgeConfigurations(contents, subject, visit);
  visit.format(
    contents.marks.has("keras")
      ? contents.configurations.length > 0
        ? "keras-h5"
        : "keras-weights"
      : contents.marks.has("matlab")
        ? "matlab"
        : "hdf5",
  );
  if (contents.marks.size > 0) visit.format("hdf5");
  account(subject, claims, file?.superblock ?? 0, file?.end ?? 0, broken, visit);
  await pickles.inspect(contents.marks.has("pytables") || contents.marks.has("hickle"));
  if (contents.kerasVersion !== undefined) visit.fact("kerasVersion", contents.kerasVersion);
  if (contents.backend !== undefined) visit.fact("backend", contents.backend);
  visit.fact("parameters", contents.parameters);
  visit.fact("tensors", contents.datasets);
  if (contents.types.size > 0)
    visit.fact(
      "dtypes",
      [...contents.types].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name),
    );
}

/** Joins ranges that touch or overlap: nodes of trees are claimed with room that was never written. */
function merge(claims: [number, number][]): void {
  claims.sort(([a], [b]) => a - b);
  let last = 0;
  for (const claim of claims) {
    const before = claims[last];
    if (before === undefined || claim === before) continue;
    if (claim[0] <= before[1]) before[1] = Math.max(before[1], claim[1]);
    else claims[++last] = claim;
  }
  claims.length = Math.min(claims.length, last + 1);
}

/** Whether a hole begins like a program, a script, an archive or a document. */
function holdsFile(source: ByteSource, start: number, end: number): boolean {
  const bytes = source.read(start, Math.min(end - start, 1024));
  const first = bytes.findIndex((byte) => byte !== 0);
  return first >= 0 && contentOf(bytes.subarray(first)) !== undefined;
}

/**
 * Claims what is part of the file. HDF5 leaves what it frees where it was: a hole between parts is never read and is
 * taken as free space; what stands before the superblock or behind the end that it names is not.
 */
function account({ source }: Subject, claims: [number, number][], start: number, end: number, broken: boolean, visit: Visit): void {
  merge(claims);
  const matlab = start === 512 && /^MATLAB 7\.3 MAT-file/.test(String.fromCharCode(...source.read(0, 19)));
  if (matlab) visit.claim(0, 512, "MATLAB header");
  if (end > source.size)
    visit.finding({
      rule: "malformed",
      message: `The file is cut off: it should have ${end} bytes and has ${source.size}.`,
      offset: source.size,
    });
  const stop = Math.min(end, source.size);
  let at = start;
  for (const [from, to] of claims) {
    if (from > at && from <= stop && !broken && !holdsFile(source, at, from)) visit.claim(at, from, "free space");
    visit.claim(Math.max(from, at), to, "structure");
    at = Math.max(at, to);
  }
  if (at < stop && !broken && !holdsFile(source, at, stop)) visit.claim(at, stop, "free space");
}

/** HDF5: models and weights of Keras, MATLAB 7.3, PyTables and anybody's arrays. */
export const hdf5: Interpreter = {
  id: "hdf5",
  accepts: ({ source }) => superblockOffset(source) !== undefined,
  inspect,
};
