import { describe, expect, it } from "vitest";
import { adaptAiBom } from "./ai-bom.ts";
import { adaptAisbom } from "./aisbom.ts";
import { adaptCdxgen } from "./cdxgen.ts";
import { said } from "./said.ts";

const bom = (parts: object): object => ({ bomFormat: "CycloneDX", ...parts });
const properties = (values: Readonly<Record<string, string>>): object[] => Object.entries(values).map(([name, value]) => ({ name, value }));
const trusera = (values: Readonly<Record<string, string>>): object[] =>
  properties(Object.fromEntries(Object.entries(values).map(([key, value]) => [`trusera:${key}`, value])));
describe("peers that write CycloneDX", () => {
  it("read cdxgen's components, services and dependencies", () => {
    const report = adaptCdxgen(
      bom({
        components: [
          {
            "bom-ref": "m",
            type: "machine-learning-model",
            name: "gpt-x",
            properties: properties({ "cdx:ai:kind": "model" }),
            evidence: { occurrences: [{ location: "src/a.py#L12" }] },
          },
          {
            "bom-ref": "p",
            type: "file",
            name: "b.txt",
            properties: properties({ "cdx:ai:kind": "prompt-config-file" }),
            evidence: { occurrences: [{ location: "prompts/b.txt" }] },
          },
        ],
        services: [
          {
            "bom-ref": "s",
            name: "OpenAI API",
            provider: { name: "openai" },
            properties: properties({ "cdx:ai:kind": "inference-service" }),
          },
        ],
        dependencies: [{ ref: "s", dependsOn: ["m"] }, { ref: "m" }],
      }),
      "/r",
    );
    expect(said(report)).toEqual(["model gpt-x src/a.py:12", "prompt b.txt prompts/b.txt:1", "ai-service openai"]);
    expect(report.entries[1]?.readings).toContainEqual({ kind: "skill", name: "prompts/b.txt" });
    expect(report.edges).toMatchObject([{ from: "s", to: "m", readings: [{ kind: "served_by", reversed: true }, { kind: "calls" }] }]);
  });

  it("read ai-bom's properties", () => {
    const component = (name: string, values: Readonly<Record<string, string>>, purl = "pkg:pypi/x"): object => ({
      "bom-ref": name,
      type: "framework",
      name,
      purl,
      properties: trusera(values),
    });
    const report = adaptAiBom(
      bom({
        components: [
          component("Model reference: gpt-x", { source: "ast", model_name: "gpt-x", source_location: "/r/a.py:3" }),
          component("CrewAI tool_definition: search", { source: "ast", source_location: "/r/a.py:9" }),
          component("OpenAI (import: openai)", { source: "ast", provider: "OpenAI", source_location: "/r/a.py:1" }),
          component("MCP Server: cases", { source: "network", source_location: "/r/.mcp.json" }),
          component("torch", { source: "code", source_location: "dependency files" }, "pkg:pypi/torch"),
          component("w.safetensors", { source: "model-file", source_location: "/r/m/w.safetensors" }),
        ],
      }),
      "/r",
    );
    expect(said(report).filter((text) => !text.startsWith("("))).toEqual([
      "model gpt-x a.py:3",
      "tool search a.py:9",
      "library openai a.py:1",
      "mcp-server cases .mcp.json:1",
      "library torch",
      "model-file w.safetensors m/w.safetensors:1",
    ]);
    expect(said(report)).toContain("(ai-service OpenAI a.py:1)");
    expect(report.edges).toEqual([]);
  });

  it("read AIsbom's components; packages are not held against it", () => {
    expect(
      said(
        adaptAisbom(
          bom({
            components: [
              { "bom-ref": "1", type: "library", name: "numpy" },
              { "bom-ref": "2", type: "machine-learning-model", name: "models/w.pt" },
            ],
          }),
          "/r",
        ),
      ),
    ).toEqual(["(library numpy)", "model-file models/w.pt"]);
  });

  it.each([adaptCdxgen, adaptAiBom, adaptAisbom])("refuse another shape", (adapt) => {
    expect(() => adapt({ bomFormat: "SPDX" }, "/r")).toThrow();
  });
});
