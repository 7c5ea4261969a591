import { FRAMEWORKS, type FrameworkId } from "./frameworks.ts";

/**
 * Castellan's own control list. Rules name these ids, and only these map to frameworks: fifteen frameworks times N
 * rules does not stay right by hand (research/compliance.md, section 0). ADS: AI defence and security.
 */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly frameworks: { readonly [framework in FrameworkId]?: readonly string[] };
}

type Row = readonly [
  id: string,
  title: string,
  /** OWASP LLM 2026 numbers; 2025 ids follow from the published renumbering. */ llm: string,
  agentic: string,
  atlas: string,
  nist: string,
  aiAct: string,
  iso: string,
  cwe: string,
];

const ROWS: readonly Row[] = [
  // secrets and identity
  [
    "ADS-SECR-01",
    "No credentials in code, notebooks, data or history",
    "02",
    "03",
    "T0055 M0012",
    "MANAGE 3.1",
    "Art. 15(5)",
    "A.6.2.3",
    "798 522",
  ],
  [
    "ADS-SECR-02",
    "Credentials are not kept in tool and agent configuration",
    "02 08",
    "03",
    "T0083 T0098",
    "MANAGE 3.1",
    "Art. 15(5)",
    "A.4.4",
    "522 312",
  ],
  [
    "ADS-SECR-03",
    "Credentials do not enter prompts and model context",
    "08 02",
    "03",
    "T0056 T0069.002",
    "MEASURE 2.10",
    "Art. 15(5)",
    "A.6.2.3",
    "522 200",
  ],
  [
    "ADS-SECR-04",
    "Images and build arguments carry no credentials",
    "02 04",
    "04",
    "T0055",
    "MANAGE 3.1",
    "Art. 15(5)",
    "A.4.5",
    "798 312",
  ],
  [
    "ADS-SECR-05",
    "Pipelines use short-lived credentials with the least rights",
    "04",
    "03",
    "T0012 M0019",
    "MANAGE 3.1",
    "Art. 15(5)",
    "A.4.5",
    "250 732",
  ],
  [
    "ADS-SECR-06",
    "Transport to models, data and services is verified",
    "04 02",
    "07",
    "T0025",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.6.2.5",
    "295 319",
  ],
  // data
  ["ADS-DATA-01", "Training data has a known origin and owner", "05", "", "M0025 T0010.002", "MAP 4.1", "Art. 10(2)(b)", "A.7.5", "345"],
  ["ADS-DATA-02", "Data sets are fetched at a fixed revision", "05 04", "", "T0010.002 M0014", "MAP 4.1", "Art. 10(2)", "A.7.3", "494 353"],
  [
    "ADS-DATA-03",
    "A gate checks data before it trains or feeds a model",
    "05",
    "06",
    "T0020 M0007",
    "MEASURE 2.6",
    "Art. 10(2) Art. 15(5)",
    "A.7.4",
    "20 345",
  ],
  ["ADS-DATA-04", "Feedback loops are bounded and watched", "05", "06 08", "T0020 T0031", "MEASURE 2.4", "Art. 15(4)", "A.6.2.6", "20"],
  [
    "ADS-DATA-05",
    "Personal data stays out of repositories",
    "02",
    "",
    "T0037 T0057",
    "MEASURE 2.10",
    "Art. 10(5) Art. 10(2)",
    "A.7.3",
    "359 312",
  ],
  ["ADS-DATA-06", "Personal data that leaves is masked or agreed", "02", "", "T0057 T0025", "MEASURE 2.10", "Art. 26", "A.10.3", "359 200"],
  ["ADS-DATA-07", "Prompts, answers and personal data stay out of logs", "02", "", "T0057", "MEASURE 2.10", "Art. 12", "A.6.2.8", "532"],
  ["ADS-DATA-08", "Data is licensed for its use", "04", "", "T0010.002", "GOVERN 6.1", "Art. 10(2)(b) Art. 53", "A.7.3", ""],
  [
    "ADS-DATA-09",
    "Data sets carry a card with origin, content and limits",
    "05",
    "",
    "M0025",
    "MAP 2.3",
    "Art. 10(2) Art. 11",
    "A.7.5",
    "",
  ],
  ["ADS-DATA-10", "Training data can be restored", "05", "", "T0020 T0101", "MANAGE 2.3", "Art. 15(5)", "A.7.2", ""],
  // models
  [
    "ADS-MODL-01",
    "Models are fetched at a fixed revision",
    "04",
    "04",
    "T0010.003 T0109 M0014",
    "MAP 4.1",
    "Art. 15(5)",
    "A.10.3",
    "494 829",
  ],
  [
    "ADS-MODL-02",
    "Downloaded artefacts are checked against a digest or signature",
    "04 05",
    "04",
    "T0010.003 M0013 M0014",
    "MAP 4.2",
    "Art. 15(5)",
    "A.6.2.4",
    "494 353",
  ],
  [
    "ADS-MODL-03",
    "No code of a model repository runs unreviewed",
    "04",
    "04 05",
    "T0011.000 T0010.003",
    "MAP 4.2",
    "Art. 15(5)",
    "A.10.3",
    "829 94",
  ],
  [
    "ADS-MODL-04",
    "Model files are loaded without executing what they hold",
    "04 05",
    "04 05",
    "T0011.000 T0018.002 M0011",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.6.2.4",
    "502",
  ],
  [
    "ADS-MODL-05",
    "Model files are signed and verified at load",
    "04 05",
    "04",
    "M0013 M0014 T0018",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.6.2.5",
    "345 353",
  ],
  [
    "ADS-MODL-06",
    "Model files lie where only the pipeline writes",
    "05",
    "",
    "M0005 T0018",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.6.2.5",
    "732 377",
  ],
  ["ADS-MODL-07", "Models carry a card that is true", "", "", "M0023", "MAP 2.2", "Art. 11 Art. 13", "A.6.2.7", ""],
  ["ADS-MODL-08", "Models are licensed for their use", "04", "", "M0023", "GOVERN 6.1", "Art. 25 Art. 53", "A.10.3", ""],
  ["ADS-MODL-09", "Models and data are inventoried", "04", "04", "M0023", "GOVERN 1.6", "Art. 11", "A.4.2", ""],
  [
    "ADS-MODL-10",
    "Cached data and indexes are read without executing them",
    "05 09",
    "05 06",
    "T0011.000 T0070",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.6.2.4",
    "502",
  ],
  // code and supply chain
  [
    "ADS-SUPP-01",
    "AI libraries are pinned with digests",
    "04",
    "04",
    "T0010.001 T0011.001",
    "MAP 4.1",
    "Art. 15(5)",
    "A.10.3",
    "1357 1104",
  ],
  ["ADS-SUPP-02", "Packages come from known indexes only", "04", "04", "T0010.001 T0011.001", "MAP 4.1", "Art. 15(5)", "A.10.3", "427 829"],
  ["ADS-SUPP-03", "Images are fixed by digest or exact version", "04", "04", "T0010.004", "MAP 4.1", "Art. 15(5)", "A.10.3", "494 829"],
  [
    "ADS-SUPP-04",
    "Build and training jobs run pinned, reviewed steps",
    "04",
    "04",
    "T0010.001",
    "MAP 4.1",
    "Art. 15(5)",
    "A.6.2.3",
    "829 494",
  ],
  [
    "ADS-SUPP-05",
    "Outside contributions do not run with the project's rights",
    "04",
    "03 04",
    "T0010 T0012",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.6.2.3",
    "94 269",
  ],
  ["ADS-SUPP-06", "Configuration is parsed without building objects", "04", "05", "T0011", "MEASURE 2.7", "Art. 15(5)", "A.6.2.3", "502"],
  [
    "ADS-SUPP-07",
    "Commands of a build do not run what they download unseen",
    "04",
    "04",
    "T0011.001",
    "MAP 4.1",
    "Art. 15(5)",
    "A.10.3",
    "494",
  ],
  // agents
  [
    "ADS-AGNT-01",
    "Tools that execute code are not reachable by untrusted text",
    "03 01",
    "05 01",
    "T0053 T0050 M0030",
    "MEASURE 2.7",
    "Art. 15(5) Art. 14",
    "A.9.2",
    "94 78",
  ],
  ["ADS-AGNT-02", "Actions with effects need an approval", "03", "02 09", "T0053 M0029", "MANAGE 2.4", "Art. 14", "A.9.2", "862"],
  [
    "ADS-AGNT-03",
    "Private data, untrusted text and a way out do not meet in one agent",
    "01 02 03",
    "01 02",
    "T0051.001 T0086 M0032",
    "MEASURE 2.10",
    "Art. 15(5)",
    "A.9.2",
    "200 1427",
  ],
  [
    "ADS-AGNT-04",
    "Tools take narrow, checked arguments",
    "03 10",
    "02",
    "T0053 M0028 M0033",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.9.2",
    "20 22",
  ],
  ["ADS-AGNT-05", "Tools reach named addresses only", "03", "02", "T0086 M0028", "MEASURE 2.7", "Art. 15(5)", "A.9.2", "918"],
  [
    "ADS-AGNT-06",
    "Statements for data bases are bound, read-only and bounded",
    "10 03",
    "02",
    "T0053 T0036",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.9.2",
    "89",
  ],
  [
    "ADS-AGNT-07",
    "Untrusted text stands apart from instructions",
    "01",
    "01",
    "T0051.000 T0051.001 M0020",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.9.2",
    "1427",
  ],
  [
    "ADS-AGNT-08",
    "Agents and models run within limits of steps, tokens and time",
    "06",
    "08",
    "T0034.002 T0029 M0004",
    "MEASURE 2.6",
    "Art. 15(4)",
    "A.6.2.6",
    "400",
  ],
  [
    "ADS-AGNT-09",
    "Code that a model writes runs in a sandbox",
    "10 03",
    "05",
    "T0050 T0105 M0032",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.9.2",
    "94 95",
  ],
  [
    "ADS-AGNT-10",
    "Guardrails stand before and behind dangerous tools",
    "01 03",
    "01 02",
    "M0020 T0053",
    "MANAGE 2.4",
    "Art. 15(5)",
    "A.9.2",
    "1427",
  ],
  [
    "ADS-AGNT-11",
    "Memory and retrieval take in checked content",
    "09 05",
    "06",
    "T0070 T0080 M0031",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.7.4",
    "345",
  ],
  // output
  ["ADS-OUTP-01", "Model output is data, never code", "10", "05", "T0050 T0077 M0033", "MEASURE 2.7", "Art. 15(5)", "A.9.2", "95 1426"],
  ["ADS-OUTP-02", "Model output is escaped where it is shown", "10", "", "T0077", "MEASURE 2.7", "Art. 15(5)", "A.9.2", "79 1426"],
  [
    "ADS-OUTP-03",
    "Templates for prompts are not made from input",
    "01 10",
    "05",
    "T0051.000",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.9.2",
    "1336",
  ],
  // MCP
  [
    "ADS-MCPS-01",
    "MCP servers are fixed to a version that was reviewed",
    "04",
    "04",
    "T0010.005 T0110 T0109",
    "MAP 4.1",
    "Art. 15(5)",
    "A.10.3",
    "829 494",
  ],
  ["ADS-MCPS-02", "MCP servers are reached over verified transport", "04", "07", "T0110", "MEASURE 2.7", "Art. 15(5)", "A.10.3", "319"],
  [
    "ADS-MCPS-03",
    "MCP servers get the narrowest folders, tools and rights",
    "03",
    "02 03",
    "M0028 T0053",
    "MEASURE 2.7",
    "Art. 14",
    "A.9.2",
    "250 732",
  ],
  ["ADS-MCPS-04", "Own MCP servers ask who calls", "03", "03 07", "T0053 M0019", "MEASURE 2.7", "Art. 15(5)", "A.6.2.5", "306"],
  ["ADS-MCPS-05", "Tools are approved one by one", "03", "02 09", "M0029 T0053", "MANAGE 2.4", "Art. 14", "A.9.2", "862"],
  // serving
  ["ADS-SERV-01", "Model endpoints ask who calls", "02 06", "03", "T0040 M0019", "MEASURE 2.7", "Art. 15(5)", "A.6.2.5", "306"],
  [
    "ADS-SERV-02",
    "Registries, trackers, notebooks and vector stores ask who calls",
    "05 09",
    "03",
    "T0049 M0005 M0019",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.4.5",
    "306 1188",
  ],
  ["ADS-SERV-03", "Services listen where they must, no wider", "06", "", "T0049 T0006", "MEASURE 2.7", "Art. 15(5)", "A.6.2.5", "1327 668"],
  ["ADS-SERV-04", "Debug aids are off in production", "02", "", "T0049", "MEASURE 2.7", "Art. 15(5)", "A.6.2.5", "489 215"],
  ["ADS-SERV-05", "Requests are never deserialised into objects", "04", "05", "T0049", "MEASURE 2.7", "Art. 15(5)", "A.6.2.5", "502"],
  ["ADS-SERV-06", "Queries are limited per caller", "06", "08", "M0004 T0034.000 T0024.002", "MEASURE 2.6", "Art. 15(5)", "A.6.2.6", "400"],
  [
    "ADS-SERV-07",
    "Browsers of other sites cannot call with the user's rights",
    "02",
    "",
    "T0049",
    "MEASURE 2.7",
    "Art. 15(5)",
    "A.6.2.5",
    "942",
  ],
  ["ADS-SERV-08", "Workloads run without host rights", "03", "05", "T0105", "MEASURE 2.7", "Art. 15(5)", "A.4.5", "250 269"],
];

