import { describe, expect, it } from "vitest";
import { readSql } from "./index.ts";

describe("readSql", () => {
  it.each([
    ["CREATE TABLE items (id int, embedding vector(1536));", ["items"]],
    ["create table if not exists public.docs (\n id bigint,\n v halfvec(3072)\n);", ["docs"]],
    ["CREATE TABLE a (id int);\nCREATE TABLE b (id int, e VECTOR(384));", ["b"]],
    ["CREATE TABLE t (e VECTOR({dim}))", ["t"]],
    ["CREATE VIRTUAL TABLE x USING fts5(body)", []],
    ["SELECT vector(3) FROM items", []],
    ["CREATE TABLE svector (name text, vector_id int)", []],
  ])("finds the vector tables of %s", (sql, names) => {
    expect(readSql(sql).vectorTables.map((table) => table.name)).toEqual(names);
  });

  it("finds the functions that compare vectors", () => {
    const search =
      "create function match_items_local(q vector(3)) returns table (id int) as $$ select id from public.items order by e <=> q $$;";
    const other = "create or replace function count_items() returns int as $$ select count(*) from items $$;";

    expect(readSql(`${search}\n${other}`).searches).toEqual([{ name: "match_items_local", tables: ["items"] }]);
  });

  it("tells the line of each table", () => {
    const { vectorTables } = readSql("-- a\n\nCREATE TABLE a (v vector(2));\nCREATE TABLE b (v vector(2));\n");

    expect(vectorTables).toEqual([
      { name: "a", line: 3 },
      { name: "b", line: 4 },
    ]);
  });

  it("stays linear on hostile text", () => {
    expect(readSql("CREATE TABLE (".repeat(20_000)).vectorTables).toEqual([]);
  });
});
