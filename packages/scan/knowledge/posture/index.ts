import { AWS_BASE } from "./aws-base.ts";
import { BEDROCK } from "./aws-bedrock.ts";
import { AI_COMPUTE } from "./aws-compute.ts";
import { AI_DATA } from "./aws-data.ts";
import { SAGEMAKER } from "./aws-sagemaker.ts";
import { SAGEMAKER_WORK } from "./aws-sagemaker-work.ts";
import { SEARCH } from "./aws-search.ts";
import { AI_STORAGE } from "./aws-storage.ts";
import { AZURE } from "./azure.ts";
import { GCP } from "./gcp.ts";
import { KUBERNETES } from "./kubernetes.ts";
import { PIPELINES } from "./pipelines.ts";
import type { SettingRow } from "./schema.ts";

/** Every rule on declared resources that is written as data. */
export const SETTING_ROWS: readonly SettingRow[] = [
  ...SAGEMAKER,
  ...SAGEMAKER_WORK,
  ...BEDROCK,
  ...SEARCH,
  ...AI_DATA,
  ...AWS_BASE,
  ...AI_STORAGE,
  ...AI_COMPUTE,
  ...AZURE,
  ...GCP,
  ...KUBERNETES,
  ...PIPELINES,
];
