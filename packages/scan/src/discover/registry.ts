import type { LibraryIndex } from "../knowledge/index-libraries.ts";
import { armDiscoverer } from "./arm/index.ts";
import { bicepDiscoverer } from "./bicep/index.ts";
import { cloudformationDiscoverer } from "./cloudformation/index.ts";
import { codeDiscoverer } from "./code/index.ts";
import { composeDiscoverer } from "./compose/index.ts";
import { datasetFiles } from "./dataset-files/index.ts";
import type { Discoverer } from "./discoverer.ts";
import { dockerfileDiscoverer } from "./dockerfile/index.ts";
import { kubernetesDiscoverer } from "./kubernetes/index.ts";
import { manifestLibraries } from "./manifest-libraries/index.ts";
import { mcpConfig } from "./mcp-config/index.ts";
import { modelFiles } from "./model-files/index.ts";
import { notebooks } from "./notebooks/index.ts";
import { servingFlagsDiscoverer } from "./serving-flags/index.ts";
import { terraformDiscoverer } from "./terraform/index.ts";

/** Every discoverer, in the order in which they run. Add yours here. */
export function discoverers(index: LibraryIndex): readonly Discoverer[] {
  return [
    codeDiscoverer(index),
    notebooks,
    manifestLibraries,
    mcpConfig,
    modelFiles,
    datasetFiles,
    dockerfileDiscoverer,
    composeDiscoverer,
    kubernetesDiscoverer,
    terraformDiscoverer,
    cloudformationDiscoverer,
    armDiscoverer,
    bicepDiscoverer,
    servingFlagsDiscoverer,
  ];
}
