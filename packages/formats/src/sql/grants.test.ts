import { describe, expect, it } from "vitest";
import { readSqlRights } from "./grants.ts";

describe("readSqlRights", () => {
  it("reads grants, on tables and on all of a schema", () => {
    const { grants } = readSqlRights(
      '-- who\nGRANT SELECT (id, body), INSERT ON public.docs, "Notes" TO reader, app WITH GRANT OPTION;\n\ngrant all privileges on all tables in schema rag to group "Ops";\nREVOKE ALL ON docs FROM PUBLIC;',
    );
    expect(grants).toEqual([
      {
        privileges: ["SELECT", "INSERT"],
        on: "table",
        objects: ["public.docs", "Notes"],
        grantees: ["reader", "app"],
        revoked: false,
        line: 2,
      },
      { privileges: ["ALL"], on: "all tables", objects: ["rag"], grantees: ["Ops"], revoked: false, line: 4 },
      { privileges: ["ALL"], on: "table", objects: ["docs"], grantees: ["public"], revoked: true, line: 5 },
    ]);
  });

  it("reads tables, row-level security and policies", () => {
    const rights = readSqlRights(
      "CREATE TABLE IF NOT EXISTS docs (id int, v vector(3));\nALTER TABLE docs ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON docs FOR SELECT TO app USING (owner = current_user);\nCREATE POLICY every ON docs USING (true);",
    );
    expect(rights).toEqual({
      grants: [],
      tables: [{ name: "docs", line: 1 }],
      guarded: ["docs"],
      policies: [
        { name: "own", table: "docs", roles: ["app"], command: "SELECT", line: 3 },
        { name: "every", table: "docs", roles: [], command: "ALL", line: 4 },
      ],
    });
  });

  it("passes over what is none: memberships, words in texts, broken ends", () => {
    expect(
      readSqlRights("GRANT admin TO kim;\nSELECT 'GRANT SELECT ON x TO y';\nGRANT SELECT ON;\nCREATE POLICY p;\nCREATE VIEW v AS SELECT 1")
        .grants,
    ).toEqual([]);
    expect(readSqlRights("GRANT (".repeat(50_000)).grants).toEqual([]);
  });
});
