import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Attributes } from "@castellan/graph";
import { CollectedCall, CollectedResource } from "../../collect/document.ts";
import type { ProjectFile, Target } from "../../project/facts.ts";
import { UNREAD } from "../../rules/settings/setting.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import type { DeclaredResource, Place } from "../infrastructure/declared.ts";
import { emitDeclared } from "../infrastructure/emit-declared.ts";
import { manifestsOf } from "../kubernetes/index.ts";
import { collectedReferences } from "./references.ts";

/** Settings of one resource: a role with many policies has thousands. */
const NODES = 200_000;
/** Calls that are named one by one; the rest of them is a count. */
const NAMED_CALLS = 200;

/** Inventories that `castellan collect` wrote: observed resources in the form of declared ones, and what could not be read. */
export const collectedDiscoverer: Discoverer = {
  id: "collected",
  version: 1,
  discover(project, sink) {
    const resources: DeclaredResource[] = [];
    for (const file of project.files) {
      const target = project.targets[file.target];
      const document = inventoryOf(file);
      if (document === undefined || target === undefined) continue;
      calls(document, file, sink);
      if (text(at(document, "provider")) === "kubernetes")
        manifestsOf(
          project,
          file,
          items(at(document, "resources")).flatMap((item) => at(item, "attributes") ?? []),
          sink,
        );
      else resources.push(...awsResources(document, file, target, sink));
    }
    if (resources.length > 0) emitDeclared(resources, sink);
  },
};

function inventoryOf({ facts }: ProjectFile): ConfigNode | undefined {
  const document = facts.config?.documents[0];
  return document !== undefined && text(at(document, "schema")) === "castellan/inventory/1" ? document : undefined;
}

function awsResources(document: ConfigNode, file: ProjectFile, target: Target, sink: DiscoverySink): readonly DeclaredResource[] {
  const read = items(at(document, "resources")).flatMap((item) => {
    const { data, error } = CollectedResource.safeParse(recordOf(item, NODES));
    if (data !== undefined) return [{ item, data }];
    const [issue] = error.issues;
    sink.unresolved({
      what: `a collected resource: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
      ...place(file, item.line),
      candidates: [],
    });
    return [];
  });
  const references = collectedReferences(read.map(({ data }) => data));
  return read.map(({ item, data }): DeclaredResource => {
    const places = new Map<string, Place>();
    const attributes = at(item, "attributes");
    if (attributes !== undefined) notePlaces(attributes, "", file.path, places);
    const known: Attributes = data.attributes;
    return {
      target,
      // Names hold within an account.
      root: `${file.path}#${data.account}`,
      address: data.address,
      type: data.type,
      label: data.address.split(/[/:]/).at(-1) ?? data.address,
      file: file.path,
      line: item.line,
      endLine: item.endLine,
      scope: file.scope,
      attributes: data.unread === undefined ? known : { ...known, [UNREAD]: data.unread },
      references: references.get(data) ?? new Map(),
      places,
      observed: { account: data.account, region: data.region },
    };
  });
}

/** Calls that failed are what nobody knows; they are told of like a value that could not be resolved. */
function calls(document: ConfigNode, file: ProjectFile, sink: DiscoverySink): void {
  const failed = items(at(document, "calls")).flatMap((item) => {
    const { data } = CollectedCall.safeParse(recordOf(item));
    return data === undefined || data.outcome === "ok" ? [] : [{ line: item.line, call: data }];
  });
  for (const { line, call } of failed.slice(0, NAMED_CALLS))
    sink.unresolved({
      what: `${call.service} ${call.operation} was ${call.outcome === "unsupported" ? "not supported" : call.outcome}${call.error === undefined ? "" : ` (${call.error})`} in ${call.account} ${call.region}`,
      ...place(file, line),
      candidates: call.resource === undefined ? [] : [call.resource],
    });
  if (failed.length > NAMED_CALLS)
    sink.unresolved({ what: `${failed.length - NAMED_CALLS} more calls failed`, ...place(file, document.line), candidates: [] });
}

function place(file: ProjectFile, line: number): { readonly target?: number; readonly file: string; readonly line: number } {
  return { file: file.path, line, ...(file.target === 0 ? {} : { target: file.target }) };
}

function notePlaces(node: ConfigNode, prefix: string, file: string, places: Map<string, Place>): void {
  for (const { key, line, value } of entries(node)) {
    const path = prefix + key;
    if (!places.has(path)) places.set(path, { file, line });
    for (const child of value.kind === "list" ? value.items : [value]) notePlaces(child, `${path}.`, file, places);
  }
}
