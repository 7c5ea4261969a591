import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("credentials that code reads", () => {
  testFound([
    [
      "Python",
      'import os\na = os.environ["MY_API_KEY"]\nb = os.getenv("A_TOKEN", os.getenv("B_SECRET"))\nc = os.getenv("HOME")\nd = os.getenv("MAX_TOKENS")',
      ["secret-ref MY_API_KEY", "secret-ref A_TOKEN", "secret-ref B_SECRET"],
      ["secret-ref HOME", "secret-ref MAX_TOKENS"],
    ],
    [
      "JavaScript",
      { "a.ts": 'const a = process.env.MY_API_KEY;\nconst b = import.meta.env["B_TOKEN"];' },
      ["secret-ref MY_API_KEY", "secret-ref B_TOKEN"],
    ],
    ["Ruby", { "a.rb": 'x = ENV["MY_API_KEY"]\ny = ENV.fetch("B_TOKEN")' }, ["secret-ref MY_API_KEY", "secret-ref B_TOKEN"]],
    ["Rust", { "a.rs": 'fn main() { let k = std::env::var("MY_API_KEY").unwrap(); }' }, ["secret-ref MY_API_KEY"]],
    ["Go", { "a.go": 'package main\nimport "os"\nfunc main() { k := os.Getenv("MY_API_KEY"); _ = k }' }, ["secret-ref MY_API_KEY"]],
  ]);
});
