import { join } from "node:path";
import type { AssetKind } from "../../packages/graph/src/vocabulary.ts";
import { AGENT_BOM_KINDS, adaptAgentBom } from "./adapters/agent-bom.ts";
import { AI_BOM_KINDS, adaptAiBom } from "./adapters/ai-bom.ts";
import { AIBOM_SCANNER_KINDS, adaptAibomScanner } from "./adapters/aibom-scanner.ts";
import { AIROM_KINDS, adaptAirom } from "./adapters/airom.ts";
import { AISBOM_KINDS, adaptAisbom } from "./adapters/aisbom.ts";
import { adaptCdxgen, CDXGEN_KINDS } from "./adapters/cdxgen.ts";
import { adaptCisco, CISCO_KINDS } from "./adapters/cisco.ts";
import type { Adapter, KindTable } from "./report.ts";

export interface Peer {
  readonly name: string;
  readonly registry: "PyPI" | "npm";
  readonly package: string;
  readonly version: string;
  readonly note?: string;
  /** Program, inside the folder that the peer was installed into, and its arguments. */
  readonly command: (installed: string, target: string, output: string) => readonly string[];
  readonly adapt: Adapter;
  /** Kinds that the peer can report at all. */
  readonly knows: ReadonlySet<AssetKind>;
}

const kinds = (table: KindTable, ...more: AssetKind[]): ReadonlySet<AssetKind> => new Set([...Object.values(table).flat(), ...more]);
const bin = (installed: string, program: string): string => join(installed, "bin", program);

export const PEERS: readonly Peer[] = [
  {
    name: "cdxgen aibom",
    registry: "npm",
    package: "@cyclonedx/cdxgen",
    version: "12.8.4",
    command: (installed, target, output) => [join(installed, "node_modules/.bin/aibom"), "--no-install-deps", "-o", output, target],
    adapt: adaptCdxgen,
    knows: kinds(CDXGEN_KINDS),
  },
  {
    name: "ai-bom",
    registry: "PyPI",
    package: "ai-bom",
    version: "3.6.0",
    command: (installed, target, output) => [
      bin(installed, "ai-bom"),
      "scan",
      target,
      "--deep",
      "--quiet",
      "--no-telemetry",
      "-f",
      "cyclonedx",
      "-o",
      output,
    ],
    adapt: adaptAiBom,
    knows: kinds(AI_BOM_KINDS, "tool", "pipeline-step"),
  },
  {
    name: "agent-bom",
    registry: "PyPI",
    package: "agent-bom",
    version: "0.109.0",
    note: "0.110.0 wants a certifi that PyPI did not serve on the day of the run",
    command: (installed, target, output) => [
      bin(installed, "agent-bom"),
      "scan",
      "-p",
      target,
      "--ai-inventory",
      target,
      "--offline",
      "--no-scan",
      "-f",
      "json",
      "-o",
      output,
    ],
    adapt: adaptAgentBom,
    knows: kinds(AGENT_BOM_KINDS),
  },
  {
    name: "airom",
    registry: "PyPI",
    package: "airom",
    version: "0.5.0",
    command: (installed, target, output) => [bin(installed, "airom"), "fs", target, "--offline", "--include-tests", "-o", `json=${output}`],
    adapt: adaptAirom,
    knows: kinds(AIROM_KINDS),
  },
  {
    name: "aibom-scanner",
    registry: "PyPI",
    package: "aibom-scanner",
    version: "1.3.5",
    command: (installed, target, output) => [bin(installed, "aibom-scanner"), "scan", "-p", target, "-f", "json", "-o", output],
    adapt: adaptAibomScanner,
    knows: kinds(AIBOM_SCANNER_KINDS),
  },
  {
    name: "AIsbom",
    registry: "PyPI",
    package: "aisbom-cli",
    version: "1.7.0",
    note: "packages that no label knows are not held against it: it marks none as AI",
    command: (installed, target, output) => [
      bin(installed, "aisbom"),
      "scan",
      target,
      "--offline",
      "--no-fail-on-risk",
      "--output",
      output,
    ],
    adapt: adaptAisbom,
    knows: kinds(AISBOM_KINDS),
  },
  {
    name: "cisco-aibom",
    registry: "PyPI",
    package: "cisco-aibom",
    version: "1.10.0",
    note: "its scanners alone: the language model that confirms each find, and the knowledge base that names frameworks, need accounts",
    command: (installed, target, output) => [bin(installed, "python"), join(import.meta.dirname, "cisco-scanners.py"), target, output],
    adapt: adaptCisco,
    knows: kinds(CISCO_KINDS),
  },
];

/** Peers that were looked at and cannot be measured here, with the reason. */
export const NOT_MEASURED: Readonly<Record<string, string>> = {
  "snyk aibom": "the analysis runs on the vendor's servers: needs an account and sends the sources there",
  modelscan: "opens model files for unsafe code and makes no inventory",
  "ai-bom-generator, OWASP aibom-generator": "one model's folder or card in, its BOM out; they do not look through a repository",
};
