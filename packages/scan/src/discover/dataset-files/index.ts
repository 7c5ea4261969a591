import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, placeIn, targetOf } from "../file-place.ts";
import { fileAsset } from "../identity/index.ts";
import { dataFormOf, inDataLayout, isNeverData, isSplit, shardPattern } from "./layout.ts";

const MIN_ROWS = 50;
const MIN_MEDIA = 10;
const MAX_COLUMNS = 100;

/** Why a file is a data set by itself, or undefined. Other discoverers add those that something refers to. */
function reasonOf(file: ProjectFile): string | undefined {
  const form = dataFormOf(file.path);
  if (form === undefined || isNeverData(file.path)) return undefined;
  const { table, modelFile, manifest } = file.facts;
  if (manifest !== undefined) return undefined;
  // Tests keep small samples in folders called data; there only size counts.
  const layout = file.scope !== "test" && inDataLayout(file.path);
  const pointer = modelFile?.formats[0] === "git-lfs-pointer";
  if (form === "records")
    return table === undefined ? undefined : layout && table.rows > 1 ? "layout" : table.rows >= MIN_ROWS ? "rows" : undefined;
  if (form === "table") {
    if (layout || (file.scope !== "test" && isSplit(file.path) && (pointer || table !== undefined || modelFile !== undefined)))
      return "layout";
    return table !== undefined && table.rows >= MIN_ROWS ? "rows" : undefined;
  }
  // Prose, pictures and archives are data sets only where a folder says so; tests keep their own.
  if (!layout) return undefined;
  return form === "text" && /\.(?:md|html?|xml)$/i.test(file.path) ? undefined : "layout";
}

interface Group {
  readonly files: ProjectFile[];
  readonly reason: string;
  readonly pattern: string;
}

/** Shards of one folder are one data set; media of one folder, whatever their names, too. */
function groupsOf(files: readonly { readonly file: ProjectFile; readonly reason: string }[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { file, reason } of files) {
    const form = dataFormOf(file.path);
    const pattern = form === "media" || form === "text" ? `*${/\.\w+$/.exec(file.path)?.[0] ?? ""}` : shardPattern(file.path);
    const key = `${file.target}:${folderOf(file.path)}:${pattern}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { files: [file], reason, pattern });
    else group.files.push(file);
  }
  return [...groups.values()];
}

function columnsOf(file: ProjectFile): Json | undefined {
  const columns = file.facts.table?.columns;
  if (columns === undefined || columns.length === 0) return undefined;
  return columns.slice(0, MAX_COLUMNS).map((column) => known<Json>({ name: column.name, type: column.type }));
}

function emitFile(project: Project, file: ProjectFile, reason: string, sink: DiscoverySink): void {
  const { table, modelFile, sha256 } = file.facts;
  const oid = modelFile?.formats[0] === "git-lfs-pointer" ? modelFile.metadata["oid"] : undefined;
  const digest = typeof oid === "string" ? oid : sha256;
  sink.asset({
    kind: "dataset",
    name: file.path,
    identity: fileAsset(targetOf(project, file), file.path, digest === "" ? undefined : `sha256:${digest}`),
    scope: file.scope,
    lifecycle: file.lifecycle,
    attributes: known<Json>({
      format: table?.format ?? modelFile?.formats[0],
      rows: table?.rows,
      rowsExact: table?.exact,
      bytes: file.bytes,
      columns: columnsOf(file),
      classification: table?.classification?.class,
      seenBy: reason,
    }),
    digests: digest === "" ? {} : { sha256: digest },
    occurrences: [
      placeIn(file, {
        technique: reason === "layout" && table === undefined ? "path" : "bytes",
        confidence: reason === "layout" ? "likely" : "certain",
      }),
    ],
  });
}

function emitShards(project: Project, group: Group, alone: boolean, sink: DiscoverySink): void {
  const [first] = group.files;
  if (first === undefined) return;
  const folder = folderOf(first.path);
  const path = alone && folder !== "" ? folder : folder === "" ? group.pattern : `${folder}/${group.pattern}`;
  const rows = group.files.map((file) => file.facts.table?.rows);
  sink.asset({
    kind: "dataset",
    name: path,
    identity: fileAsset(targetOf(project, first), path),
    scope: first.scope,
    lifecycle: first.lifecycle,
    attributes: known<Json>({
      format: first.facts.table?.format ?? /\.(\w+)$/.exec(first.path)?.[1],
      files: group.files.length,
      bytes: group.files.reduce((sum, file) => sum + file.bytes, 0),
      rows: rows.every((count) => count !== undefined) ? rows.reduce<number>((sum, count) => sum + (count ?? 0), 0) : undefined,
      columns: columnsOf(first),
      seenBy: group.reason,
    }),
    occurrences: group.files.slice(0, 20).map((file) => placeIn(file, { technique: "path", confidence: "likely" })),
  });
}

/** Data sets that lie in the tree: tables and record lists of 50 rows, and what a data-set layout holds. */
export const datasetFiles: Discoverer = {
  id: "dataset-files",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    const candidates = project.files.flatMap((file) => {
      const reason = reasonOf(file);
      return reason === undefined ? [] : [{ file, reason }];
    });
    const perFolder = new Map<string, number>();
    const groups = groupsOf(candidates);
    for (const {
      files: [first],
    } of groups)
      if (first !== undefined)
        perFolder.set(`${first.target}:${folderOf(first.path)}`, (perFolder.get(`${first.target}:${folderOf(first.path)}`) ?? 0) + 1);
    for (const group of groups) {
      const [first] = group.files;
      if (first === undefined) continue;
      if (dataFormOf(first.path) === "media" && group.files.length < MIN_MEDIA) continue;
      if (group.files.length === 1) emitFile(project, first, group.reason, sink);
      else emitShards(project, group, perFolder.get(`${first.target}:${folderOf(first.path)}`) === 1, sink);
    }
  },
};
