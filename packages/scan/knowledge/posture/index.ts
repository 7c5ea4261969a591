import { AWS_BASE } from "./aws-base.ts";
import { BEDROCK } from "./aws-bedrock.ts";
import { AI_COMPUTE } from "./aws-compute.ts";
import { AI_DATA } from "./aws-data.ts";
import { SAGEMAKER } from "./aws-sagemaker.ts";
import { SAGEMAKER_WORK } from "./aws-sagemaker-work.ts";
import { SEARCH } from "./aws-search.ts";
import { AI_STORAGE } from "./aws-storage.ts";
import { AI_STORES } from "./aws-stores.ts";
import { AZURE_AI } from "./azure-ai.ts";
import { AZURE_CONTAINERS } from "./azure-containers.ts";
import { AZURE_DATA } from "./azure-data.ts";
import { AZURE_DATABRICKS } from "./azure-databricks.ts";
import { AZURE_KUBERNETES } from "./azure-kubernetes.ts";
import { AZURE_ML } from "./azure-ml.ts";
import { AZURE_REGISTRY } from "./azure-registry.ts";
import { AZURE_SEARCH } from "./azure-search.ts";
import { AZURE_STORAGE } from "./azure-storage.ts";
import { DATABRICKS } from "./databricks.ts";
import { GCP_DATA } from "./gcp-data.ts";
import { GCP_KUBERNETES } from "./gcp-kubernetes.ts";
import { GCP_PIPELINES } from "./gcp-pipelines.ts";
import { GCP_VERTEX } from "./gcp-vertex.ts";
import { HOSTED_DATA } from "./hosted-data.ts";
import { KUBERNETES } from "./kubernetes.ts";
import { KUBERNETES_ACCESS } from "./kubernetes-access.ts";
import { KUBERNETES_HYGIENE } from "./kubernetes-hygiene.ts";
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
  ...AI_STORES,
  ...AI_COMPUTE,
  ...AZURE_AI,
  ...AZURE_CONTAINERS,
  ...AZURE_DATA,
  ...AZURE_DATABRICKS,
  ...AZURE_KUBERNETES,
  ...AZURE_ML,
  ...AZURE_REGISTRY,
  ...AZURE_SEARCH,
  ...AZURE_STORAGE,
  ...DATABRICKS,
  ...GCP_DATA,
  ...GCP_KUBERNETES,
  ...GCP_PIPELINES,
  ...GCP_VERTEX,
  ...HOSTED_DATA,
  ...KUBERNETES,
  ...KUBERNETES_ACCESS,
  ...KUBERNETES_HYGIENE,
  ...PIPELINES,
];
