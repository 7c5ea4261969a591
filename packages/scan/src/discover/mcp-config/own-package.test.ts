import type { ManifestFacts } from "@castellan/formats";
import { expect, it } from "vitest";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { discovered, projectOf } from "../testing/project-of.ts";
import { mcpConfig } from "./index.ts";

const manifest: ManifestFacts = { format: "pyproject", name: "papers-server", lock: false, packages: [] };

/** A project with the manifest of papers-server. */
function published(files: { readonly [path: string]: string }): Project {
  const plain = projectOf({ ...files, "pyproject.toml": "" });
  const list = plain.files.map(
    (file): ProjectFile => (file.path === "pyproject.toml" ? { ...file, facts: { ...file.facts, manifest } } : file),
  );
  return { ...plain, files: list, file: (_target, path) => list.find((file) => file.path === path) };
}

it("a project that starts its own server has no library of that name", () => {
  const text =
    '{"mcpServers": {"own": {"command": "uvx", "args": ["papers_server"]}, "web": {"command": "uvx", "args": ["mcp-server-fetch"]}}}';
  const names = discovered(published({ ".mcp.json": text }), mcpConfig).names();
  expect(names).toEqual(expect.arrayContaining(["mcp-server own", "mcp-server web", "library mcp-server-fetch"]));
  expect(names).not.toContain("library papers_server");
});
