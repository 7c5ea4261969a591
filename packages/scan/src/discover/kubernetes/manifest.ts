import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { chartValue } from "../helm/chart-values.ts";
import type { ClusterSettings } from "./settings.ts";

/** What a manifest stands in. */
export interface ManifestContext {
  readonly project: Project;
  readonly file: ProjectFile;
  readonly target: Target;
  readonly sink: DiscoverySink;
  /** Chart or folder: where names are unique. */
  readonly root: string;
  readonly settings: ClusterSettings;
}

/** A text with the chart's values put in; as written where they are not known. */
export function rendered(context: ManifestContext, node: ConfigNode | undefined): string | undefined {
  const written = text(node);
  if (written === undefined || !written.includes("{{")) return written;
  return chartValue(context.project, context.file, written) ?? written;
}

/** Every pod specification in a document: whatever holds a `containers` list. */
export function podSpecs(document: ConfigNode): readonly ConfigNode[] {
  const found: ConfigNode[] = [];
  const open: ConfigNode[] = [document];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (entry(node, "containers")?.value.kind === "list") found.push(node);
    open.push(...entries(node).map(({ value }) => value), ...items(node));
  }
  return found;
}
