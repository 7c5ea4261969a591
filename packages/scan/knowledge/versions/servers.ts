import { holesOf, type VulnerableRange } from "./schema.ts";

/* Servers of models, experiments and notebooks, gateways, and builders of agents. */

const SEEN = "2026-11-23";
const template = (year: number, id: string): string =>
  `https://github.com/projectdiscovery/nuclei-templates/blob/main/http/cves/${year}/${id}.yaml`;
const osv = (id: string): string => `https://osv.dev/vulnerability/${id}`;

export const SERVERS: readonly VulnerableRange[] = [
  ...holesOf({ product: "Ollama", images: ["ollama/ollama"] }, SEEN, [
    {
      fixed: "0.1.34",
      advisory: "CVE-2024-37032",
      what: "a pulled model writes any file (Probllama)",
      severity: "critical",
      source: template(2024, "CVE-2024-37032"),
    },
    {
      fixed: "0.17.1",
      advisory: "CVE-2026-7482",
      what: "anybody reads the memory of the server through a model file",
      severity: "critical",
      source: "https://safeguard.sh/resources/blog/ollama-cve-2026-7482-bleeding-llama-memory-leak",
    },
  ]),
  ...holesOf({ product: "MLflow", images: ["mlflow/mlflow", "bitnami/mlflow"], packages: ["pypi:mlflow"] }, SEEN, [
    { fixed: "2.0.1", advisory: "CVE-2023-30172", what: "anybody reads any file of the server", severity: "high", source: osv("PYSEC-2023-70") },
    { fixed: "2.2.1", advisory: "CVE-2023-1177", what: "anybody reads any file of the server", severity: "critical", source: osv("PYSEC-2023-29") },
    {
      fixed: "2.3.1",
      advisory: "CVE-2023-2780",
      what: "anybody reads any file of the server, past the first mending",
      severity: "critical",
      source: osv("PYSEC-2023-69"),
    },
    { fixed: "2.5.0", advisory: "CVE-2023-3765", what: "anybody reads any file of the server", severity: "critical", source: osv("PYSEC-2023-308") },
    { fixed: "2.9.2", advisory: "CVE-2023-6909", what: "anybody reads any file of the server", severity: "high", source: osv("PYSEC-2023-252") },
    { fixed: "2.9.2", advisory: "CVE-2023-6977", what: "anybody reads any file of the server", severity: "high", source: "https://nvd.nist.gov/vuln/detail/CVE-2023-6977", seen: "2026-11-22" },
    { fixed: "2.9.2", advisory: "CVE-2023-6976", what: "anybody writes any file of the server", severity: "high", source: osv("PYSEC-2026-1662") },
    { fixed: "2.9.2", advisory: "CVE-2023-6831", what: "a user deletes files of the server", severity: "high", source: osv("PYSEC-2023-253") },
    {
      from: "1.24.0",
      lastAffected: "2.14.1",
      advisory: "CVE-2024-37055",
      what: "an uploaded model runs code where it is opened",
      severity: "high",
      source: osv("PYSEC-2026-1663"),
    },
  ]),
  ...holesOf({ product: "TorchServe", images: ["pytorch/torchserve"], packages: ["pypi:torchserve"] }, "2026-11-22", [
    {
      fixed: "0.8.2",
      advisory: "CVE-2023-43654",
      what: "the management API loads a model from any address and runs it (ShellTorch)",
      severity: "critical",
      source: "https://nvd.nist.gov/vuln/detail/CVE-2023-43654",
    },
  ]),
  ...holesOf({ product: "Triton Inference Server", images: ["tritonserver"] }, SEEN, [
    { fixed: "25.07", advisory: "CVE-2025-23319", what: "requests of the Python backend take over the server", severity: "critical" },
    { fixed: "25.07", advisory: "CVE-2025-23317", what: "a request opens a shell on the server", severity: "critical" },
    { fixed: "25.07", advisory: "CVE-2025-23310", what: "a request overflows the stack and runs code", severity: "critical" },
    { fixed: "25.08", advisory: "CVE-2025-23316", what: "the name of a model in a request runs code", severity: "critical" },
    {
      fixed: "26.02",
      advisory: "NVIDIA-5816",
      what: "several holes of the bulletin of 2026",
      severity: "high",
      source: "https://github.com/NVIDIA/product-security/blob/main/2026/5816/5816.json",
    },
  ]),
  ...holesOf({ product: "vLLM", images: ["vllm/vllm-openai"], packages: ["pypi:vllm"] }, SEEN, [
    {
      from: "0.6.5",
      fixed: "0.8.5",
      advisory: "CVE-2025-32444",
      what: "pickled messages of Mooncake run code",
      severity: "critical",
      source: osv("PYSEC-2025-42"),
    },
    {
      from: "0.10.2",
      fixed: "0.11.1",
      advisory: "CVE-2025-62164",
      what: "prompt embeddings of a request corrupt memory",
      severity: "high",
      source: "https://nvd.nist.gov/vuln/detail/CVE-2025-62164",
      seen: "2026-11-22",
    },
    {
      from: "0.10.1",
      fixed: "0.18.0",
      advisory: "CVE-2026-27893",
      what: "code of a model repository runs although it is switched off",
      severity: "high",
      source: osv("PYSEC-2026-2297"),
    },
    {
      fixed: "0.22.0",
      advisory: "CVE-2026-47155",
      what: "parts of a model are loaded from another revision than the one that is pinned",
      severity: "medium",
      source: osv("PYSEC-2026-2301"),
    },
    {
      from: "0.7.3",
      fixed: "0.31.0",
      advisory: "CVE-2026-114053",
      what: "with remote code on, a request picks the revision of the code that runs",
      severity: "high",
    },
  ]),
  ...holesOf({ product: "BentoML", images: ["bentoml/bentoml"], packages: ["pypi:bentoml"] }, SEEN, [
    { from: "1.2.0", lastAffected: "1.2.4", advisory: "CVE-2024-2912", what: "a request runs code", severity: "critical" },
    { from: "1.0.0", fixed: "1.4.8", advisory: "CVE-2025-32375", what: "a request to the runner runs code", severity: "critical", source: osv("PYSEC-2025-32") },
    {
      fixed: "1.4.39",
      advisory: "CVE-2026-44346",
      what: "a bento runs commands on the machine that builds it",
      severity: "high",
      source: osv("PYSEC-2026-190"),
    },
  ]),
  ...holesOf({ product: "Gradio", packages: ["pypi:gradio"] }, SEEN, [
    { fixed: "2.5.0", advisory: "CVE-2021-43831", what: "users read files of the host", severity: "high", source: osv("PYSEC-2021-873") },
    { fixed: "3.34.0", advisory: "CVE-2023-34239", what: "users read any file and reach any address", severity: "high", source: osv("PYSEC-2023-90") },
    { fixed: "4.11.0", advisory: "CVE-2023-51449", what: "anybody reads any file of the host", severity: "high", source: osv("PYSEC-2023-249") },
    { fixed: "5.0.0", advisory: "CVE-2024-47167", what: "requests make the server fetch inner addresses", severity: "high", source: osv("PYSEC-2024-215") },
    {
      from: "5.0.0",
      fixed: "5.5.0",
      advisory: "CVE-2024-51751",
      what: "users read any file through a component",
      severity: "medium",
      source: osv("PYSEC-2024-275"),
    },
  ]),
  ...holesOf({ product: "Streamlit", packages: ["pypi:streamlit"] }, SEEN, [
    {
      from: "0.63.0",
      fixed: "1.11.1",
      advisory: "CVE-2022-35918",
      what: "anybody reads files of the host through a component",
      severity: "high",
      source: osv("PYSEC-2022-248"),
    },
  ]),
  ...holesOf({ product: "Langflow", images: ["langflowai/langflow"], packages: ["pypi:langflow"] }, SEEN, [
    {
      fixed: "1.3.0",
      advisory: "CVE-2025-3248",
      what: "anybody runs code through /api/v1/validate/code",
      severity: "critical",
      source: osv("PYSEC-2025-36"),
    },
    { fixed: "1.9.0", advisory: "CVE-2026-33017", what: "anybody runs code through a public flow", severity: "critical", source: template(2026, "CVE-2026-33017") },
    {
      from: "1.0.0",
      lastAffected: "1.11.5",
      advisory: "CVE-2026-85025",
      what: "anybody runs code through a shared MCP project",
      severity: "critical",
    },
  ]),
  ...holesOf({ product: "Flowise", images: ["flowiseai/flowise"], packages: ["npm:flowise"] }, SEEN, [
    { fixed: "3.0.1", advisory: "CVE-2025-8943", what: "anybody runs commands through custom MCP servers", severity: "critical" },
    { fixed: "3.0.6", advisory: "CVE-2025-59528", what: "settings of a custom MCP server run code", severity: "critical", source: template(2025, "CVE-2025-59528") },
    { fixed: "3.1.4", advisory: "CVE-2026-91931", what: "a user runs packages of his own through custom MCP servers", severity: "high" },
  ]),
  ...holesOf({ product: "n8n", images: ["n8nio/n8n", "n8n-io/n8n"], packages: ["npm:n8n"] }, SEEN, [
    {
      from: "1.65.0",
      fixed: "1.121.0",
      advisory: "CVE-2026-21858",
      what: "anybody reads files of the server through a form",
      severity: "critical",
      source: template(2026, "CVE-2026-21858"),
    },
    {
      from: "0.123.0",
      fixed: "1.121.3",
      advisory: "CVE-2026-21877",
      what: "a user writes files and runs code",
      severity: "high",
      source: template(2026, "CVE-2026-21877"),
    },
    { fixed: "1.123.14", advisory: "CVE-2026-0863", what: "a user leaves the sandbox of Python code", severity: "high" },
    { from: "2.0.0", fixed: "2.3.5", advisory: "CVE-2026-0863", what: "a user leaves the sandbox of Python code", severity: "high" },
    { from: "2.4.0", fixed: "2.4.2", advisory: "CVE-2026-0863", what: "a user leaves the sandbox of Python code", severity: "high" },
    { from: "2.0.0", fixed: "2.31.5", advisory: "CVE-2026-72765", what: "a user leaves the sandbox of expressions", severity: "high" },
    { from: "2.32.0", fixed: "2.32.1", advisory: "CVE-2026-72765", what: "a user leaves the sandbox of expressions", severity: "high" },
    { from: "2.43.0", fixed: "2.43.3", advisory: "CVE-2026-119408", what: "a user runs code in the main process", severity: "high" },
    { from: "3.0.0", fixed: "3.0.1", advisory: "CVE-2026-119408", what: "a user runs code in the main process", severity: "high" },
  ]),
  ...holesOf({ product: "Open WebUI", images: ["open-webui/open-webui"], packages: ["pypi:open-webui"] }, SEEN, [
    { fixed: "0.6.5", advisory: "CVE-2026-45303", what: "a shared chat runs script in the session of others", severity: "high" },
    { fixed: "0.10.0", advisory: "CVE-2026-59214", what: "a stored script acts in the session of others", severity: "high" },
    { fixed: "0.11.4", advisory: "CVE-2026-109288", what: "a link in a chat takes the session of who clicks it", severity: "high" },
  ]),
  ...holesOf({ product: "LiteLLM", images: ["berriai/litellm", "berriai/litellm-database", "berriai/litellm-non_root"], packages: ["pypi:litellm"] }, SEEN, [
    { fixed: "1.34.42", advisory: "PYSEC-2026-387", what: "a model's chat template runs code in the proxy", severity: "critical" },
    {
      from: "1.82.7",
      lastAffected: "1.82.8",
      advisory: "BerriAI/litellm#24512",
      what: "the published package was malware that takes credentials",
      severity: "critical",
      source: "https://github.com/BerriAI/litellm/issues/24512",
    },
    {
      from: "1.81.16",
      fixed: "1.83.7",
      advisory: "CVE-2026-42208",
      what: "anybody reads the proxy's database, and with it its keys",
      severity: "critical",
      source: "https://github.com/BerriAI/litellm/security/advisories/GHSA-r75f-5x8p-qvmc",
    },
    {
      from: "1.80.5",
      fixed: "1.83.7",
      advisory: "CVE-2026-42203",
      what: "a prompt template of a user runs code in the proxy",
      severity: "high",
      source: osv("PYSEC-2026-2602"),
    },
  ]),
  ...holesOf({ product: "JupyterHub", images: ["jupyterhub/jupyterhub"], packages: ["pypi:jupyterhub"] }, "2026-11-22", [
    {
      from: "5.0.0",
      fixed: "5.1.0",
      advisory: "CVE-2024-41942",
      what: "a user who may manage users becomes administrator",
      severity: "high",
      source: "https://nvd.nist.gov/vuln/detail/CVE-2024-41942",
    },
    {
      fixed: "4.1.6",
      advisory: "CVE-2024-41942",
      what: "a user who may manage users becomes administrator",
      severity: "high",
      source: "https://nvd.nist.gov/vuln/detail/CVE-2024-41942",
    },
  ]),
  ...holesOf({ product: "Jupyter Server", packages: ["pypi:jupyter-server"] }, SEEN, [
    { fixed: "1.15.4", advisory: "CVE-2022-24757", what: "tokens and cookies of users stand in the log", severity: "high", source: osv("PYSEC-2022-179") },
    { fixed: "1.17.0", advisory: "CVE-2022-29241", what: "the token of the server is read through a handler", severity: "high", source: osv("PYSEC-2022-211") },
    { fixed: "2.7.2", advisory: "CVE-2023-40170", what: "a page of another site reads files of the server", severity: "medium", source: osv("PYSEC-2023-157") },
  ]),
  ...holesOf({ product: "Jupyter Notebook", packages: ["pypi:notebook"] }, SEEN, [
    { from: "5.7.0", fixed: "5.7.11", advisory: "CVE-2021-32798", what: "an opened notebook runs code", severity: "critical", source: osv("PYSEC-2021-118") },
    { fixed: "6.4.10", advisory: "CVE-2022-24758", what: "tokens and cookies of users stand in the log", severity: "high", source: osv("PYSEC-2022-180") },
  ]),
  ...holesOf({ product: "JupyterLab", packages: ["pypi:jupyterlab"] }, SEEN, [
    { fixed: "1.2.21", advisory: "CVE-2021-32797", what: "an opened notebook runs code", severity: "high", source: osv("PYSEC-2021-130") },
    { from: "2.0.0", fixed: "2.2.10", advisory: "CVE-2021-32797", what: "an opened notebook runs code", severity: "high", source: osv("PYSEC-2021-130") },
    { from: "3.0.0", fixed: "3.0.17", advisory: "CVE-2021-32797", what: "an opened notebook runs code", severity: "high", source: osv("PYSEC-2021-130") },
  ]),
  ...holesOf({ product: "Label Studio", images: ["heartexlabs/label-studio"], packages: ["pypi:label-studio"] }, SEEN, [
    { lastAffected: "1.5.0", advisory: "CVE-2022-36551", what: "a user makes the server read inner addresses and files", severity: "medium", source: osv("PYSEC-2022-300") },
  ]),
  ...holesOf({ product: "Aim", images: ["aimstack/aim"], packages: ["pypi:aim"] }, SEEN, [
    { fixed: "3.1.0", advisory: "CVE-2021-43775", what: "anybody reads any file of the server", severity: "high", source: osv("PYSEC-2021-839") },
  ]),
];
