import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("tables with a vector column", () => {
  testFound([
    ["created in a text", 'conn.execute("CREATE TABLE docs (id int, embedding vector(1536))")', ["vector-store docs"]],
    ["not any table", 'conn.execute("CREATE TABLE docs (id int, name text)")', [], ["vector-store docs"]],
    [
      "a mapped class",
      `
      from sqlalchemy.orm import DeclarativeBase, mapped_column
      from pgvector.sqlalchemy import Vector
      class Base(DeclarativeBase): pass
      class Item(Base):
          __tablename__ = "items"
          embedding = mapped_column(Vector(1024))`,
      ["vector-store items"],
    ],
    [
      "what a function of the database searches",
      {
        "schema.sql": `
        create function match_items_local(q vector(384)) returns table (id int) as $$
          select id from items order by embedding <=> q;
        $$;`,
        "main.py": 'conn.execute("CREATE TABLE items (id int, embedding vector(384))")',
        "app/api/find/route.ts": `
        import { createClient } from "@supabase/supabase-js";
        import OpenAI from "openai";
        export async function POST() {
          const { data } = await new OpenAI().embeddings.create({ model: "text-embedding-3-small", input: "x" });
          return createClient("u", "k").rpc("match_items_local", { q: data });
        }`,
      },
      ["endpoint POST /api/find -reads-> vector-store items"],
    ],
    [
      "what a tool does with it",
      `
      from agents import function_tool
      conn.execute("CREATE TABLE docs (id int, embedding vector(1536))")
      @function_tool
      def search(q): return conn.execute("SELECT * FROM docs ORDER BY embedding <-> %s", [q])
      @function_tool
      def save(q): conn.execute("INSERT INTO docs VALUES (1, %s)", [q])`,
      ["tool search -reads-> vector-store docs", "tool save -writes_to-> vector-store docs"],
    ],
  ]);
});
