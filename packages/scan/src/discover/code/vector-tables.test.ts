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
