import { describe, expect, it } from "vitest";
import { type Draft, joined } from "../testing/joined.ts";
import { openApiTools } from "./index.ts";

const api = (...ids: readonly string[]): string =>
  JSON.stringify({
    openapi: "3.1.0",
    paths: Object.fromEntries(ids.map((id) => [`/${id}`, { get: { operationId: id }, parameters: [] }])),
  });
const server: Draft = { kind: "mcp-server", name: "api", file: "server.py", attributes: { role: "own", tools: "openapi" } };

describe("tools of a server that speaks for an API", () => {
  it("are the operations of its document", () => {
    expect(
      joined({ "server.py": "", "api.json": api("list", "make") }, [server], [], openApiTools).filter((line) => line.includes("->")),
    ).toEqual(["mcp-server api -exposes_tool-> tool list", "mcp-server api -exposes_tool-> tool make"]);
  });

  it.each([
    ["several documents", { "a.json": api("a"), "b.json": api("b") }, [server], []],
    ["a document of the tests", { "tests/api.json": api("a") }, [server], []],
    [
      "a server that says what it offers",
      { "api.json": api("a") },
      [server, { kind: "tool", name: "own" }],
      [["mcp-server api", "exposes_tool", "tool own"]],
    ],
    ["a server that does not read it", { "api.json": api("a") }, [{ ...server, attributes: { role: "own" } }], []],
  ] as const)("are not taken from %s", (_, files, drafts, relations) => {
    const found = joined({ "server.py": "", ...files }, drafts, relations, openApiTools);
    expect(found.filter((line) => /tool [ab]$/.test(line))).toEqual([]);
  });
});
