/*
 * Versions of AI infrastructure with known holes. Dated and sourced; ranges are [from, fixed): the first version that
 * is not affected any more. Offline OSV files can add to it. Compiled 2026-11-22 from the advisories named.
 */

export interface VulnerableRange {
  /** What it is called where it is found: image names end in it, packages are it. */
  readonly product: string;
  readonly images?: readonly string[];
  /** Package names by ecosystem: pypi, npm, deb. */
  readonly packages?: readonly string[];
  readonly from?: string;
  readonly fixed: string;
  readonly advisory: string;
  readonly what: string;
  readonly severity: "critical" | "high" | "medium";
  readonly source: string;
}

export const COMPILED = "2026-11-22";

const nvd = (id: string): string => `https://nvd.nist.gov/vuln/detail/${id}`;

export const VULNERABLE: readonly VulnerableRange[] = [
  {
    product: "NVIDIA Container Toolkit",
    images: ["container-toolkit", "nvidia-container-toolkit"],
    packages: ["nvidia-container-toolkit", "libnvidia-container1", "libnvidia-container-tools", "nvidia-container-toolkit-base"],
    fixed: "1.16.2",
    advisory: "CVE-2024-0132",
    what: "a container image escapes to the host",
    severity: "critical",
    source: nvd("CVE-2024-0132"),
  },
  {
    product: "NVIDIA Container Toolkit",
    images: ["container-toolkit", "nvidia-container-toolkit"],
    packages: ["nvidia-container-toolkit", "libnvidia-container1", "libnvidia-container-tools", "nvidia-container-toolkit-base"],
    fixed: "1.17.4",
    advisory: "CVE-2025-23359",
    what: "a container image escapes to the host, past the first mending",
    severity: "critical",
    source: nvd("CVE-2025-23359"),
  },
  {
    product: "NVIDIA Container Toolkit",
    images: ["container-toolkit", "nvidia-container-toolkit"],
    packages: ["nvidia-container-toolkit", "libnvidia-container1", "libnvidia-container-tools", "nvidia-container-toolkit-base"],
    fixed: "1.17.8",
    advisory: "CVE-2025-23266",
    what: "a container image escapes to the host through LD_PRELOAD",
    severity: "critical",
    source: nvd("CVE-2025-23266"),
  },
  {
    product: "NVIDIA GPU Operator",
    images: ["gpu-operator"],
    fixed: "25.3.1",
    advisory: "CVE-2025-23266",
    what: "it installs a container toolkit out of which images escape",
    severity: "critical",
    source: nvd("CVE-2025-23266"),
  },
  {
    product: "Ollama",
    images: ["ollama/ollama"],
    fixed: "0.1.34",
    advisory: "CVE-2024-37032",
    what: "a pulled model writes any file (Probllama)",
    severity: "critical",
    source: nvd("CVE-2024-37032"),
  },
  {
    product: "MLflow",
    images: ["mlflow/mlflow", "ghcr.io/mlflow/mlflow", "bitnami/mlflow"],
    packages: ["mlflow"],
    fixed: "2.2.1",
    advisory: "CVE-2023-1177",
    what: "anybody reads any file of the server",
    severity: "critical",
    source: nvd("CVE-2023-1177"),
  },
  {
    product: "MLflow",
    images: ["mlflow/mlflow", "ghcr.io/mlflow/mlflow", "bitnami/mlflow"],
    packages: ["mlflow"],
    fixed: "2.9.2",
    advisory: "CVE-2023-6977",
    what: "anybody reads any file of the server",
    severity: "high",
    source: nvd("CVE-2023-6977"),
  },
  {
    product: "TorchServe",
    images: ["pytorch/torchserve"],
    packages: ["torchserve"],
    fixed: "0.8.2",
    advisory: "CVE-2023-43654",
    what: "the management API loads a model from any address and runs it (ShellTorch)",
    severity: "critical",
    source: nvd("CVE-2023-43654"),
  },
  {
    product: "Triton Inference Server",
    images: ["tritonserver"],
    fixed: "25.07",
    advisory: "CVE-2025-23319",
    what: "requests of the Python backend take over the server",
    severity: "critical",
    source: nvd("CVE-2025-23319"),
  },
  {
    product: "vLLM",
    images: ["vllm/vllm-openai"],
    packages: ["vllm"],
    from: "0.6.5",
    fixed: "0.8.5",
    advisory: "CVE-2025-32444",
    what: "pickled messages of Mooncake run code",
    severity: "critical",
    source: nvd("CVE-2025-32444"),
  },
  {
    product: "vLLM",
    images: ["vllm/vllm-openai"],
    packages: ["vllm"],
    from: "0.10.2",
    fixed: "0.11.1",
    advisory: "CVE-2025-62164",
    what: "prompt embeddings of a request corrupt memory",
    severity: "high",
    source: nvd("CVE-2025-62164"),
  },
  {
    product: "Langflow",
    images: ["langflowai/langflow"],
    packages: ["langflow", "langflow-base"],
    fixed: "1.3.0",
    advisory: "CVE-2025-3248",
    what: "anybody runs code through /api/v1/validate/code",
    severity: "critical",
    source: nvd("CVE-2025-3248"),
  },
  {
    product: "JupyterHub",
    images: ["jupyterhub/jupyterhub"],
    packages: ["jupyterhub"],
    from: "5.0.0",
    fixed: "5.1.0",
    advisory: "CVE-2024-41942",
    what: "a user who may manage users becomes administrator",
    severity: "high",
    source: nvd("CVE-2024-41942"),
  },
  {
    product: "JupyterHub",
    images: ["jupyterhub/jupyterhub"],
    packages: ["jupyterhub"],
    fixed: "4.1.6",
    advisory: "CVE-2024-41942",
    what: "a user who may manage users becomes administrator",
    severity: "high",
    source: nvd("CVE-2024-41942"),
  },
  {
    product: "LangChain",
    packages: ["langchain-experimental"],
    from: "0.0.15",
    fixed: "0.0.21",
    advisory: "CVE-2024-21513",
    what: "answers of the model are run as code",
    severity: "high",
    source: nvd("CVE-2024-21513"),
  },
  {
    product: "Keras",
    packages: ["keras"],
    from: "3.0.0",
    fixed: "3.9.0",
    advisory: "CVE-2025-1550",
    what: "a model file runs code although safe_mode is on",
    severity: "high",
    source: nvd("CVE-2025-1550"),
  },
  {
    product: "PyTorch",
    packages: ["torch"],
    fixed: "2.6.0",
    advisory: "CVE-2025-32434",
    what: "torch.load runs code although weights_only is on",
    severity: "critical",
    source: nvd("CVE-2025-32434"),
  },
  {
    product: "mcp-remote",
    packages: ["mcp-remote"],
    from: "0.0.5",
    fixed: "0.1.16",
    advisory: "CVE-2025-6514",
    what: "a server that it connects to runs commands",
    severity: "critical",
    source: nvd("CVE-2025-6514"),
  },
  {
    product: "MCP Inspector",
    packages: ["@modelcontextprotocol/inspector"],
    fixed: "0.14.1",
    advisory: "CVE-2025-49596",
    what: "a web page runs commands through the proxy",
    severity: "critical",
    source: nvd("CVE-2025-49596"),
  },
];
