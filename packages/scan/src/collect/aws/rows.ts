import type { CollectRow } from "./row.ts";
import { BEDROCK_ROWS } from "./services/bedrock.ts";
import { IDENTITY_ROWS } from "./services/identity.ts";
import { PLATFORM_ROWS } from "./services/platform.ts";
import { SAGEMAKER_ROWS } from "./services/sagemaker.ts";
import { STORAGE_ROWS } from "./services/storage.ts";

/** Everything that is collected; a row that needs another stands after it. */
export const COLLECT_ROWS: readonly CollectRow[] = [
  ...IDENTITY_ROWS,
  ...STORAGE_ROWS,
  ...SAGEMAKER_ROWS,
  ...BEDROCK_ROWS,
  ...PLATFORM_ROWS,
];
