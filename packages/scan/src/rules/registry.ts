import type { Rule } from "./rule.ts";
import { agentCodeExecution } from "./agent-code-execution/index.ts";
import { agentDangerousBuiltin } from "./agent-dangerous-builtin/index.ts";
import { agentPrivateDataEgress } from "./agent-private-data-egress/index.ts";
import { agentUnapprovedAction } from "./agent-unapproved-action/index.ts";
import { datasetUnpinned } from "./dataset-unpinned/index.ts";
import { evalModelOutput } from "./eval-model-output/index.ts";
import { indexDangerousLoad } from "./index-dangerous-load/index.ts";
import { kerasUnsafeLoad } from "./keras-unsafe-load/index.ts";
import { modelOutputHtml } from "./model-output-html/index.ts";
import { modelUnpinned } from "./model-unpinned/index.ts";
import { numpyAllowPickle } from "./numpy-allow-pickle/index.ts";
import { passwordCommitted } from "./password-committed/index.ts";
import { personalDataCommitted } from "./personal-data-committed/index.ts";
import { pickleLoadDownloaded } from "./pickle-load-downloaded/index.ts";
import { pickleLoadUnverified } from "./pickle-load-unverified/index.ts";
import { promptTemplateUntrusted } from "./prompt-template-untrusted/index.ts";
import { remoteCode } from "./remote-code/index.ts";
import { secretCommitted } from "./secret-committed/index.ts";
import { secretNotebookOutput } from "./secret-notebook-output/index.ts";
import { sqlFromModelOutput } from "./sql-from-model-output/index.ts";
import { systemPromptUntrusted } from "./system-prompt-untrusted/index.ts";
import { toolFetchesAnyUrl } from "./tool-fetches-any-url/index.ts";
import { toolFilePathUnchecked } from "./tool-file-path-unchecked/index.ts";
import { torchHubUnpinned } from "./torch-hub-unpinned/index.ts";
import { torchLoadUnsafe } from "./torch-load-unsafe/index.ts";
import { yamlUnsafeLoad } from "./yaml-unsafe-load/index.ts";

/** Every rule, in the order of their ids. Add yours here. */
export const rules: readonly Rule[] = [
  agentCodeExecution,
  agentDangerousBuiltin,
  agentPrivateDataEgress,
  agentUnapprovedAction,
  datasetUnpinned,
  evalModelOutput,
  indexDangerousLoad,
  kerasUnsafeLoad,
  modelOutputHtml,
  modelUnpinned,
  numpyAllowPickle,
  passwordCommitted,
  personalDataCommitted,
  pickleLoadDownloaded,
  pickleLoadUnverified,
  promptTemplateUntrusted,
  remoteCode,
  secretCommitted,
  secretNotebookOutput,
  sqlFromModelOutput,
  systemPromptUntrusted,
  toolFetchesAnyUrl,
  toolFilePathUnchecked,
  torchHubUnpinned,
  torchLoadUnsafe,
  yamlUnsafeLoad,
];
