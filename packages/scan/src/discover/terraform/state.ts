import { at, type ConfigNode, items, text } from "@castellan/formats";
import type { Attributes, Json } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import { folderOf } from "../file-place.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import type { DeclaredResource } from "../infrastructure/declared.ts";
import { isOpen, isRecord } from "./value.ts";

const STATE = /\.tfstate$/;
/** States of workspaces stand below the root. */
const WORKSPACE = /(?:^|\/)terraform\.tfstate\.d\/[^/]+$/;
const NODES = 20_000;

/** A state of version 4 (github.com/hashicorp/terraform: internal/states/statefile/version4.go), its secrets masked by the reader. */
export function isState({ path, facts }: ProjectFile): boolean {
  return STATE.test(path) && text(at(facts.config?.documents[0], "version")) === "4";
}

/** What states of a target hold, under the addresses of the configuration. */
export function stateResources(project: Project, target: Target): readonly DeclaredResource[] {
  return project.files.flatMap((file) => {
    const document = file.target === target.index && isState(file) ? file.facts.config?.documents[0] : undefined;
    const chosen = /terraform\.tfstate\.d\/([^/]+)\//.exec(file.path)?.[1];
    if (document === undefined || (project.environment !== undefined && chosen !== undefined && chosen !== project.environment)) return [];
    return items(at(document, "resources")).flatMap((resource) => resourcesOf(target, file, resource));
  });
}

function resourcesOf(target: Target, file: ProjectFile, resource: ConfigNode): readonly DeclaredResource[] {
  const [type, name, module] = [text(at(resource, "type")), text(at(resource, "name")), text(at(resource, "module"))];
  if (type === undefined || name === undefined) return [];
  const external = text(at(resource, "mode")) === "data";
  const prefix = module === undefined ? "" : `${module}.`;
  return items(at(resource, "instances")).map((instance): DeclaredResource => {
    const values = at(instance, "attributes");
    const attributes = present(values === undefined ? {} : recordOf(values, NODES));
    const key = text(at(instance, "index_key"));
    return {
      target,
      root: folderOf(file.path).replace(WORKSPACE, ""),
      address: `${prefix}${external ? "data." : ""}${type}.${name}`,
      type,
      label: name,
      file: file.path,
      line: instance.line,
      endLine: instance.endLine,
      scope: file.scope,
      attributes,
      references: new Map(
        items(at(instance, "dependencies")).length === 0
          ? []
          : [["dependencies", items(at(instance, "dependencies")).flatMap((each) => text(each) ?? [])] as const],
      ),
      places: new Map(),
      observed: placeOf(attributes),
      ...(key === undefined ? {} : { instance: key }),
      ...(external ? { external } : {}),
    };
  });
}

function placeOf({ arn, region }: Attributes): { readonly account: string; readonly region: string } {
  const parts = typeof arn === "string" ? arn.split(":") : [];
  return { account: parts[4] ?? "", region: typeof region === "string" ? region : (parts[3] ?? "") };
}

function present(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

/** What the configuration says stands; what it leaves open or does not say is as the state has it. */
export function filled(declared: Attributes, state: Attributes): Attributes {
  return { ...state, ...Object.fromEntries(Object.entries(declared).map(([key, value]) => [key, fill(value, state[key])])) };
}

function fill(declared: Json, state: Json | undefined): Json {
  if (state === undefined || state === null) return declared;
  if (isOpen(declared)) return state;
  if (!isRecord(declared)) return declared;
  // A block that stands once is a list of one in states.
  const [only] = Array.isArray(state) && state.length === 1 ? state : [state];
  if (!isRecord(only)) return declared;
  return Object.fromEntries(Object.entries(declared).map(([key, value]) => [key, fill(value, only[key])]));
}
