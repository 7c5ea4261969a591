import { applicationSettingsUsers } from "./application-settings/index.ts";
import { ciJobs } from "./ci-jobs/index.ts";
import { columnRoles } from "./column-roles/index.ts";
import { compiledPipelines } from "./compiled-pipelines/index.ts";
import type { Connector } from "./connector.ts";
import { credentials } from "./credentials/index.ts";
import { deployedCode } from "./deployed-code/index.ts";
import { deployedStores } from "./deployed-stores/index.ts";
import { estimators } from "./estimators/index.ts";
import { mcpServers } from "./mcp-servers/index.ts";
import { mcpTools } from "./mcp-tools/index.ts";
import { observedResources } from "./observed-resources/index.ts";
import { openApiTools } from "./openapi-tools/index.ts";
import { promptModels } from "./prompt-models/index.ts";
import { registeredModels } from "./registered-models/index.ts";
import { scripts } from "./scripts/index.ts";
import { storage } from "./storage/index.ts";
import { toolboxTools } from "./toolbox-tools/index.ts";
import { weights } from "./weights/index.ts";

/** Every connector, in the order in which they run. Add yours here. */
export const connectors: readonly Connector[] = [
  deployedCode,
  compiledPipelines,
  promptModels,
  scripts,
  estimators,
  weights,
  registeredModels,
  ciJobs,
  storage,
  applicationSettingsUsers,
  deployedStores,
  observedResources,
  mcpServers,
  mcpTools,
  openApiTools,
  toolboxTools,
  credentials,
  columnRoles,
];
