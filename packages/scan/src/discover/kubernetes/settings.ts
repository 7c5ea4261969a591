import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { folderOf, nameOf, resolvePath } from "../file-place.ts";
import type { Variable } from "../infrastructure/environment-use.ts";

interface Source {
  readonly folder: string;
  readonly variables: readonly Variable[];
}

interface ImageOverride {
  readonly name: string;
  readonly reference: string;
  readonly line: number;
  readonly file: string;
  /** Folders whose manifests the kustomization takes in. */
  readonly folders: ReadonlySet<string>;
}

/** An image as an overlay sets it. */
export interface SetImage {
  readonly reference: string;
  readonly file: string;
  readonly line: number;
}

/**
 * ConfigMaps and Secrets of manifests and of Kustomize's generators by name, and the images that kustomizations
 * set (kubectl.docs.kubernetes.io/references/kustomize/kustomization).
 */
export class ClusterSettings {
  readonly #configMaps = new Map<string, Source[]>();
  readonly #secrets = new Map<string, Source[]>();
  readonly #images: ImageOverride[] = [];

  constructor(project: Project, target: number) {
    const files = project.files.filter((file) => file.target === target && file.facts.config !== undefined);
    const kustomizations = new Map(files.filter(isKustomization).map((file) => [folderOf(file.path), file]));
    for (const file of files) {
      for (const document of file.facts.config?.documents ?? []) {
        const kind = text(entry(document, "kind")?.value);
        if (kind === "ConfigMap")
          this.#add(this.#configMaps, file, text(at(document, "metadata", "name")), mapped(at(document, "data"), file));
        if (kind === "Secret")
          this.#add(
            this.#secrets,
            file,
            text(at(document, "metadata", "name")),
            namesOnly([...mapped(at(document, "stringData"), file), ...mapped(at(document, "data"), file)]),
          );
      }
      if (!kustomizations.has(folderOf(file.path)) || !isKustomization(file)) continue;
      const [document] = file.facts.config?.documents ?? [];
      for (const generator of items(at(document, "configMapGenerator")))
        this.#add(this.#configMaps, file, text(at(generator, "name")), generated(project, file, generator));
      for (const generator of items(at(document, "secretGenerator")))
        this.#add(this.#secrets, file, text(at(generator, "name")), namesOnly(generated(project, file, generator)));
      const folders = reached(kustomizations, folderOf(file.path));
      for (const image of items(at(document, "images"))) {
        const name = text(at(image, "name"));
        const base = text(at(image, "newName")) ?? name;
        const tag = text(at(image, "newTag"));
        const digest = text(at(image, "digest"));
        if (name === undefined || base === undefined || (base === name && tag === undefined && digest === undefined)) continue;
        const reference = `${base}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
        this.#images.push({ name, reference, line: image.line, file: file.path, folders });
      }
    }
  }

  #add(into: Map<string, Source[]>, file: ProjectFile, name: string | undefined, variables: readonly Variable[]): void {
    if (name === undefined || variables.length === 0) return;
    const list = into.get(name) ?? [];
    list.push({ folder: folderOf(file.path), variables });
    into.set(name, list);
  }

  /** Variables of a ConfigMap, those set near first; each name once for each value. */
  configMap(name: string, folder: string): readonly Variable[] {
    return nearest(this.#configMaps.get(name) ?? [], folder);
  }

  /** Names of a Secret's variables; values never leave it. */
  secret(name: string, folder: string): readonly Variable[] {
    return nearest(this.#secrets.get(name) ?? [], folder);
  }

  /** What a kustomization that takes the manifest in makes of an image; that of production first. */
  image(reference: string, folder: string): SetImage | undefined {
    const bare = reference.replace(/@sha256:.*$/, "").replace(/:[^/:]*$/, "");
    const found = this.#images.filter(({ name, folders }) => name === bare && folders.has(folder));
    return [...found].sort((a, b) => Number(/prod/i.test(b.file)) - Number(/prod/i.test(a.file)) || (a.file < b.file ? -1 : 1))[0];
  }
}

export function isKustomization(file: ProjectFile): boolean {
  return /^kustomization\.ya?ml$|^Kustomization$/.test(nameOf(file.path)) && file.facts.config !== undefined;
}

/** Folders of a kustomization and of everything below it, through `resources`, `bases` and `components`. */
function reached(kustomizations: ReadonlyMap<string, ProjectFile>, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let folder = open.pop(); folder !== undefined && found.size < 200; folder = open.pop()) {
    if (found.has(folder)) continue;
    found.add(folder);
    const [document] = kustomizations.get(folder)?.facts.config?.documents ?? [];
    for (const key of ["resources", "bases", "components", "helmCharts"])
      for (const item of items(at(document, key))) {
        const path = resolvePath(folder, text(item) ?? "");
        if (path === undefined || path === "") continue;
        open.push(/\.ya?ml$/.test(path) ? folderOf(path) : path);
      }
  }
  return found;
}

/** Only names that are written as those of variables. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

function mapped(node: ConfigNode | undefined, file: ProjectFile): readonly Variable[] {
  return entries(node).flatMap(({ key, value, line }) => {
    const written = text(value);
    return VARIABLE.test(key) ? [{ name: key, file: file.path, line, ...(written === undefined ? {} : { value: written }) }] : [];
  });
}

/** `literals: [A=b]`, `envs: [x.env]`, `env: x.env`. */
export function generated(project: Project, file: ProjectFile, generator: ConfigNode): readonly Variable[] {
  const literals = items(at(generator, "literals")).flatMap((item) => {
    const [, name, value] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(text(item) ?? "") ?? [];
    return name === undefined || value === undefined
      ? []
      : [{ name, value: value.replace(/^(["'])(.*)\1$/s, "$2"), file: file.path, line: item.line }];
  });
  const paths = [...items(at(generator, "envs")), at(generator, "env")].flatMap((item) => text(item) ?? []);
  const read = paths.flatMap((path) => {
    const whole = resolvePath(folderOf(file.path), path);
    const found = whole === undefined ? undefined : project.file(file.target, whole);
    return found?.facts.environment?.map((variable) => ({ ...variable, file: found.path })) ?? [];
  });
  return [...literals, ...read];
}

function namesOnly(variables: readonly Variable[]): readonly Variable[] {
  return variables.map(({ name, file, line }) => ({ name, file, line }));
}

function nearest(sources: readonly Source[], folder: string): readonly Variable[] {
  const seen = new Set<string>();
  return [...sources]
    .sort((a, b) => distance(a.folder, folder) - distance(b.folder, folder) || (a.folder < b.folder ? -1 : 1))
    .flatMap(({ variables }) => variables)
    .filter(({ name, value }) => {
      const key = `${name}=${value ?? ""}`;
      const fresh = !seen.has(key);
      seen.add(key);
      return fresh;
    });
}

function distance(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared += 1;
  return left.length + right.length - 2 * shared;
}
