import { z } from "zod";
import { DataError } from "../errors.ts";
import type { DataCleanResult } from "./document.ts";

const ScanGraph = z.object({
  inventory: z.object({
    assets: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        digests: z.record(z.string(), z.string()).optional(),
        attributes: z.record(z.string(), z.unknown()).optional(),
        scope: z.string().optional(),
      }),
    ),
    relations: z.array(z.object({ kind: z.string(), from: z.string(), to: z.string() })),
  }),
});

/** What is made from the asset that the relation points to: from → to. */
const MADE_FROM: ReadonlySet<string> = new Set([
  "trains_on",
  "uses_dataset",
  "reads",
  "derived_from",
  "fine_tunes",
  "adapter_of",
  "quantised_from",
]);
const MODELS: ReadonlySet<string> = new Set(["model", "deployed-model", "model-file", "training-run"]);

export interface CleanedFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Every model that a scan shows to be made from the file, with the way there. The file is known by its digest, else by the
 * end of its path.
 * @throws DataError FILE_UNREADABLE where the text is no scan
 */
export function affectedModels(
  text: string,
  name: string,
  file: CleanedFile,
): { readonly known: boolean; readonly models: DataCleanResult["retrain"] } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw new DataError("FILE_UNREADABLE", `${name}: not JSON, so no result of castellan scan.`, { cause });
  }
  const parsed = ScanGraph.safeParse(raw);
  if (!parsed.success) throw new DataError("FILE_UNREADABLE", `${name}: no result of castellan scan --format json.`);
  const { assets, relations } = parsed.data.inventory;
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const datasets = assets.filter(({ kind, scope }) => kind === "dataset" && scope !== "test");
  const same = datasets.filter(({ digests }) => digests?.["sha256"] === file.sha256);
  const starts = same.length > 0 ? same : datasets.filter((asset) => pathsOf(asset).some((path) => endsAlike(file.path, path)));
  const made = new Map<string, string[]>();
  const link = (from: string, to: string): void => void made.set(from, [...(made.get(from) ?? []), to]);
  for (const { kind, from, to } of relations)
    if (MADE_FROM.has(kind)) link(to, from);
    else if (kind === "produces") link(from, to);
  const ways = new Map<string, readonly string[]>(starts.map(({ id, name: own }) => [id, [own]]));
  const queue = starts.map(({ id }) => id);
  for (let id = queue.shift(); id !== undefined; id = queue.shift())
    for (const next of made.get(id) ?? []) {
      const asset = byId.get(next);
      // A reader that makes nothing (a notebook, a tool) ends here of itself.
      if (asset === undefined || ways.has(next)) continue;
      ways.set(next, [...(ways.get(id) ?? []), asset.name]);
      queue.push(next);
    }
  const models = [...ways]
    .flatMap(([id, by]) => {
      const asset = byId.get(id);
      return asset === undefined || !MODELS.has(asset.kind) ? [] : [{ name: asset.name, kind: asset.kind, by: by.slice(0, -1) }];
    })
    .sort((a, b) => (a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind < b.kind ? -1 : 1));
  return { known: starts.length > 0, models };
}

function pathsOf({
  name,
  attributes,
}: {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}): readonly string[] {
  const candidates = attributes?.["candidates"];
  return [name, ...(Array.isArray(candidates) ? candidates.filter((path) => typeof path === "string") : [])];
}

/** One is the end of the other, by whole parts. */
function endsAlike(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => path.split(/[/\\]/).filter((part) => part !== "" && part !== "."));
  if (a === undefined || b === undefined || b.length === 0) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((part, at) => part === long[long.length - short.length + at]);
}
