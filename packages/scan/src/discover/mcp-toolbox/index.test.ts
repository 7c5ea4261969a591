import { expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { mcpToolbox } from "./index.ts";

const search = `
    kind: postgres-sql
    source: db
    description: Searches
    statement: |
      SELECT content FROM policies ORDER BY (embedding <=> embedding('gemini-embedding-001', $1)::vector) LIMIT 5
`;

it("reads the tools of MCP Toolbox for Databases and what their SQL searches", () => {
  const result = discovered(
    projectOf({
      "tools.yaml": `sources:\n  db: { kind: postgres, host: h }\ntools:\n  search:${search}  plain: { kind: postgres-sql, source: db, statement: SELECT 1 FROM t }\ntoolsets:\n  all: [search]\n`,
      "flat.yaml": "kind: source\nname: db\ntype: postgres\n---\nkind: tool\nname: flat\ntype: postgres-sql\nsource: db\n",
      "other.yaml": "sources: { a: b }\ntools: { x: { kind: y } }\n",
      "pod.yaml": "kind: Pod\nname: x\ntype: y\n",
    }),
    mcpToolbox,
  );
  expect(result.edges()).toEqual([
    "tool search -reads-> vector-store policies",
    "vector-store policies -embeds_with-> model gemini-embedding-001",
  ]);
  expect(result.assets.filter(({ kind }) => kind === "tool").map(({ name }) => name)).toEqual(["flat", "search", "plain"]);
});
