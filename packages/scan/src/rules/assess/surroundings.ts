import type { Asset, Factors } from "@castellan/graph";
import type { ProjectFile } from "../../project/facts.ts";
import { globMatches } from "../../project/glob.ts";
import type { Inventory, Usage } from "../rule.ts";
import { ImportGraph } from "./import-graph.ts";
import { namesIn } from "./names-in.ts";

const LOADS = new Set(["torch-load", "unsafe-load", "keras-load", "registry-load", "onnx-load"]);

/** What runs a piece of code, for the blast of what is wrong with it. */
export interface Reach {
  readonly endpoints: number;
  readonly agents: number;
  readonly training: boolean;
  /** The model that is trained and served here, where this code runs in its training or serving. */
  readonly live?: string;
  /** A stated crown jewel downstream. */
  readonly jewel?: string;
}

const NOTHING: Reach = { endpoints: 0, agents: 0, training: false };

/** What rules and priority know about the surroundings of a place; computed once for a scan. */
export class Surroundings {
  readonly inventory: Inventory;
  readonly #imports: ImportGraph;
  readonly #usagesOf = new Map<ProjectFile, Usage[]>();
  readonly #assetsOf = new Map<ProjectFile, Asset[]>();
  readonly #reach = new Map<ProjectFile, Reach>();
  readonly #live: ReadonlyMap<ProjectFile, string>;

  constructor(inventory: Inventory) {
    this.inventory = inventory;
    this.#imports = new ImportGraph(inventory.project);
    for (const usage of inventory.usages) this.#add(this.#usagesOf, usage.target, usage.file, usage);
    for (const asset of inventory.assets) {
      for (const { target, file } of asset.occurrences) if (file !== undefined) this.#add(this.#assetsOf, target ?? 0, file, asset);
    }
    this.#live = this.#findLive();
  }

  #add<T>(map: Map<ProjectFile, T[]>, target: number, path: string, item: T): void {
    const file = this.inventory.project.file(target, path);
    if (file === undefined) return;
    const list = map.get(file);
    if (list === undefined) map.set(file, [item]);
    else if (!list.includes(item)) list.push(item);
  }

  usagesIn(file: ProjectFile): readonly Usage[] {
    return this.#usagesOf.get(file) ?? [];
  }

  assetsIn(file: ProjectFile): readonly Asset[] {
    return this.#assetsOf.get(file) ?? [];
  }

  /** Files that a module brings in, itself included. */
  below(file: ProjectFile): ReadonlySet<ProjectFile> {
    return this.#imports.below(file);
  }

  above(file: ProjectFile): ReadonlySet<ProjectFile> {
    return this.#imports.above(file);
  }

  /** Whether a name or a text in the code of a file fits a pattern. Cheap evidence that somebody thought of a check. */
  mentions(file: ProjectFile, pattern: RegExp): boolean {
    return namesIn(file).some((name) => pattern.test(name));
  }

  /** The same, but for names that fit a second pattern. */
  mentionsUnless(file: ProjectFile, pattern: RegExp, unless: RegExp): boolean {
    return namesIn(file).some((name) => pattern.test(name) && !unless.test(name));
  }

  /** The model that decides in production: trained here and loaded by something that serves here. */
  get liveModels(): readonly string[] {
    return [...new Set(this.#live.values())].sort();
  }

  #serves(file: ProjectFile): boolean {
    return (
      file.scope === "production" &&
      (this.usagesIn(file).some(({ act }) => act === "route") || this.assetsIn(file).some(({ kind }) => kind === "endpoint"))
    );
  }

  #trains(file: ProjectFile): boolean {
    return (
      file.scope === "production" && file.facts.notebook === undefined && this.assetsIn(file).some(({ kind }) => kind === "training-run")
    );
  }

  /** Modules of the training and of the serving of a live model. */
  #findLive(): ReadonlyMap<ProjectFile, string> {
    const live = new Map<ProjectFile, string>();
    const { files } = this.inventory.project;
    const trainers = files.filter((file) => this.#trains(file));
    const servers = trainers.length === 0 ? [] : files.filter((file) => this.#serves(file));
    for (const server of servers) {
      const loads = [...this.below(server)].some((file) => this.usagesIn(file).some(({ act }) => LOADS.has(act)));
      const own = trainers.filter(({ target }) => target === server.target);
      if (!loads || own.length === 0) continue;
      const name = this.#modelName(own);
      for (const file of [server, ...own]) live.set(file, name);
    }
    return live;
  }

  /** The name of a registered or carded model, else that of the training. */
  #modelName(trainers: readonly ProjectFile[]): string {
    const { project } = this.inventory;
    const card = project.files.find(({ target, facts }) => target === trainers[0]?.target && facts.card?.subject === "model")?.facts.card;
    const named =
      card?.title ??
      this.inventory.ofKind("model").find(({ attributes, scope }) => attributes["registered"] === true && scope === "production")?.name;
    return named !== undefined && named.length <= 60 ? named : "the model that is trained here";
  }

  /** What runs the code of a file, through everything that imports it. */
  reachOf(target: number, path: string): Reach {
    const file = this.inventory.project.file(target, path);
    if (file === undefined) return NOTHING;
    const known = this.#reach.get(file);
    if (known !== undefined) return known;
    const above = [...this.above(file)].filter(({ scope }) => scope === "production");
    const endpoints = new Set(
      above.flatMap((at) =>
        this.usagesIn(at)
          .filter(({ act, scope }) => act === "route" && scope === "production")
          .map(({ file: where, line }) => `${where}:${line}`),
      ),
    );
    for (const asset of above.flatMap((at) => this.assetsIn(at)))
      if (asset.kind === "endpoint" && endpoints.size === 0) endpoints.add(asset.id);
    const agents = new Set(
      above
        .flatMap((at) => this.assetsIn(at))
        .filter(({ kind }) => kind === "agent")
        .map(({ id }) => id),
    );
    const live = above.map((at) => this.#live.get(at)).find((name) => name !== undefined);
    const jewel = this.#jewelIn(above);
    const reach: Reach = {
      endpoints: endpoints.size,
      agents: agents.size,
      training: above.some((at) => this.#trains(at)),
      ...(live === undefined ? {} : { live }),
      ...(jewel === undefined ? {} : { jewel }),
    };
    this.#reach.set(file, reach);
    return reach;
  }

  #jewelIn(files: readonly ProjectFile[]): string | undefined {
    const globs = this.inventory.project.settings?.["crown-jewels"] ?? [];
    if (globs.length === 0) return undefined;
    return files
      .flatMap((file) => this.assetsIn(file))
      .find((asset) => globs.some((glob) => globMatches(glob, asset.name) || globMatches(glob, asset.identity.key)))?.name;
  }

  /** Who reaches it, where somebody stated it. */
  statedExposure(names: readonly string[]): { readonly value: Factors["exposure"]; readonly match: string } | undefined {
    const levels = { internet: 3, company: 2, role: 1, none: 0 } as const;
    for (const { match, to } of this.inventory.project.settings?.exposure ?? [])
      if (names.some((name) => globMatches(match, name))) return { value: levels[to], match };
    return undefined;
  }
}

const cache = new WeakMap<Inventory, Surroundings>();

export function surroundingsOf(inventory: Inventory): Surroundings {
  const known = cache.get(inventory);
  if (known !== undefined) return known;
  const made = new Surroundings(inventory);
  cache.set(inventory, made);
  return made;
}
