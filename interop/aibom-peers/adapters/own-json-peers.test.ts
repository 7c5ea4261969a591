import { describe, expect, it } from "vitest";
import { adaptAgentBom } from "./agent-bom.ts";
import { adaptAibomScanner } from "./aibom-scanner.ts";
import { adaptAirom } from "./airom.ts";
import { said } from "./said.ts";

describe("peers that write JSON of their own", () => {
  it("read agent-bom's inventory, code analysis and servers", () => {
    const agent = {
      stable_id: "a",
      name: "helper",
      framework: "openai-agents",
      file_path: "a.py",
      line_number: 20,
      capabilities: [{ name: "search" }],
      model_refs: ["gpt-x"],
      topology_edges: [{ source_id: "a", target_id: "b" }],
    };
    const report = adaptAgentBom(
      {
        ai_inventory: {
          components: [
            { type: "model_reference", name: "gpt-x", file: "a.py", line: 3, package: null },
            { type: "llm_provider", name: "openai", file: "a.py", line: 1, package: "openai" },
            { type: "invisible_unicode", name: "homoglyph", file: "a.py", line: 4, package: null },
          ],
          framework_agents: [agent],
          ast_analysis: {
            tools: [{ name: "search", file: "a.py", line: 9 }],
            application_entrypoints: [{ name: "chat", kind: "http_route", file: "w.py", line: 5 }],
          },
        },
        agents: [
          {
            mcp_servers: [
              { name: "python-backend", surface: "other" },
              { name: "cases", surface: "mcp-server" },
              { name: "notebook:train", surface: "mcp-server" },
              { name: "terraform:r", surface: "mcp-server", tools: [{ name: "supervisor" }] },
            ],
          },
        ],
        dataset_cards: { datasets: [{ name: "cards" }] },
        prompt_scan: { prompt_files: ["<path:answer.txt>"] },
      },
      "/r",
    );
    expect(said(report)).toEqual([
      "model gpt-x a.py:3",
      "library openai a.py:1",
      "(ai-service openai a.py:1)",
      "(vector-store openai a.py:1)",
      "(experiment-tracker openai a.py:1)",
      "agent helper a.py:20",
      "tool search a.py:9",
      "(endpoint chat w.py:5)",
      "mcp-server cases",
      "notebook train.ipynb",
      "agent supervisor",
      "dataset cards",
      "prompt answer.txt",
    ]);
    expect(report.edges.map(({ from, to, readings }) => [from, readings[0]?.kind, to])).toEqual([
      ["a", "uses_tool", "tools search"],
      ["a", "uses_model", "c0"],
      ["a", "hands_off_to", "b"],
    ]);
    expect(said(adaptAgentBom({ agents: [] }, "/r"))).toEqual([]);
  });

  it("read airom's components and relationships", () => {
    const evidence = (path: string, line?: number): object => ({ occurrences: [{ location: { path, line } }] });
    const report = adaptAirom(
      {
        tool: { name: "airom" },
        components: [
          { id: "1", kind: "application", name: "r" },
          { id: "2", kind: "hosted-llm", name: "gpt-x", provider: "openai", evidence: evidence("a.py", 3) },
          { id: "3", kind: "vector-db", name: "weaviate", package: {}, evidence: evidence("requirements.txt", 2) },
          { id: "4", kind: "dataset", name: "t.csv", evidence: evidence("data/t.csv") },
        ],
        relationships: [{ from: "5", to: "3", type: "contains" }],
      },
      "/r",
    );
    expect(said(report)).toEqual([
      "model gpt-x a.py:3",
      "(ai-service openai a.py:3)",
      "vector-store weaviate requirements.txt:2",
      "(library weaviate requirements.txt:2)",
      "(library weaviate-client requirements.txt:2)",
      "dataset t.csv data/t.csv:1",
    ]);
    expect(report.edges[0]?.readings[0]).toEqual({ kind: "retrieves_from" });
  });

  it("read aibom-scanner's lists", () => {
    expect(
      said(
        adaptAibomScanner(
          {
            detections: [{ provider: "huggingface", sdk_name: "transformers", file_path: "a.py", line_number: 3, model_name: "org/model" }],
            dependencies: [{ package: "openai", provider: "openai", source_file: "package.json" }],
            mcp_servers: [{ name: "cases", file: ".mcp.json", line: 3 }],
            tool_capabilities: [{ tool: "exa_py.Exa", file: "a.py", line: 17 }],
          },
          "/r",
        ),
      ),
    ).toEqual([
      "(library transformers a.py:3)",
      "model org/model a.py:3",
      "(ai-service huggingface a.py:3)",
      "library openai package.json:1",
      "(ai-service openai package.json:1)",
      "mcp-server cases .mcp.json:3",
      "(library exa_py a.py:17)",
    ]);
  });

  it.each([adaptAirom, adaptAibomScanner])("refuse another shape", (adapt) => {
    expect(() => adapt({ bomFormat: "SPDX" }, "/r")).toThrow();
  });
});
