import {
  type DocumentValue,
  FormatError,
  listOf,
  numberValue,
  type OpenedZip,
  objectOf,
  readJsonDocument,
  textOf,
  textValue,
  valueAt,
  type ZipMember,
} from "@castellan/formats";
import { shown } from "../archive/member-path.ts";
import type { Interpreter, Visit } from "../interpreter.ts";
import { operatorReach } from "./operators.ts";

const MOST = 256 * 1024 * 1024;
const WINDOW = 4 * 1024 * 1024;
/** Longer than any name of an operator. */
const OVERLAP = 512;
/** Tensors that share a record. */
const MOST_TENSORS = 1000;
/** Bytes of an element by the numbers of `torch/_export/serde/schema.py`, ScalarType. */
const WIDTHS: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 2,
  7: 4,
  8: 8,
  9: 4,
  10: 8,
  11: 16,
  12: 1,
  13: 2,
  28: 2,
};

/** What a list of weights or constants says of the raw numbers in one record. */
export interface Pt2Tensor {
  readonly name: string;
  readonly meta: DocumentValue | undefined;
}

/**
 * Records that hold raw numbers, as the lists of weights and constants say. Where a list says that a record is a pickle,
 * the loader unpickles it.
 */
export function pt2Tensors(zip: OpenedZip, visit: Visit): ReadonlyMap<ZipMember, readonly Pt2Tensor[]> {
  const tensors = new Map<ZipMember, Pt2Tensor[]>();
  const pickles = new Set<ZipMember>();
  for (const member of zip.archive.members) {
    const folder = /^(.*\/data\/(?:weights|constants)\/)\w+_config\.json$/.exec(`/${member.name}`)?.[1]?.slice(1);
    if (folder === undefined) continue;
    for (const [name, entry] of objectOf(valueAt(jsonOf(zip, member, visit), "config")) ?? []) {
      const path = textValue(valueAt(entry, "path_name"));
      const record = path === undefined ? undefined : zip.member(folder + path);
      if (record === undefined) {
        visit.finding({
          rule: "torch-odd-record",
          message: `The tensor ${shown(name)} is said to be in ${shown(path ?? "")}, which is not in the archive.`,
        });
        continue;
      }
      if (valueAt(entry, "use_pickle") !== false) pickles.add(record);
      tensors.set(record, [...(tensors.get(record) ?? []).slice(0, MOST_TENSORS), { name, meta: valueAt(entry, "tensor_meta") }]);
    }
  }
  return new Map([...tensors].filter(([record]) => !pickles.has(record)));
}

/** Compares tensors with the records that hold them. */
export function judgePt2Tensors(
  tensors: ReadonlyMap<ZipMember, readonly Pt2Tensor[]>,
  storages: ReadonlyMap<ZipMember, number>,
  visit: Visit,
): void {
  for (const [member, list] of tensors) for (const tensor of list) judgeTensor(tensor, member, storages.get(member), visit);
}

function jsonOf(zip: OpenedZip, member: ZipMember, visit: Visit): DocumentValue | undefined {
  const { source } = zip.open(member);
  try {
    return readJsonDocument(source).root;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    visit.incomplete(`${shown(member.name)} cannot be read: ${error.message}`);
    return undefined;
  }
}

function judgeTensor({ name, meta }: Pt2Tensor, member: ZipMember, bytes: number | undefined, visit: Visit): void {
  const width = WIDTHS[numberValue(valueAt(meta, "dtype")) ?? 0];
  const reach = lastElement(meta);
  if (width === undefined || bytes === undefined || reach === undefined) return;
  if (reach < 0 || reach * width > bytes)
    visit.finding({
      rule: "torch-record-bounds",
      message: `The tensor ${shown(name)} reaches to byte ${reach * width} of the record ${shown(member.name)}, which has ${bytes}.`,
      offset: member.local?.start ?? 0,
    });
}

/** One past the last element that a tensor addresses; below zero where a number is, undefined where one is missing. */
function lastElement(meta: DocumentValue | undefined): number | undefined {
  const sizes = numbersOf(valueAt(meta, "sizes"));
  const strides = numbersOf(valueAt(meta, "strides"));
  const offset = numberValue(valueAt(meta, "storage_offset", "as_int")) ?? 0;
  if (sizes === undefined || strides === undefined || sizes.length !== strides.length) return undefined;
  if (offset < 0 || [...sizes, ...strides].some((value) => value < 0)) return -1;
  if (sizes.includes(0)) return 0;
  return sizes.reduce((last, size, index) => last + (size - 1) * (strides[index] ?? 0), offset) + 1;
}

function numbersOf(value: DocumentValue | undefined): readonly number[] | undefined {
  const numbers = listOf(value)?.map((item) => numberValue(valueAt(item, "as_int")));
  return numbers?.every((item) => item !== undefined) === true ? numbers : undefined;
}

/** Graphs of torch.export: each node names an operator, which the loader looks up. */
export const pt2Graph: Interpreter = {
  id: "pt2-graph",
  accepts: ({ within, name }) => within.includes("pytorch-pt2") && /\.json$/i.test(name),
  inspect: ({ source }, visit) => {
    if (source.size > MOST) {
      visit.incomplete(`A graph of ${source.size} bytes is not read.`);
      return;
    }
    const told = new Set<string>();
    for (let at = 0; at < source.size; at += WINDOW) {
      visit.spend("operations", WINDOW / 64);
      const text = textOf(source.read(at, WINDOW + OVERLAP));
      for (const [, namespace = "", operator = ""] of text.matchAll(
        /"(?:torch\.ops|_operator)\.([A-Za-z_]\w{0,100})\.([A-Za-z_]\w{0,100})/g,
      ))
        judgeOperator(namespace, operator, told, visit);
    }
  },
};

function judgeOperator(namespace: string, operator: string, told: Set<string>, visit: Visit): void {
  const name = `${namespace}::${operator}`;
  const reach = told.has(name) ? undefined : operatorReach(namespace, operator);
  if (reach === undefined) return;
  told.add(name);
  visit.finding({
    rule: reach.does.includes("extension") ? "torch-custom-operator" : "torchscript-reaching-operator",
    verdict: reach.verdict,
    message: `The graph calls ${name}, which ${reach.does}.`,
    call: { callable: name, arguments: [] },
    loader: "torch.export.load",
  });
}
