import { AWS_BASE } from "./aws-base.ts";
import { SAGEMAKER } from "./aws-sagemaker.ts";
import { AZURE } from "./azure.ts";
import { GCP } from "./gcp.ts";
import { KUBERNETES } from "./kubernetes.ts";
import { KUBERNETES_ACCESS } from "./kubernetes-access.ts";
import { KUBERNETES_HYGIENE } from "./kubernetes-hygiene.ts";
import { PIPELINES } from "./pipelines.ts";
import type { SettingRow } from "./schema.ts";

/** Every rule on declared resources that is written as data. */
export const SETTING_ROWS: readonly SettingRow[] = [...SAGEMAKER, ...AWS_BASE, ...AZURE, ...GCP, ...KUBERNETES, ...KUBERNETES_ACCESS, ...KUBERNETES_HYGIENE, ...PIPELINES];
