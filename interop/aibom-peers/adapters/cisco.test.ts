import { describe, expect, it } from "vitest";
import { adaptCisco } from "./cisco.ts";
import { said } from "./said.ts";

describe("adaptCisco", () => {
  it("reads what the scanners found", () => {
    const component = (type: string, name: string, line: number, more: object = {}): object => ({
      instance_id: name,
      name,
      component_type: type,
      file_path: "/r/a.py",
      line_number: line,
      framework: "",
      model_name: null,
      metadata: {},
      ...more,
    });
    const report = adaptCisco(
      {
        components: [
          component("model", "env:CHAT_MODEL", 3, { metadata: { provider: "openai" } }),
          component("secret", "env:API_KEY", 0),
          component("other", "x", 1),
          component("agent", "langgraph_graph_Researcher", 4, { metadata: { evidence: [{ file: "/r/b.py", line: 8 }] } }),
        ],
        relationships: [{ source_instance_id: "s", target_instance_id: "t", relationship_type: "USES_TOOL" }],
      },
      "/r",
    );
    expect(said(report)).toEqual([
      "model CHAT_MODEL a.py:3",
      "(ai-service openai a.py:3)",
      "secret-ref API_KEY a.py:1",
      "agent Researcher a.py:4",
    ]);
    expect(report.entries[3]?.places).toContainEqual({ file: "b.py", line: 8 });
    expect(report.edges).toMatchObject([{ from: "s", to: "t", readings: [{ kind: "uses_tool" }] }]);
  });

  it("refuses another shape", () => {
    expect(() => adaptCisco({ components: [] }, "/r")).toThrow();
  });
});
