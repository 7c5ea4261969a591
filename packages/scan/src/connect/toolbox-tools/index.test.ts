import { expect, it } from "vitest";
import { type Draft, joined } from "../testing/joined.ts";
import { toolboxTools } from "./index.ts";

const declared = (name: string): Draft => ({ kind: "tool", name, key: `declared:${name}`, attributes: { source: "mcp-toolbox" } });

it("joins what code loads with what MCP Toolbox for Databases declares", () => {
  expect(
    joined(
      {
        "a.py": "",
        "tools.yaml":
          "sources: { db: { kind: postgres } }\ntools:\n  one: { kind: postgres-sql, source: db }\n  two: { kind: postgres-sql, source: db }\n  three: { kind: postgres-sql, source: db }\ntoolsets: { set: [one, two] }\n",
      },
      [
        { kind: "agent", name: "g" },
        { kind: "tool", name: "set", attributes: { loaded: "toolset" } },
        declared("one"),
        declared("two"),
        declared("three"),
      ],
      [["agent g", "uses_tool", "tool set"]],
      toolboxTools,
    ).filter((line) => line.includes("->")),
  ).toEqual(["agent g -uses_tool-> tool one", "agent g -uses_tool-> tool set", "agent g -uses_tool-> tool two"]);
});
