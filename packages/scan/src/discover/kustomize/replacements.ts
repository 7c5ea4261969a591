import { at, type ConfigNode, items, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { type BuiltResource, kindOf, nameIn } from "./built.ts";
import { jsonPatched } from "./json-patch.ts";

/**
 * `replacements` written in the kustomization itself: the value of one field put into others. Fields with delimiters, and
 * replacements in files of their own, are not done.
 */
export function replaced(
  resources: readonly BuiltResource[],
  replacements: readonly ConfigNode[],
  file: ProjectFile,
): readonly BuiltResource[] {
  let result = resources;
  for (const replacement of replacements) {
    const source = at(replacement, "source");
    const from = result.find((resource) => fits(resource, source));
    const value = from === undefined ? undefined : valueAt(from.document, text(at(source, "fieldPath")) ?? "metadata.name");
    if (value === undefined || at(source, "options", "delimiter") !== undefined) continue;
    for (const target of items(at(replacement, "targets"))) {
      if (at(target, "options", "delimiter") !== undefined) continue;
      const paths = items(at(target, "fieldPaths")).flatMap((path) => text(path) ?? []);
      result = result.map((resource) => (fits(resource, at(target, "select")) ? put(resource, paths, value, file, target.line) : resource));
    }
  }
  return result;
}

function fits({ document, written }: BuiltResource, select: ConfigNode | undefined): boolean {
  const [kind, name] = [text(at(select, "kind")), text(at(select, "name"))];
  return (
    select !== undefined &&
    (kind === undefined || kind === kindOf(document)) &&
    (name === undefined || name === nameIn(document) || name === nameIn(written))
  );
}

/** `spec.containers.[name=main].image` or with indexes as a pointer for the given document. */
function pointer(document: ConfigNode, path: string): string | undefined {
  let node: ConfigNode | undefined = document;
  const steps: string[] = [];
  for (const step of path.split(/\.(?![^[]*\])/)) {
    const [, key, wanted] = /^\[([\w.-]+)=([^\]]*)\]$/.exec(step) ?? [];
    if (key !== undefined && node?.kind === "list") {
      const index: number = node.items.findIndex((item) => text(at(item, key)) === wanted);
      if (index < 0) return undefined;
      steps.push(String(index));
      node = node.items[index];
    } else {
      steps.push(step.replaceAll("~", "~0").replaceAll("/", "~1"));
      node = node?.kind === "list" ? node.items[Number(step)] : at(node, step);
    }
  }
  return `/${steps.join("/")}`;
}

function valueAt(document: ConfigNode, path: string): ConfigNode | undefined {
  let node: ConfigNode | undefined = document;
  for (const step of (pointer(document, path) ?? "/").slice(1).split("/"))
    node = node?.kind === "list" ? node.items[Number(step)] : at(node, step);
  return node;
}

function put(resource: BuiltResource, paths: readonly string[], value: ConfigNode, file: ProjectFile, line: number): BuiltResource {
  let { document } = resource;
  for (const path of paths) {
    const to = pointer(document, path);
    if (to === undefined) continue;
    const text = (written: string): ConfigNode => ({ kind: "scalar", value: written, line, endLine: line });
    const operation: ConfigNode = {
      kind: "map",
      line,
      endLine: line,
      entries: [
        { key: "op", line, value: text("replace") },
        { key: "path", line, value: text(to) },
        { key: "value", line, value },
      ],
    };
    document = jsonPatched(document, [operation]);
  }
  return document === resource.document
    ? resource
    : { ...resource, document, changedAt: [...resource.changedAt, { file: file.path, line }] };
}
