import type { Json } from "@castellan/graph";
import { RESOURCE_MEANINGS } from "../../../knowledge/infrastructure/index.ts";
import type { Project, Target } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import type { DeclaredResource } from "../infrastructure/declared.ts";
import { emitDeclared } from "../infrastructure/emit-declared.ts";
import { Evaluator } from "./evaluate.ts";
import { jsonReader } from "./file-text.ts";
import { type ModuleInstance, rootInstances } from "./instance.ts";
import { attribute, type PlacedBlock } from "./module.ts";
import { planResources, withPlans } from "./plan.ts";
import { type CutCall, repetitions } from "./repetition.ts";
import { blockContent } from "./resource-object.ts";
import { filled, stateResources } from "./state.ts";
import { isOpen } from "./value.ts";

/** Resources of Terraform roots with variables, locals and local modules put in. */
export const terraformDiscoverer: Discoverer = {
  id: "terraform",
  version: 1,
  discover(project, sink) {
    for (const target of project.targets) {
      const cut: CutCall[] = [];
      const resources = terraformResources(project, target, cut);
      cutCalls(cut, sink);
      if (resources.length > 0) emitDeclared(resources, sink);
      for (const root of rootInstances(project, target.index)) unreadModules(root, sink);
    }
  },
};

/** Modules of registries and repositories: what they declare is not here. Blocks that are declared twice. */
function unreadModules(instance: ModuleInstance, sink: DiscoverySink): void {
  for (const { block, file } of instance.module.conflicts)
    sink.unresolved({
      what: `${block.type} ${block.labels.join(".")} is declared twice: the first stands`,
      file: file.path,
      line: block.line,
      candidates: [],
      ...(file.target === 0 ? {} : { target: file.target }),
    });
  for (const [name, { block, file }] of instance.module.calls) {
    const child = instance.children.get(name);
    const source = attribute(block, "source");
    if (child !== undefined) unreadModules(child, sink);
    else if (source?.kind === "literal") {
      sink.unresolved({
        what: `module ${String(source.value)}`,
        file: file.path,
        line: block.line,
        candidates: [],
        ...(file.target === 0 ? {} : { target: file.target }),
      });
    }
  }
}

/** Each call that is over a limit, once: what its other instances declare is not looked at. */
function cutCalls(cut: readonly CutCall[], sink: DiscoverySink): void {
  const worst = new Map<PlacedBlock["block"], CutCall>();
  for (const each of cut) if (each.wanted > (worst.get(each.call.block)?.wanted ?? 0)) worst.set(each.call.block, each);
  for (const { call, wanted, kept } of worst.values())
    sink.unresolved({
      what: `module ${call.block.labels[0] ?? ""} makes ${wanted} instances, of which ${kept} ${kept === 1 ? "stands for all" : "were looked at"}`,
      file: call.file.path,
      line: call.block.line,
      candidates: [],
      ...(call.file.target === 0 ? {} : { target: call.file.target }),
    });
}

/** What Terraform makes in a target; `cut` takes the calls that are over a limit. */
export function terraformResources(project: Project, target: Target, cut: CutCall[] = []): readonly DeclaredResource[] {
  const resources: DeclaredResource[] = [];
  const read = jsonReader(project, target.index);
  for (const root of rootInstances(project, target.index)) {
    const evaluator = new Evaluator(read);
    collect(target, root, evaluator, resources, root.module.files[0]?.scope ?? "production");
    cut.push(...evaluator.cutCalls);
  }
  return withPlans(withPlans(resources, stateResources(project, target), filled), planResources(project, target));
}

function collect(
  target: Target,
  instance: ModuleInstance,
  evaluator: Evaluator,
  into: DeclaredResource[],
  scope: DeclaredResource["scope"],
): void {
  for (const [local, placed] of instance.module.resources) into.push(...declared(target, instance, local, placed, evaluator, scope));
  for (const [name, placed] of instance.module.calls) {
    const source = attribute(placed.block, "source");
    if (instance.children.has(name) || source?.kind !== "literal") continue;
    const type = String(source.value).replace(/\/\/.*$|^registry\.terraform\.io\//g, "");
    if (RESOURCE_MEANINGS.has(type))
      into.push(
        ...declared(target, instance, `module.${name}`, placed, evaluator, scope).map((resource) => ({ ...resource, type, label: name })),
      );
  }
  for (const name of instance.children.keys())
    for (const child of evaluator.instancesOf(name, instance)) collect(target, child, evaluator, into, scope);
}

function declared(
  target: Target,
  instance: ModuleInstance,
  local: string,
  placed: PlacedBlock,
  evaluator: Evaluator,
  scope: DeclaredResource["scope"],
): readonly DeclaredResource[] {
  const { block, file } = placed;
  return repetitions(placed, { instance, file: file.path, names: new Map() }, evaluator).map(
    ({ names, key, conditional }): DeclaredResource => {
      const content = blockContent(evaluator, block, { instance, file: file.path, names });
      const call = ownCall(instance);
      return {
        target,
        root: instance.root,
        address: instance.prefix + local,
        type: block.labels[0] ?? "",
        label: block.labels[1] ?? local,
        file: file.path,
        line: block.line,
        endLine: block.endLine,
        scope,
        attributes: withoutOpenNulls(content.json),
        references: content.references,
        places: content.origins,
        ...(key === undefined || isOpen(key) ? {} : { instance: key }),
        ...(conditional ? { conditional } : {}),
        ...(local.startsWith("data.") ? { external: true } : {}),
        ...(call === undefined ? {} : { caller: { file: call.file.path, line: call.block.line } }),
      };
    },
  );
}

/** The call that brings a module in; of modules that others wrote, the call that is one's own. */
function ownCall(instance: ModuleInstance): PlacedBlock | undefined {
  let { call } = instance;
  for (let above = instance.parent; call?.file.path.includes(".terraform/modules/") === true && above !== undefined; above = above.parent)
    call = above.call ?? call;
  return call;
}

/** `x = null` is as if x was not there. */
function withoutOpenNulls(json: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}
