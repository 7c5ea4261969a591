import { holesOf, type VulnerableRange } from "./schema.ts";

/* What AI runs on: GPU toolkits, clusters of work, orchestrators, stores. */

const SEEN = "2026-11-23";
const NVIDIA_DOCS = "https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/security.html";

export const INFRASTRUCTURE: readonly VulnerableRange[] = [
  ...holesOf(
    {
      product: "NVIDIA Container Toolkit",
      images: ["container-toolkit", "nvidia-container-toolkit"],
      packages: [
        "host:nvidia-container-toolkit",
        "host:nvidia-container-toolkit-base",
        "host:libnvidia-container1",
        "host:libnvidia-container-tools",
      ],
    },
    SEEN,
    [
      { fixed: "1.16.2", advisory: "CVE-2024-0132", what: "a container image escapes to the host", severity: "critical" },
      {
        fixed: "1.17.3",
        advisory: "CVE-2024-0135",
        what: "a container image reaches the host",
        severity: "high",
        source: NVIDIA_DOCS,
      },
      {
        fixed: "1.17.4",
        advisory: "CVE-2025-23359",
        what: "a container image escapes to the host, past the first mending",
        severity: "critical",
        source: NVIDIA_DOCS,
      },
      {
        fixed: "1.17.8",
        advisory: "CVE-2025-23266",
        what: "a container image escapes to the host through LD_PRELOAD",
        severity: "critical",
      },
    ],
  ),
  ...holesOf({ product: "NVIDIA GPU Operator", images: ["gpu-operator"], charts: ["gpu-operator"] }, SEEN, [
    {
      lastAffected: "24.6.1",
      advisory: "CVE-2024-0132",
      what: "it installs a container toolkit out of which images escape",
      severity: "critical",
    },
    {
      fixed: "24.9.2",
      advisory: "CVE-2025-23359",
      what: "it installs a container toolkit out of which images escape",
      severity: "critical",
      source: NVIDIA_DOCS,
    },
    {
      fixed: "25.3.1",
      advisory: "CVE-2025-23266",
      what: "it installs a container toolkit out of which images escape",
      severity: "critical",
    },
  ]),
  ...holesOf({ product: "Ray", images: ["rayproject/ray", "rayproject/ray-ml", "rayproject/ray-llm"], packages: ["pypi:ray"] }, SEEN, [
    {
      fixed: "2.52.0",
      advisory: "CVE-2025-62593",
      what: "a web page, or whoever reaches the dashboard, runs jobs",
      severity: "critical",
      source: "https://github.com/projectdiscovery/nuclei-templates/blob/main/http/cves/2025/CVE-2025-62593.yaml",
    },
  ]),
  ...holesOf({ product: "Argo Workflows", images: ["argoproj/workflow-controller", "argoproj/argocli", "argoproj/argoexec"] }, SEEN, [
    {
      fixed: "3.6.12",
      advisory: "CVE-2025-62156",
      what: "an artefact writes any file of the pod that unpacks it",
      severity: "high",
      source: "https://osv.dev/vulnerability/BIT-argo-workflows-2025-62156",
    },
    {
      from: "3.7.0",
      fixed: "3.7.3",
      advisory: "CVE-2025-62156",
      what: "an artefact writes any file of the pod that unpacks it",
      severity: "high",
      source: "https://osv.dev/vulnerability/BIT-argo-workflows-2025-62156",
    },
  ]),
  ...holesOf({ product: "Apache Airflow", images: ["apache/airflow", "bitnami/airflow"], packages: ["pypi:apache-airflow"] }, SEEN, [
    {
      fixed: "1.10.11",
      advisory: "CVE-2020-13927",
      what: "the API takes requests from everybody unless told otherwise",
      severity: "critical",
      source: "https://osv.dev/vulnerability/PYSEC-2020-18",
    },
    {
      fixed: "1.10.14",
      advisory: "CVE-2020-17526",
      what: "a session of one installation opens others with the default key",
      severity: "high",
      source: "https://osv.dev/vulnerability/PYSEC-2020-22",
    },
    {
      fixed: "2.2.4",
      advisory: "CVE-2022-24288",
      what: "parameters of example pipelines run commands",
      severity: "high",
      source: "https://osv.dev/vulnerability/PYSEC-2022-30",
    },
    {
      fixed: "2.4.0",
      advisory: "CVE-2022-40127",
      what: "parameters of an example pipeline run commands",
      severity: "high",
      source: "https://osv.dev/vulnerability/PYSEC-2022-42982",
    },
  ]),
  ...holesOf({ product: "Milvus", images: ["milvusdb/milvus"] }, SEEN, [
    {
      fixed: "2.4.24",
      advisory: "CVE-2025-64513",
      what: "anybody is administrator of the store",
      severity: "critical",
      source: "https://github.com/golang/vulndb/issues/4114",
    },
    {
      from: "2.5.0",
      fixed: "2.5.21",
      advisory: "CVE-2025-64513",
      what: "anybody is administrator of the store",
      severity: "critical",
      source: "https://github.com/golang/vulndb/issues/4114",
    },
    {
      from: "2.6.0",
      fixed: "2.6.5",
      advisory: "CVE-2025-64513",
      what: "anybody is administrator of the store",
      severity: "critical",
      source: "https://github.com/golang/vulndb/issues/4114",
    },
    {
      fixed: "2.5.27",
      advisory: "CVE-2026-26190",
      what: "port 9091 evaluates expressions of whoever reaches it",
      severity: "critical",
      source: "https://github.com/projectdiscovery/nuclei-templates/blob/main/http/cves/2026/CVE-2026-26190.yaml",
    },
    {
      from: "2.6.0",
      fixed: "2.6.10",
      advisory: "CVE-2026-26190",
      what: "port 9091 evaluates expressions of whoever reaches it",
      severity: "critical",
      source: "https://github.com/projectdiscovery/nuclei-templates/blob/main/http/cves/2026/CVE-2026-26190.yaml",
    },
  ]),
  ...holesOf({ product: "Redis", images: ["redis", "library/redis", "bitnami/redis"], packages: ["host:redis-server"] }, SEEN, [
    {
      fixed: "6.2.20",
      advisory: "CVE-2025-49844",
      what: "a script of a user of it runs code in the server",
      severity: "high",
      source: "https://github.com/redis/docker-library-redis/pull/478",
    },
    {
      from: "7.0.0",
      fixed: "7.2.11",
      advisory: "CVE-2025-49844",
      what: "a script of a user of it runs code in the server",
      severity: "high",
      source: "https://github.com/redis/docker-library-redis/pull/478",
    },
    {
      from: "7.4.0",
      fixed: "7.4.6",
      advisory: "CVE-2025-49844",
      what: "a script of a user of it runs code in the server",
      severity: "high",
      source: "https://github.com/redis/docs/pull/2211",
    },
    {
      from: "8.2.0",
      fixed: "8.2.2",
      advisory: "CVE-2025-49844",
      what: "a script of a user of it runs code in the server",
      severity: "high",
    },
  ]),
];
