import { holesOf, type VulnerableRange } from "./schema.ts";

/* Libraries that load, train and call models. */

const SEEN = "2026-11-23";
const osv = (id: string): string => `https://osv.dev/vulnerability/${id}`;

export const LIBRARIES: readonly VulnerableRange[] = [
  ...holesOf({ product: "PyTorch", packages: ["pypi:torch"] }, SEEN, [
    {
      fixed: "1.13.1",
      advisory: "CVE-2022-45907",
      what: "a parsed type line runs code",
      severity: "critical",
      source: osv("PYSEC-2022-43015"),
    },
    {
      fixed: "2.6.0",
      advisory: "CVE-2025-32434",
      what: "torch.load runs code although weights_only is on",
      severity: "critical",
      source: "https://nvd.nist.gov/vuln/detail/CVE-2025-32434",
      seen: "2026-11-22",
    },
  ]),
  ...holesOf({ product: "TensorFlow", packages: ["pypi:tensorflow", "pypi:tensorflow-gpu", "pypi:tensorflow-cpu"] }, SEEN, [
    {
      from: "2.3.0",
      fixed: "2.3.4",
      advisory: "CVE-2021-37678",
      what: "a Keras model in YAML runs code",
      severity: "high",
      source: osv("PYSEC-2021-300"),
    },
    {
      from: "2.4.0",
      fixed: "2.4.3",
      advisory: "CVE-2021-37678",
      what: "a Keras model in YAML runs code",
      severity: "high",
      source: osv("PYSEC-2021-300"),
    },
    {
      fixed: "2.4.4",
      advisory: "CVE-2021-41228",
      what: "an argument of saved_model_cli runs code",
      severity: "high",
      source: osv("PYSEC-2021-420"),
    },
    {
      from: "2.5.0",
      fixed: "2.5.2",
      advisory: "CVE-2021-41228",
      what: "an argument of saved_model_cli runs code",
      severity: "high",
      source: osv("PYSEC-2021-420"),
    },
    {
      from: "2.6.0",
      fixed: "2.6.1",
      advisory: "CVE-2021-41228",
      what: "an argument of saved_model_cli runs code",
      severity: "high",
      source: osv("PYSEC-2021-420"),
    },
  ]),
  ...holesOf({ product: "Keras", packages: ["pypi:keras"] }, SEEN, [
    {
      from: "3.0.0",
      fixed: "3.8.0",
      advisory: "CVE-2025-1550",
      what: "a model file runs code although safe_mode is on",
      severity: "high",
      source: osv("PYSEC-2025-122"),
    },
    {
      from: "3.0.0",
      lastAffected: "3.10.0",
      advisory: "CVE-2025-8747",
      what: "a model file runs code although safe_mode is on, past the first mending",
      severity: "high",
      source: osv("PYSEC-2025-75"),
    },
    {
      fixed: "3.13.2",
      advisory: "CVE-2026-1462",
      what: "a model file loads another model that runs code, although safe_mode is on",
      severity: "high",
      source: osv("PYSEC-2026-2547"),
    },
    {
      fixed: "3.14.0",
      advisory: "GHSA-hqp4-2352-xf5r",
      what: "an archive writes files outside of its folder",
      severity: "high",
      source: "https://github.com/github/advisory-database/pull/8862",
    },
  ]),
  ...holesOf({ product: "Transformers", packages: ["pypi:transformers"] }, SEEN, [
    {
      fixed: "4.36.0",
      advisory: "CVE-2023-6730",
      what: "a downloaded index runs code when it is loaded",
      severity: "critical",
      source: osv("PYSEC-2023-300"),
    },
    {
      fixed: "4.36.0",
      advisory: "CVE-2023-7018",
      what: "a downloaded file runs code when it is loaded",
      severity: "critical",
      source: osv("PYSEC-2023-301"),
    },
    {
      fixed: "4.48.0",
      advisory: "CVE-2024-11392",
      what: "a configuration of MobileViTV2 runs code",
      severity: "high",
      source: osv("PYSEC-2024-227"),
    },
    {
      fixed: "4.48.0",
      advisory: "CVE-2024-11394",
      what: "a Trax model runs code when it is converted",
      severity: "high",
      source: osv("PYSEC-2024-229"),
    },
  ]),
  ...holesOf({ product: "llama-cpp-python", packages: ["pypi:llama-cpp-python"] }, SEEN, [
    {
      from: "0.2.30",
      lastAffected: "0.2.71",
      advisory: "CVE-2024-34359",
      what: "the chat template of a GGUF file runs code",
      severity: "critical",
      source: "https://github.com/advisories/GHSA-56xg-wfcc-g829",
    },
  ]),
  ...holesOf({ product: "ONNX", packages: ["pypi:onnx"] }, SEEN, [
    {
      fixed: "1.13.0",
      advisory: "CVE-2022-25882",
      what: "a model reads files outside of its folder",
      severity: "high",
      source: osv("PYSEC-2023-38"),
    },
  ]),
  ...holesOf({ product: "NLTK", packages: ["pypi:nltk"] }, SEEN, [
    {
      fixed: "3.4.5",
      advisory: "CVE-2019-14751",
      what: "a downloaded corpus writes any file",
      severity: "high",
      source: osv("PYSEC-2019-106"),
    },
  ]),
  ...holesOf({ product: "Dask", packages: ["pypi:dask"] }, SEEN, [
    {
      fixed: "2021.10.0",
      advisory: "CVE-2021-42343",
      what: "workers listen on every address and run what they are sent",
      severity: "critical",
      source: osv("PYSEC-2021-387"),
    },
  ]),
  ...holesOf({ product: "LangChain", packages: ["pypi:langchain"] }, SEEN, [
    {
      fixed: "0.0.132",
      advisory: "CVE-2023-29374",
      what: "a prompt runs code through the chain for mathematics",
      severity: "critical",
      source: osv("PYSEC-2023-18"),
    },
    {
      fixed: "0.0.225",
      advisory: "CVE-2023-34540",
      what: "input of the Jira wrapper runs code",
      severity: "critical",
      source: osv("PYSEC-2023-91"),
    },
    {
      fixed: "0.0.236",
      advisory: "CVE-2023-36095",
      what: "answers of the model are run as code",
      severity: "critical",
      source: osv("PYSEC-2023-138"),
    },
    {
      fixed: "0.0.247",
      advisory: "CVE-2023-36258",
      what: "answers of the model are run as code",
      severity: "critical",
      source: osv("PYSEC-2023-98"),
    },
    {
      fixed: "0.0.247",
      advisory: "CVE-2023-36189",
      what: "a question becomes any statement of the database",
      severity: "high",
      source: osv("PYSEC-2023-110"),
    },
    {
      fixed: "0.0.308",
      advisory: "CVE-2023-39631",
      what: "an expression that is evaluated runs code",
      severity: "critical",
      source: osv("PYSEC-2023-162"),
    },
    {
      fixed: "0.0.317",
      advisory: "CVE-2023-46229",
      what: "the crawler of documents reaches inner addresses",
      severity: "high",
      source: osv("PYSEC-2023-205"),
    },
    {
      fixed: "0.1.11",
      advisory: "CVE-2024-28088",
      what: "a path of a chain leaves the hub and loads another",
      severity: "high",
      source: osv("PYSEC-2024-43"),
    },
  ]),
  ...holesOf({ product: "LangChain Experimental", packages: ["pypi:langchain-experimental"] }, SEEN, [
    {
      from: "0.0.15",
      fixed: "0.0.21",
      advisory: "CVE-2024-21513",
      what: "answers of the model are run as code",
      severity: "high",
      source: osv("PYSEC-2024-62"),
    },
    {
      fixed: "0.0.61",
      advisory: "CVE-2024-38459",
      what: "the model has a Python shell without being given one",
      severity: "high",
      source: osv("PYSEC-2024-53"),
    },
  ]),
  ...holesOf({ product: "LangChain Core", packages: ["pypi:langchain-core"] }, SEEN, [
    {
      from: "1.0.0",
      fixed: "1.3.3",
      advisory: "CVE-2026-44843",
      what: "what callers send is turned into objects of LangChain",
      severity: "high",
      source: "https://github.com/livekit/agents/pull/5693",
    },
  ]),
  ...holesOf({ product: "LangChain.js", packages: ["npm:@langchain/core"] }, SEEN, [
    {
      fixed: "0.3.80",
      advisory: "CVE-2025-68665",
      what: "what callers send takes secrets out of the process",
      severity: "high",
      source: "https://www.tenable.com/plugins/cloud-security/436485",
    },
    {
      from: "1.0.0",
      fixed: "1.1.8",
      advisory: "CVE-2025-68665",
      what: "what callers send takes secrets out of the process",
      severity: "high",
      source: "https://www.tenable.com/plugins/cloud-security/436485",
    },
  ]),
  ...holesOf({ product: "LlamaIndex", packages: ["pypi:llama-index"] }, SEEN, [
    { fixed: "0.7.14", advisory: "CVE-2023-39662", what: "a question is run as code", severity: "critical", source: osv("PYSEC-2023-148") },
    {
      fixed: "0.9.35",
      advisory: "CVE-2024-23751",
      what: "a question becomes any statement of the database",
      severity: "critical",
      source: osv("PYSEC-2024-12"),
    },
    { fixed: "0.12.28", advisory: "PYSEC-2026-394", what: "a query of vector stores becomes any statement", severity: "critical" },
  ]),
];