const words = (text: string, prefix: string, suffix = ""): readonly string[] =>
  text === "" ? [] : text.split(" ").map((word) => `${prefix}${word}${suffix}`);
const pairs = (text: string, head: RegExp): readonly string[] =>
  text === ""
    ? []
    : text
        .split(head)
        .map((part) => part.trim())
        .filter((part) => part !== "");

/** Ids of the year before, by the renumbering that OWASP published. */
function earlierLlm(ids: readonly string[]): readonly string[] {
  const aliases = Object.entries(FRAMEWORKS["owasp-llm-2025"].aliases ?? {});
  return ids.flatMap((id) => aliases.filter(([, now]) => now === id).map(([before]) => before)).sort();
}

function toControl([id, title, llm, agentic, atlas, nist, aiAct, iso, cwe]: Row): Control {
  const llm2026 = words(llm, "LLM", ":2026");
  const all: readonly (readonly [FrameworkId, readonly string[]])[] = [
    ["owasp-llm-2026", llm2026],
    ["owasp-llm-2025", earlierLlm(llm2026)],
    ["owasp-agentic-2026", words(agentic, "ASI")],
    ["mitre-atlas", words(atlas, "AML.")],
    ["nist-ai-rmf", nist === "" ? [] : [nist]],
    ["eu-ai-act", pairs(aiAct, /\s(?=Art\.)/)],
    ["iso-42001", words(iso, "")],
    ["cwe", words(cwe, "CWE-")],
  ];
  return { id, title, frameworks: Object.fromEntries(all.filter(([, ids]) => ids.length > 0)) };
}

/** Every control, by id. */
export const CONTROLS: ReadonlyMap<string, Control> = new Map(ROWS.map((row) => [row[0], toControl(row)]));

/** What a control answers in a framework, with the titles. Retired ids are given as what stands for them now. */
export function frameworkReferences(
  controls: readonly string[],
  framework: FrameworkId,
): readonly { readonly id: string; readonly title: string }[] {
  const { ids, aliases } = FRAMEWORKS[framework];
  const found = new Map<string, string>();
  for (const control of controls) {
    for (const id of CONTROLS.get(control)?.frameworks[framework] ?? [])
      found.set(framework === "mitre-atlas" ? (aliases?.[id] ?? id) : id, ids[id] ?? "");
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, title]) => ({ id, title }));
}
