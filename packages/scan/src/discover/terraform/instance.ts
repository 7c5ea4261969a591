import { at, type HclBlock, items, text } from "@castellan/formats";
import type { Project } from "../../project/facts.ts";
import { resolvePath } from "../file-place.ts";
import { attribute, localSource, type PlacedBlock, type TerraformModule, terraformModules } from "./module.ts";
import type { Value } from "./value.ts";

const CALL_DEPTH = 6;
/** Instances below one root: calls that fan out at every level multiply. */
const INSTANCES = 300;

/** A module as one call (or the root) uses it. */
export interface ModuleInstance {
  readonly module: TerraformModule;
  /** Folder of the root module: part of every identity. */
  readonly root: string;
  /** "" in the root, `module.m.` in a call, `module.m.module.n.` below. */
  readonly prefix: string;
  readonly parent?: ModuleInstance;
  readonly call?: PlacedBlock;
  readonly children: ReadonlyMap<string, ModuleInstance>;
  /** Key of `for_each`, or number of `count`, where the call makes several. */
  readonly key?: string;
  /** What `each` and `count` mean in the call's arguments. */
  readonly names?: ReadonlyMap<string, Value>;
}

/** The same module as one of those that a call makes; calls in it are those of this one. */
export function repeated(
  instance: ModuleInstance,
  prefix: string,
  named: Pick<ModuleInstance, "key" | "names" | "parent"> = {},
): ModuleInstance {
  const children = new Map<string, ModuleInstance>();
  const made: ModuleInstance = { ...instance, ...named, prefix, children };
  for (const [name, child] of instance.children) children.set(name, repeated(child, `${prefix}module.${name}.`, { parent: made }));
  return made;
}

/**
 * Root modules with their calls of local modules. A folder that production code calls is no root; one that
 * only examples and tests call is the product itself and stands for its own, with its defaults.
 */
export function rootInstances(project: Project, target: number): readonly ModuleInstance[] {
  const modules = terraformModules(project, target);
  const vendored = vendoredModules(project, target);
  const called = new Set<string>();
  for (const module of modules.values()) {
    for (const { block, file } of module.calls.values()) {
      const folder = sourceFolder(module.folder, block);
      if (folder !== undefined && folder !== module.folder && file.scope === "production") called.add(folder);
    }
  }
  const roots: ModuleInstance[] = [];
  const reached = new Set<string>();
  // Modules that call each other in a circle have no root: the first stands for one.
  for (const module of [...[...modules.values()].filter(({ folder }) => !called.has(folder)), ...modules.values()]) {
    if (reached.has(module.folder) || VENDORED.test(module.folder)) continue;
    const root = instance(modules, module, module.folder, "", undefined, undefined, 0, { left: INSTANCES, vendored });
    roots.push(root);
    // A root that only examples call is reached and still a root: see above.
    reach(root, reached, called);
  }
  return roots;
}

function reach(root: ModuleInstance, reached: Set<string>, called: ReadonlySet<string>): void {
  reached.add(root.module.folder);
  for (const child of root.children.values()) {
    if (called.has(child.module.folder) && !reached.has(child.module.folder)) reach(child, reached, called);
  }
}

/** Where `terraform init` puts modules of registries and repositories: they are others', and no roots. */
const VENDORED = /(?:^|\/)\.terraform\/modules(?:\/|$)/;

/** Folder of each module that was fetched, by root and path of calls (`network.subnets`), as modules.json lists them. */
function vendoredModules(project: Project, target: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of project.files) {
    const [, root] = /^(?:(.*)\/)?\.terraform\/modules\/modules\.json$/.exec(file.path) ?? [];
    if (file.target !== target || !file.path.endsWith(".terraform/modules/modules.json")) continue;
    for (const item of items(at(file.facts.config?.documents[0], "Modules"))) {
      const [key, folder] = [text(at(item, "Key")), resolvePath(root ?? "", text(at(item, "Dir")) ?? "")];
      if (key !== undefined && key !== "" && folder !== undefined) found.set(`${root ?? ""}|${key}`, folder);
    }
  }
  return found;
}

function sourceFolder(folder: string, block: HclBlock): string | undefined {
  const source = attribute(block, "source");
  return source?.kind === "literal" && typeof source.value === "string" ? localSource(folder, source.value) : undefined;
}

function instance(
  modules: ReadonlyMap<string, TerraformModule>,
  module: TerraformModule,
  root: string,
  prefix: string,
  parent: ModuleInstance | undefined,
  call: PlacedBlock | undefined,
  depth: number,
  budget: { left: number; readonly vendored: ReadonlyMap<string, string> },
): ModuleInstance {
  const children = new Map<string, ModuleInstance>();
  const made: ModuleInstance = {
    module,
    root,
    prefix,
    children,
    ...(parent === undefined ? {} : { parent }),
    ...(call === undefined ? {} : { call }),
  };
  if (depth >= CALL_DEPTH) return made;
  for (const [name, placed] of module.calls) {
    const path = `${prefix}module.${name}.`.replaceAll("module.", "").slice(0, -1);
    const folder = sourceFolder(module.folder, placed.block) ?? budget.vendored.get(`${root}|${path}`);
    const target = folder === undefined ? undefined : modules.get(folder);
    if (target === undefined || target === module || budget.left <= 0) continue;
    budget.left -= 1;
    children.set(name, instance(modules, target, root, `${prefix}module.${name}.`, made, placed, depth + 1, budget));
  }
  return made;
}
