import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { AssetDraft, Identity } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import { placeIn, resolvePath, targetOf } from "../file-place.ts";
import { fileAsset, hubDataset, hubModel, uriAsset } from "../identity/index.ts";

/** What a name of a catalogue stands for. */
export interface CatalogueEntry {
  readonly name: string;
  readonly draft: AssetDraft;
}

/** The catalogue of one Kedro project: names, and patterns that name what they match. @see https://docs.kedro.org/en/stable/catalog-data/ */
export interface Catalogue {
  readonly target: number;
  /** Folder that `conf` stands in. */
  readonly root: string;
  readonly entries: ReadonlyMap<string, readonly CatalogueEntry[]>;
  readonly patterns: readonly {
    /** Fixed parts around the places: `["", "_", ""]` of `{a}_{b}`. */
    readonly fixed: readonly string[];
    readonly entry: (name: string, given: readonly string[]) => CatalogueEntry | undefined;
  }[];
}

const CATALOGUE = /^(.*?)(?:^|\/)conf\/[^/]+\/(?:catalog[^/]*\.ya?ml$|catalog[^/]*\/.*\.ya?ml$|.*\/catalog[^/]*\.ya?ml$)/;
const GLOBALS = /(?:^|\/)conf\/[^/]+\/globals[^/]*\.ya?ml$/;
/** What is drawn for people. */
const PICTURE = /^(?:matplotlib|plotly|holoviews|plot)\b|(?:Plotly|Matplotlib|HTML)\w*$/i;
const WEIGHTS_TYPE = /^(?:tensorflow|keras|pytorch|torch|safetensors)\.|ModelData[sS]et$/;
const PICKLED = /^(?:pickle|joblib)\.|\bPickleData[sS]et$/;
const WEIGHTS_PLACE = /(?:^|\/)(?:\d+_)?models?\//;
const WEIGHTS_NAME = /(?:^|[_./-])(?:model|regressor|classifier|estimator|clf|pipeline|weights|encoder|scaler|vectori[sz]er)(?:[_./-]|$)/i;
const METRICS_TYPE = /Metrics?(?:History|Writer)?Data[sS]et$/;
const METRICS_NAME = /(?:^|[_./-])metrics(?:[_./-]|$)/i;
const MAX_PATTERNS = 50;

const catalogues = new WeakMap<Project, readonly Catalogue[]>();

/** Every catalogue of a project, read once. */
export function cataloguesOf(project: Project): readonly Catalogue[] {
  const known = catalogues.get(project);
  if (known !== undefined) return known;
  const found = new Map<string, ProjectFile[]>();
  for (const file of project.files) {
    const root = CATALOGUE.exec(file.path)?.[1];
    if (root !== undefined && file.scope !== "test" && file.facts.config !== undefined) {
      const key = `${file.target}:${root}`;
      found.set(key, [...(found.get(key) ?? []), file]);
    }
  }
  const read = [...found].map(([key, files]) => readCatalogue(project, key.slice(key.indexOf(":") + 1), files));
  catalogues.set(project, read);
  return read;
}

/** The catalogue of the project that a file of code is part of. */
export function catalogueFor(project: Project, file: Pick<ProjectFile, "target" | "path">): Catalogue | undefined {
  return cataloguesOf(project)
    .filter(({ target, root }) => target === file.target && (root === "" || file.path.startsWith(`${root}/`)))
    .sort((one, other) => other.root.length - one.root.length)[0];
}

/** What a name means: itself, the same name in a namespace, or what a pattern makes of it. */
export function lookUp(catalogue: Catalogue, name: string): readonly CatalogueEntry[] {
  const own = catalogue.entries.get(name);
  if (own !== undefined) return own;
  const spaced = [...catalogue.entries].filter(([key]) => key.endsWith(`.${name}`)).flatMap(([, entry]) => entry);
  if (spaced.length > 0) return spaced;
  for (const { fixed, entry } of catalogue.patterns) {
    const given = placesIn(name, fixed);
    const made = given === undefined ? undefined : entry(name, given);
    if (made !== undefined) return [made];
  }
  return [];
}

/** What stands between the fixed parts, each as short as the next part allows; a pattern is anybody's, so nothing is tried twice. */
function placesIn(name: string, [head = "", ...rest]: readonly string[]): readonly string[] | undefined {
  if (!name.startsWith(head)) return undefined;
  const places: string[] = [];
  let at = head.length;
  for (const [index, part] of rest.entries()) {
    const end = index === rest.length - 1 ? name.length - part.length : name.indexOf(part, at + 1);
    if (end <= at || !name.startsWith(part, end)) return undefined;
    places.push(name.slice(at, end));
    at = end + part.length;
  }
  return places.every((place) => /^[\w.-]+$/.test(place)) ? places : undefined;
}

