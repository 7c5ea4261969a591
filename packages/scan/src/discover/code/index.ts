import type { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { Evaluator } from "../../resolve/evaluate.ts";
import { Program } from "../../resolve/program.ts";
import type { Discoverer } from "../discoverer.ts";
import { collectEnvironment } from "../environment/index.ts";
import { Bodies } from "./bodies.ts";
import { discoverClassRoles } from "./class-roles.ts";
import { collectSightings } from "./collect.ts";
import { discoverColumnRoles } from "./column-roles.ts";
import { discoverConfiguredJobs } from "./configured-jobs.ts";
import { discoverDatasetClasses } from "./dataset-classes.ts";
import { discoverDatasetTables } from "./dataset-tables.ts";
import { linkDefaultModels } from "./default-models.ts";
import { discoverDocumentFolders } from "./document-folders.ts";
import { discoverDownloads } from "./downloads.ts";
import { discoverEvaluationScripts } from "./evaluation-scripts.ts";
import { discoverFileRoutes } from "./file-routes.ts";
import { discoverFunctionRoutes } from "./function-routes.ts";
import { discoverGraphStores } from "./graph-stores.ts";
import { discoverHandedWork, discoverNotebookWork } from "./handed-work.ts";
import { discoverInstances } from "./instances.ts";
import { discoverKedroNodes } from "./kedro-nodes.ts";
import { discoverLineFiles } from "./line-files.ts";
import { Linker } from "./link.ts";
import { discoverMcpConnections } from "./mcp-connections.ts";
import { discoverNamedModels } from "./named-models.ts";
import { discoverOrders } from "./orders.ts";
import { findOwnRequests } from "./own-requests.ts";
import { linkEnvironments } from "./process-environment.ts";
import { discoverPrompts } from "./prompts.ts";
import { CodeAssets } from "./registry.ts";
import { connectRuns } from "./run-surroundings.ts";
import { discoverSecretReads } from "./secret-reads.ts";
import { discoverSources } from "./sources.ts";
import { discoverStatedMessages } from "./stated-messages.ts";
import { discoverStepArtefacts } from "./step-artefacts.ts";
import { discoverTableRoutes } from "./table-routes.ts";
import { discoverTableWrites } from "./table-writes.ts";
import { linkToolWork } from "./tool-work.ts";
import { discoverTrainingLoops } from "./training-loops.ts";
import { reportUsages } from "./usages.ts";
import { discoverVectorTables } from "./vector-tables.ts";
import { discoverVectors } from "./vectors.ts";

/** Reads code as code: what calls of known libraries make, use and connect. */
export function codeDiscoverer(index: LibraryIndex): Discoverer {
  return {
    id: "code",
    version: 1,
    discover: (project, sink) => {
      const program = new Program(project);
      if (program.units.length === 0) return;
      const evaluator = new Evaluator(program, index);
      const context = {
        project,
        evaluator,
        environment: collectEnvironment(project),
        sink,
        namelessStores: new Set<string>(),
        products: new Map(),
      };
      const assets = new CodeAssets(context, collectSightings(evaluator, index));
      discoverPrompts(assets);
      discoverVectorTables(assets);
      discoverTableWrites(assets);
      discoverGraphStores(assets);
      discoverMcpConnections(assets);
      discoverSecretReads(assets);
      discoverDatasetClasses(assets);
      const bodies = new Bodies(assets);
      const roles = discoverClassRoles(assets, bodies);
      const linker = new Linker(assets, bodies);
      const routes = discoverFileRoutes(assets);
      findOwnRequests(assets, routes);
      linker.linkAll();
      linkToolWork(assets, linker);
      linkDefaultModels(assets);
      linkEnvironments(assets);
      // A class hands on what its own methods give; what they call elsewhere has holders of its own.
      for (const { asset, methods } of roles) linker.handOn(asset, methods);
      discoverInstances(assets, linker);
      discoverStepArtefacts(assets);
      discoverOrders(assets);
      discoverSources(assets, bodies);
      discoverDocumentFolders(assets);
      discoverDownloads(assets);
      discoverDatasetTables(assets);
      discoverLineFiles(assets);
      discoverHandedWork(assets, bodies);
      discoverNotebookWork(assets, linker);
      connectRuns(assets, bodies);
      discoverTrainingLoops(assets, bodies);
      discoverKedroNodes(assets, bodies);
      discoverConfiguredJobs(assets, bodies);
      discoverEvaluationScripts(assets, bodies);
      for (const { endpoint, handler } of routes) linker.holdBody(endpoint, handler);
      discoverTableRoutes(assets, linker);
      discoverFunctionRoutes(assets, linker);
      discoverVectors(assets);
      reportUsages(assets);
      discoverNamedModels(assets);
      discoverStatedMessages(assets);
      discoverColumnRoles(assets);
    },
  };
}
