import { at, type ConfigNode, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { nameOf } from "../file-place.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import { linesOf } from "../infrastructure/config-lines.ts";
import { masked } from "../infrastructure/masked.ts";

/** Kinds by the schema that a file names: "managedOnlineEndpoint" and "kubernetesOnlineEndpoint" are one. */
const KINDS: readonly (readonly [schema: RegExp, kind: string])[] = [
  [/onlineendpoint$/i, "onlineEndpoint"],
  [/onlinedeployment$/i, "onlineDeployment"],
  [/batchendpoint$/i, "batchEndpoint"],
  [/^(?:azureblob|azurefile|azuredatalakegen[12]|onelake)(?:datastore)?$|datastore$/i, "datastore"],
  [/^(?:amlcompute|computeinstance|compute|attachedcompute|kubernetescompute)$/i, "compute"],
  [/^workspace$|^hub$|^project$/i, "workspace"],
];

/**
 * Endpoints, datastores, compute and workspaces of the command line of Azure ML, as resources that rules judge:
 * "azureml.onlineEndpoint/fraud". Source: learn.microsoft.com/azure/machine-learning/reference-yaml-overview.
 */
export function emitDeclaration(file: ProjectFile, document: ConfigNode, schema: string, sink: DiscoverySink): void {
  const kind = KINDS.find(([pattern]) => pattern.test(schema))?.[1];
  if (kind === undefined || document.kind !== "map") return;
  const name = text(at(document, "name")) ?? nameOf(file.path).replace(/\.ya?ml$/, "");
  sink.resource({
    address: `azureml.${kind}/${name}`,
    type: `azureml.${kind}`,
    file: file.path,
    line: document.line,
    attributes: masked(recordOf(document)),
    lines: linesOf(document),
    ...(file.target === 0 ? {} : { target: file.target }),
  });
}
