import { describe, expect, it } from "vitest";
import { maskArguments, maskCommand, maskUrl } from "../mask-arguments.ts";
import { discovered, projectOf } from "../testing/project-of.ts";
import { mcpConfig } from "./index.ts";

const servers = (path: string, text: string) => {
  const found = discovered(projectOf({ [path]: text }), mcpConfig);
  return {
    client: found.assets.find(({ kind }) => kind === "mcp-client")?.name,
    servers: found.assets.filter(({ kind }) => kind === "mcp-server"),
    found,
  };
};
const STDIO = '{"command": "npx", "args": ["-y", "@scope/server@1.2.3"]}';

describe("mcp-config", () => {
  it.each<[string, string, string]>([
    [".mcp.json", `{"mcpServers": {"a": ${STDIO}}}`, "Claude Code"],
    [".cursor/mcp.json", `{"mcpServers": {"a": ${STDIO}}}`, "Cursor"],
    [".vscode/mcp.json", `{"servers": {"a": ${STDIO}}}`, "Visual Studio Code"],
    [".vscode/settings.json", `{"mcp": {"servers": {"a": ${STDIO}}}}`, "Visual Studio Code"],
    ["claude_desktop_config.json", `{"mcpServers": {"a": ${STDIO}}}`, "Claude Desktop"],
    [".zed/settings.json", '{"context_servers": {"a": {"command": {"path": "npx", "args": ["-y", "@scope/server@1.2.3"]}}}}', "Zed"],
    [".continue/config.yaml", "mcpServers:\n  - name: a\n    command: npx\n    args: [-y, '@scope/server@1.2.3']\n", "Continue"],
    [".gemini/settings.json", `{"mcpServers": {"a": ${STDIO}}}`, "Gemini CLI"],
    [".codex/config.toml", '[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "@scope/server@1.2.3"]\n', "Codex"],
    ["opencode.json", '{"mcp": {"a": {"type": "local", "command": ["npx", "-y", "@scope/server@1.2.3"]}}}', "OpenCode"],
    ["crush.json", `{"mcp": {"a": ${STDIO}}}`, "Crush"],
    [".goose/config.yaml", "extensions:\n  a:\n    type: stdio\n    cmd: npx\n    args: [-y, '@scope/server@1.2.3']\n", "Goose"],
    ["librechat.yaml", "mcpServers:\n  a:\n    command: npx\n    args: [-y, '@scope/server@1.2.3']\n", "LibreChat"],
    ["mcp_agent.config.yaml", "mcp:\n  servers:\n    a:\n      command: npx\n      args: [-y, '@scope/server@1.2.3']\n", "mcp-agent"],
    [".roo/mcp.json", `{"mcpServers": {"a": ${STDIO}}}`, "Roo Code"],
    [".kiro/settings/mcp.json", `{"mcpServers": {"a": ${STDIO}}}`, "Kiro"],
    [".amazonq/mcp.json", `{"mcpServers": {"a": ${STDIO}}}`, "Amazon Q"],
    [".junie/mcp/mcp.json", `{"mcpServers": {"a": ${STDIO}}}`, "JetBrains"],
    [".qwen/settings.json", `{"mcpServers": {"a": ${STDIO}}}`, "Qwen Code"],
  ])("%s", (path, text, client) => {
    const seen = servers(path, text);
    expect(seen.client).toBe(client);
    expect(seen.servers.map(({ name, attributes }) => ({ name, attributes }))).toEqual([
      {
        name: "a",
        attributes: {
          transport: "stdio",
          command: "npx",
          args: ["-y", "@scope/server@1.2.3"],
          package: "pkg:npm/%40scope/server@1.2.3",
          pinned: true,
        },
      },
    ]);
  });

  it("masks values and names secrets", () => {
    const { servers: seen, found } = servers(
      ".mcp.json",
      JSON.stringify(
        {
          mcpServers: {
            gh: {
              command: "docker",
              args: ["run", "-i", "--rm", "-e", "GITHUB_TOKEN", "ghcr.io/github/github-mcp-server:v1"],
              env: { GITHUB_TOKEN: "ghp_abcdefghijklmnopqrstuvwxyz0123456789", LOG: "1" },
            },
            web: { type: "http", url: "https://u:p@x.io/mcp?api_key=abc", headers: { Authorization: "Bearer ${API_TOKEN}" } },
            bridge: { command: "npx", args: ["mcp-remote", "https://x.io/sse", "--header", "X: y"] },
          },
        },
        null,
        1,
      ),
    );
    const text = JSON.stringify(found.assets);
    expect(text).not.toContain("ghp_abc");
    expect(text).not.toContain("api_key=abc");
    expect(seen.find(({ name }) => name === "gh")?.attributes).toMatchObject({
      image: "ghcr.io/github/github-mcp-server:v1",
      pinned: false,
      environment: ["GITHUB_TOKEN", "LOG"],
      literalSecrets: ["GITHUB_TOKEN"],
    });
    expect(seen.find(({ name }) => name === "web")?.attributes).toMatchObject({
      transport: "http",
      url: "https://********@x.io/mcp?api_key=********",
      headers: ["Authorization"],
    });
    expect(seen.find(({ name }) => name === "bridge")?.attributes).toMatchObject({ transport: "sse", url: "https://x.io/sse" });
    expect(found.edges()).toEqual([
      "mcp-client Claude Code -calls-> mcp-server bridge",
      "mcp-client Claude Code -calls-> mcp-server gh",
      "mcp-client Claude Code -calls-> mcp-server web",
      "mcp-server bridge -depends_on-> library mcp-remote",
      "mcp-server gh -authenticated_by-> secret-ref GITHUB_TOKEN",
      "mcp-server gh -uses_image-> container-image ghcr.io/github/github-mcp-server:v1",
      "mcp-server web -authenticated_by-> secret-ref API_TOKEN",
    ]);
    expect(seen[0]?.occurrences[0]).toMatchObject({ resource: "mcpServers.gh", line: 3 });
  });
  it("masks arguments by flag, by name and by shape", () => {
    expect(
      maskArguments(["--api-key", "abc", "--token=x", "KEY=${KEY}", "--port", "80", "sk-1234567890", "plain", "postgres://u:p@h/d"]),
    ).toEqual(["--api-key", "********", "--token=********", "KEY=${KEY}", "--port", "80", "********", "plain", "postgres://********@h/d"]);
    expect(maskCommand("python x.py --token abc && API_KEY=q run --seed 1")).toBe(
      "python x.py --token ******** && API_KEY=******** run --seed 1",
    );
    expect(maskArguments(["-c", "curl -H Authorization:abc x"])).toEqual(["-c", "curl -H Authorization:******** x"]);
    expect(maskUrl("https://h/?q=1&access_token=z")).toBe("https://h/?q=1&access_token=********");
  });
  it("sees published servers", () => {
    expect(
      servers(
        "server.json",
        '{"$schema": "x", "name": "io.github.a/b", "description": "d", "packages": [{"registryType": "npm", "identifier": "b", "version": "1.0.0", "environmentVariables": [{"name": "K", "isSecret": true}]}]}',
      ).found.edges(),
    ).toEqual(["mcp-server io.github.a/b -authenticated_by-> secret-ref K"]);
    expect(
      servers(
        "manifest.json",
        '{"manifest_version": "0.2", "name": "ext", "server": {"mcp_config": {"command": "node", "args": ["i.js"]}}, "tools": [{"name": "t"}]}',
      ).servers[0]?.attributes,
    ).toMatchObject({ form: "bundle", command: "node", tools: ["t"] });
    expect(servers("smithery.yaml", "startCommand:\n  type: stdio\n").servers).toHaveLength(1);
    expect(servers("catalog.yaml", "registry:\n  time:\n    title: Time\n    image: mcp/time@sha256:ab\n").servers[0]).toMatchObject({
      name: "time",
      attributes: { pinned: true },
    });
  });
  it("reports nothing that is not there", () => {
    for (const [path, text] of [
      ["server.json", '{"name": "x", "port": 1}'],
      ["manifest.json", '{"manifest_version": 3, "name": "chrome"}'],
      ["mcp.json", '{"mcpServers": {}}'],
      [".vscode/settings.json", '{"editor.tabSize": 2}'],
      ["config.yaml", "servers:\n  a:\n    url: http://x\n"],
      ["package.json", '{"mcp": {"a": 1}}'],
    ] as const) {
      expect(servers(path, text).found.assets, path).toEqual([]);
    }
  });
});
