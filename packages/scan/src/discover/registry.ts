import type { LibraryIndex } from "../knowledge/index-libraries.ts";
import { agentFiles } from "./agent-files/index.ts";
import { applicationSettings } from "./application-settings/index.ts";
import { argoWorkflows } from "./argo-workflows/index.ts";
import { armDiscoverer } from "./arm/index.ts";
import { azureMl } from "./azure-ml/index.ts";
import { bicepDiscoverer } from "./bicep/index.ts";
import { cards } from "./cards/index.ts";
import { cloudformationDiscoverer } from "./cloudformation/index.ts";
import { codeDiscoverer } from "./code/index.ts";
import { collectedDiscoverer } from "./collected/index.ts";
import { composeDiscoverer } from "./compose/index.ts";
import { databricks } from "./databricks/index.ts";
import { datasetFiles } from "./dataset-files/index.ts";
import type { Discoverer } from "./discoverer.ts";
import { dockerfileDiscoverer } from "./dockerfile/index.ts";
import { dvc } from "./dvc/index.ts";
import { githubActionsDiscoverer } from "./github-actions/index.ts";
import { helmDiscoverer } from "./helm/index.ts";
import { hostInventory } from "./host-inventory/index.ts";
import { huggingfaceRepository } from "./huggingface-repository/index.ts";
import { iamDocuments } from "./iam-documents/index.ts";
import { importedLibraries } from "./imported-libraries/index.ts";
import { kedroCatalogue } from "./kedro-catalogue/index.ts";
import { kubeflowPipelines } from "./kubeflow-pipelines/index.ts";
import { kubernetesDiscoverer } from "./kubernetes/index.ts";
import { licences } from "./licences/index.ts";
import { litellmDiscoverer } from "./litellm/index.ts";
import { manifestLibraries } from "./manifest-libraries/index.ts";
import { mcpConfig } from "./mcp-config/index.ts";
import { mcpToolbox } from "./mcp-toolbox/index.ts";
import { mlflowProject } from "./mlflow-project/index.ts";
import { mlflowRecipes } from "./mlflow-recipes/index.ts";
import { modelFiles } from "./model-files/index.ts";
import { modelPackagesDiscoverer } from "./model-packages/index.ts";
import { modelSettings } from "./model-settings/index.ts";
import { notebooks } from "./notebooks/index.ts";
import { platformManifests } from "./platform-manifests/index.ts";
import { promptFiles } from "./prompt-files/index.ts";
import { sagemakerPipelines } from "./sagemaker-pipelines/index.ts";
import { secretNames } from "./secrets/index.ts";
import { servingFlagsDiscoverer } from "./serving-flags/index.ts";
import { stackCommands } from "./stack-commands/index.ts";
import { stepFunctions } from "./step-functions/index.ts";
import { tekton } from "./tekton/index.ts";
import { terraformDiscoverer } from "./terraform/index.ts";
import { trackerVariables } from "./tracker-variables/index.ts";
import { trainingConfig } from "./training-config/index.ts";
import { vectorTables } from "./vector-tables/index.ts";

/** Every discoverer, in the order in which they run. Add yours here. */
export function discoverers(index: LibraryIndex): readonly Discoverer[] {
  return [
    codeDiscoverer(index),
    notebooks,
    manifestLibraries,
    importedLibraries,
    mcpConfig,
    mcpToolbox,
    modelFiles,
    datasetFiles,
    dvc,
    mlflowProject,
    mlflowRecipes,
    kedroCatalogue,
    huggingfaceRepository,
    promptFiles,
    agentFiles,
    cards,
    licences,
    dockerfileDiscoverer,
    composeDiscoverer,
    kubernetesDiscoverer,
    helmDiscoverer,
    hostInventory,
    terraformDiscoverer,
    cloudformationDiscoverer,
    iamDocuments,
    collectedDiscoverer,
    armDiscoverer,
    bicepDiscoverer,
    stepFunctions,
    azureMl,
    databricks,
    sagemakerPipelines,
    kubeflowPipelines,
    argoWorkflows,
    tekton,
    stackCommands,
    servingFlagsDiscoverer,
    githubActionsDiscoverer,
    litellmDiscoverer,
    modelPackagesDiscoverer,
    platformManifests,
    vectorTables,
    secretNames,
    trackerVariables,
    trainingConfig,
    modelSettings,
    applicationSettings,
  ];
}
