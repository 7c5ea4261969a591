import { describe, expect, it } from "vitest";
import { type Draft, joined } from "../testing/joined.ts";
import { mcpTools } from "./index.ts";

const server = (name: string, file: string, library = "rust-mcp-sdk"): Draft => ({
  kind: "mcp-server",
  name,
  file,
  attributes: { role: "own", library },
});
const tool = (name: string, file: string, library = "rust-mcp-sdk"): Draft => ({ kind: "tool", name, file, attributes: { library } });

function exposed(
  files: readonly string[],
  drafts: readonly Draft[],
  claims: readonly (readonly [string, string])[] = [],
): readonly string[] {
  return joined(
    Object.fromEntries(files.map((file) => [file, ""])),
    drafts,
    claims.map(([from, to]) => [from, "exposes_tool", to] as const),
    mcpTools,
  ).filter((line) => line.includes("->"));
}

describe("tools that no server claims", () => {
  it("are the only server's", () => {
    expect(exposed(["src/server.rs", "src/tools/read.rs"], [server("files", "src/server.rs"), tool("read", "src/tools/read.rs")])).toEqual([
      "mcp-server files -exposes_tool-> tool read",
    ]);
  });

  it("stay without one where several could be meant, and with the one that says so", () => {
    expect(
      exposed(
        ["a.go", "b.go", "tools.go"],
        [
          server("a", "a.go", "mcp-go"),
          server("b", "b.go", "mcp-go"),
          tool("free", "tools.go", "mcp-go"),
          tool("bound", "tools.go", "mcp-go"),
        ],
        [["mcp-server b", "tool bound"]],
      ),
    ).toEqual(["mcp-server b -exposes_tool-> tool bound"]);
  });

  it("belong to the server of their own package first, then to the only one of the repository", () => {
    const files = ["Cargo.toml", "a/Cargo.toml", "a/main.rs", "b/Cargo.toml", "b/main.rs", "b/tools.rs", "lib/Cargo.toml", "lib/tools.rs"];
    expect(
      exposed(files, [server("a", "a/main.rs"), server("b", "b/main.rs"), tool("own", "b/tools.rs"), tool("shared", "lib/tools.rs")]),
    ).toEqual(["mcp-server b -exposes_tool-> tool own"]);
    expect(exposed(files, [server("a", "a/main.rs"), tool("shared", "lib/tools.rs")])).toEqual([
      "mcp-server a -exposes_tool-> tool shared",
    ]);
  });

  it("of other libraries and of clients' configuration are left alone", () => {
    expect(
      exposed(
        ["a.py", "b.py"],
        [
          server("a", "a.py", "mcp"),
          tool("search", "b.py", "langchain"),
          { kind: "mcp-server", name: "remote", file: "b.py", attributes: { library: "mcp" } },
        ],
      ),
    ).toEqual([]);
  });
});
