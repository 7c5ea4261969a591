import type { ConfigNode } from "@castellan/formats";
import { assetId, type Json } from "@castellan/graph";
import { RESOURCE_MEANINGS } from "../../../knowledge/infrastructure/index.ts";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { cloudformationResources } from "../cloudformation/index.ts";
import { folderOf, resolvePath } from "../file-place.ts";
import { declaredResource } from "../identity/index.ts";
import { type DeclaredResource, knownText, placeOf, referencesAt } from "../infrastructure/declared.ts";
import { isRecord, textOf } from "../terraform/value.ts";
import { nodeOf, parsedDefinition } from "./json-node.ts";
import type { DeclaredMachine } from "./machine.ts";

const TYPES: ReadonlySet<string> = new Set(["AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"]);

/** State machines of CloudFormation and SAM, their definitions as text, inline or in a file. */
export function cloudformationMachines(project: Project, file: ProjectFile): readonly DeclaredMachine[] {
  const resources = cloudformationResources(project, file);
  if (!resources.some(({ type }) => TYPES.has(type))) return [];
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const idOf = (address: string): readonly string[] => {
    const resource = byAddress.get(address);
    const kind = resource === undefined ? undefined : RESOURCE_MEANINGS.get(resource.type)?.kind;
    return resource === undefined || kind === undefined
      ? []
      : [assetId(kind, declaredResource(resource.target, resource.root, address).key)];
  };
  return resources.flatMap((resource): readonly DeclaredMachine[] => {
    const source = TYPES.has(resource.type) ? definitionOf(project, file, resource) : undefined;
    if (source === undefined) return [];
    const given = resource.attributes["DefinitionSubstitutions"];
    const variables = new Map(isRecord(given) ? Object.entries(given).map(([key, value]) => [key, textOf(value)]) : []);
    const substituted = (text: string): string =>
      text.replace(/\$\{\s*([\w-]+)\s*\}/g, (whole, name: string) => variables.get(name) ?? whole);
    const names = new Map(
      resources.flatMap((other) => {
        const name = knownText(other, ["FunctionName"])?.text;
        return name === undefined ? [] : [[name, other.address] as const];
      }),
    );
    return [
      {
        file,
        ...(source.file === undefined ? {} : { source: source.file }),
        key: `${file.path}:${resource.address}`,
        name: knownText(resource, ["StateMachineName", "Name"])?.text ?? resource.label,
        address: resource.address,
        line: resource.line,
        definition: source.definition,
        substituted,
        referred: (text) => {
          const value = substituted(text);
          const named = names.get(value);
          return [
            ...[...value.matchAll(/\$\{([A-Za-z0-9]+)(?:\.[\w.]+)?\}/g)].flatMap((match) => idOf(match[1] ?? "")),
            ...(named === undefined ? [] : idOf(named)),
          ];
        },
        role: [...referencesAt(resource, "RoleArn"), ...referencesAt(resource, "Role")].flatMap(idOf),
      },
    ];
  });
}

function definitionOf(
  project: Project,
  file: ProjectFile,
  resource: DeclaredResource,
): { readonly definition: ConfigNode; readonly file?: ProjectFile } | undefined {
  const { DefinitionString: written, Definition: inline, DefinitionUri: uri } = resource.attributes;
  if (typeof written === "string") {
    const definition = parsedDefinition(written, placeOf(resource, "DefinitionString").line + 1);
    return definition === undefined ? undefined : { definition };
  }
  const object: Json | undefined = isRecord(inline) ? inline : isRecord(written) ? written : undefined;
  if (object !== undefined) return { definition: nodeOf(object, placeOf(resource, "Definition").line) };
  const path = typeof uri === "string" && !/^s3:/.test(uri) ? resolvePath(folderOf(file.path), uri) : undefined;
  const found = path === undefined ? undefined : project.file(file.target, path);
  const definition = found?.facts.config?.documents[0];
  return found === undefined || definition === undefined ? undefined : { definition, file: found };
}