function readCatalogue(project: Project, root: string, files: readonly ProjectFile[]): Catalogue {
  const [first] = files;
  const globals = project.files.flatMap((file) =>
    file.target === first?.target && GLOBALS.test(file.path) && file.path.startsWith(root) ? (file.facts.config?.documents ?? []) : [],
  );
  const found = new Map<string, CatalogueEntry[]>();
  const patterns: Catalogue["patterns"][number][] = [];
  for (const file of files)
    for (const document of file.facts.config?.documents ?? [])
      for (const { key, line, value } of entries(document)) {
        if (key.startsWith("_") || text(at(value, "type")) === undefined) continue;
        const read = (name: string, values: ReadonlyMap<string, string>): CatalogueEntry | undefined => {
          const draft = entryDraft(name, value, {
            root,
            file,
            line,
            target: targetOf(project, file),
            settings: [document, ...globals],
            values,
          });
          return draft === undefined ? undefined : { name, draft };
        };
        if (!key.includes("{")) {
          const entry = read(key, new Map());
          if (entry !== undefined) found.set(key, [...(found.get(key) ?? []), entry]);
        } else if (patterns.length < MAX_PATTERNS) {
          const places = [...key.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
          patterns.push({
            fixed: key.split(/\{\w+\}/),
            entry: (name, given) => read(name, new Map(places.map((place, index) => [place, given[index] ?? ""]))),
          });
        }
      }
  // A pattern that only names a default is asked last.
  const length = (fixed: readonly string[]): number => fixed.join("").length;
  patterns.sort((one, other) => length(other.fixed) - length(one.fixed) || other.fixed.length - one.fixed.length);
  return { target: first?.target ?? 0, root, entries: found, patterns };
}

interface Surroundings {
  readonly root: string;
  readonly file: ProjectFile;
  readonly line: number;
  readonly target: Target;
  /** Documents that `${name}` is looked up in. */
  readonly settings: readonly ConfigNode[];
  /** Parts of a pattern. */
  readonly values: ReadonlyMap<string, string>;
}

function entryDraft(name: string, written: ConfigNode, around: Surroundings): AssetDraft | undefined {
  // A wrapper holds the data set that it caches, versions or logs.
  const inner = at(written, "dataset");
  const node = inner?.kind === "map" && at(inner, "type") !== undefined && at(written, "path") === undefined ? inner : written;
  const type = text(at(node, "type")) ?? "";
  const value = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const found = text(at(node, key));
      if (found !== undefined && found !== "") return filledIn(found, around);
    }
    return undefined;
  };
  const made = (kind: AssetDraft["kind"], label: string, identity: Identity, attributes: AssetDraft["attributes"] = {}): AssetDraft => ({
    kind,
    name: label,
    identity,
    scope: around.file.scope,
    lifecycle: "declared",
    attributes: { catalogue: name, type, ...attributes },
    occurrences: [placeIn(around.file, { line: around.line, technique: "configuration", resource: name })],
  });
  if (/MemoryData[sS]et$/.test(type) || PICTURE.test(type)) return undefined;
  const hub = value("dataset_name");
  if (/HFData[sS]et$/.test(type) && hub !== undefined) return made("dataset", hub, hubDataset(hub));
  const model = value("model_name");
  if (/^huggingface\./.test(type) && model !== undefined) return made("model", model, hubModel(model));
  const table = value("table_name", "table");
  if (table !== undefined) {
    const full = [value("dataset", "database", "schema"), table].filter((part) => part !== undefined).join(".");
    return made("dataset", full, { key: `table:${around.target.key}:${full.toLowerCase()}` }, { table: true });
  }
  const url = value("url");
  if (url !== undefined) return made("data-source", url, uriAsset(url));
  const path = value("filepath", "path");
  if (path === undefined) return undefined;
  const kind = kindOf(name, type, path);
  if (/^[a-z][\w+.-]*:\/\//i.test(path)) return made(kind, path, uriAsset(path));
  const local = path.startsWith("/") ? path : (resolvePath(around.root, path) ?? path);
  return made(kind, local, fileAsset(around.target, local), local.includes("{") ? { pattern: true } : {});
}

function kindOf(name: string, type: string, path: string): "dataset" | "model-file" | "metrics" {
  if (WEIGHTS_TYPE.test(type)) return "model-file";
  if (PICKLED.test(type) && (WEIGHTS_PLACE.test(path) || WEIGHTS_NAME.test(name))) return "model-file";
  return METRICS_TYPE.test(type) || (/\.(?:json|ya?ml|csv)$/.test(path) && METRICS_NAME.test(name)) ? "metrics" : "dataset";
}

/** `${_folder}`, `${globals:folders.raw}` and `{name}` of a pattern; what is not known stays as `{name}`. */
function filledIn(written: string, { settings, values }: Surroundings): string {
  const put = written.replace(/\$\{(?:(?:globals|runtime_params):)?([\w.]+)(?:,\s*[^}]*)?\}/g, (_all, path: string) => {
    const found = settings.map((document) => text(at(document, ...path.split(".")))).find((item) => item !== undefined);
    return found ?? `{${path}}`;
  });
  return put.replace(/\{(\w+)\}/g, (all, place: string) => values.get(place) ?? all);
}
