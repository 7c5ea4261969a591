import type { Rule } from "./rule.ts";
import { datasetUnpinned } from "./dataset-unpinned/index.ts";
import { indexDangerousLoad } from "./index-dangerous-load/index.ts";
import { kerasUnsafeLoad } from "./keras-unsafe-load/index.ts";
import { modelUnpinned } from "./model-unpinned/index.ts";
import { numpyAllowPickle } from "./numpy-allow-pickle/index.ts";
import { passwordCommitted } from "./password-committed/index.ts";
import { personalDataCommitted } from "./personal-data-committed/index.ts";
import { pickleLoadDownloaded } from "./pickle-load-downloaded/index.ts";
import { pickleLoadUnverified } from "./pickle-load-unverified/index.ts";
import { remoteCode } from "./remote-code/index.ts";
import { secretCommitted } from "./secret-committed/index.ts";
import { secretNotebookOutput } from "./secret-notebook-output/index.ts";
import { torchHubUnpinned } from "./torch-hub-unpinned/index.ts";
import { torchLoadUnsafe } from "./torch-load-unsafe/index.ts";
import { yamlUnsafeLoad } from "./yaml-unsafe-load/index.ts";

/** Every rule, in the order of their ids. Add yours here. */
export const rules: readonly Rule[] = [
  datasetUnpinned,
  indexDangerousLoad,
  kerasUnsafeLoad,
  modelUnpinned,
  numpyAllowPickle,
  passwordCommitted,
  personalDataCommitted,
  pickleLoadDownloaded,
  pickleLoadUnverified,
  remoteCode,
  secretCommitted,
  secretNotebookOutput,
  torchHubUnpinned,
  torchLoadUnsafe,
  yamlUnsafeLoad,
];
