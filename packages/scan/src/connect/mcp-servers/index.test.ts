import { describe, expect, it } from "vitest";
import { type Draft, joined } from "../testing/joined.ts";
import { mcpServers } from "./index.ts";

const server = (name: string, file: string, attributes: Draft["attributes"]): Draft => ({
  kind: "mcp-server",
  name,
  file,
  attributes: attributes ?? {},
});
const code = (name: string, file: string): Draft => server(name, file, { role: "own", library: "mcp" });

const servers = (files: readonly string[], drafts: readonly Draft[], manifest = '{"name":"@acme/mcp"}'): readonly string[] =>
  joined({ "package.json": manifest, ...Object.fromEntries(files.map((file) => [file, ""])) }, drafts, [], mcpServers);

describe("one server seen several times", () => {
  it("as code, in the files that publish it and in a client's configuration", () => {
    expect(
      servers(
        ["src/index.ts", "server.json", "smithery.yaml", ".mcp.json"],
        [
          code("acme", "src/index.ts"),
          server("io.github.acme/mcp", "server.json", { form: "registry" }),
          server("@acme/mcp", "smithery.yaml", { form: "smithery" }),
          server("npx", ".mcp.json", { command: "npx", args: ["-y", "@acme/mcp"], package: "pkg:npm/%40acme/mcp@1.0.0" }),
          server("built", ".mcp.json", { command: "node", args: ["dist/index.js"] }),
        ],
      ),
    ).toEqual(["mcp-server acme"]);
  });

  it("others that a client runs are servers of their own", () => {
    expect(
      servers(
        ["src/index.ts", ".mcp.json"],
        [
          code("acme", "src/index.ts"),
          server("github", ".mcp.json", { command: "npx", args: ["-y", "github-mcp"], package: "pkg:npm/github-mcp" }),
          server("remote", ".mcp.json", { url: "https://mcp.example.com" }),
        ],
      ),
    ).toEqual(["mcp-server acme", "mcp-server github", "mcp-server remote"]);
  });

  it("of several servers of a project only the one whose file is named", () => {
    expect(
      servers(
        ["a.py", "b.py", ".mcp.json", "server.json"],
        [
          code("a", "a.py"),
          code("b", "b.py"),
          server("first", ".mcp.json", { command: "python", args: ["./a.py"] }),
          server("published", "server.json", { form: "registry" }),
        ],
      ),
    ).toEqual(["mcp-server a", "mcp-server b", "mcp-server published"]);
  });
});
