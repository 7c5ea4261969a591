import { describe, expect, it } from "vitest";
import { importSpecifiers } from "./specifiers.ts";

describe("importSpecifiers", () => {
  it.each([
    [
      "python",
      "import os, openai as ai\nfrom a.b import (\n  c,\n  d as e,\n)\nfrom . import config\nfrom ..x import y\n",
      ["..x", "..x.y", ".", ".config", "a.b", "a.b.c", "a.b.d", "openai", "os"],
    ],
    [
      "typescript",
      'import a from "openai";\nimport type { B } from "./b";\nexport * from \'../c\';\nconst d = require("d");\nconst e = await import(`e`);\nimport "f";\n',
      ["../c", "./b", "d", "e", "f", "openai"],
    ],
    [
      "go",
      'package x\nimport "fmt"\nimport (\n\tai "github.com/openai/openai-go"\n\t"net/http"\n)\n',
      ["fmt", "github.com/openai/openai-go", "net/http"],
    ],
    ["java", "import dev.langchain4j.model.Model;\nimport static org.x.Y.z;\n", ["dev.langchain4j.model.Model", "org.x.Y.z"]],
    [
      "csharp",
      "using System;\nglobal using Azure.AI.OpenAI;\nusing K = Microsoft.SemanticKernel;\n",
      ["Azure.AI.OpenAI", "Microsoft.SemanticKernel", "System"],
    ],
    ["rust", "use async_openai::types;\nmod config;\nfn f() { crate::db::open(); }\n", ["async_openai::types", "config", "crate", "db"]],
    ["ruby", 'require "openai"\nrequire_relative "lib/x"\nOpenAI::Client.new\n', ["./lib/x", "open_ai", "openai"]],
  ] as const)("%s", (syntax, text, expected) => expect(importSpecifiers(syntax, text)).toEqual([...expected].sort()));

  it("takes linear time on hostile text", () => {
    const start = performance.now();
    for (const syntax of ["python", "typescript", "rust", "ruby"] as const) importSpecifiers(syntax, "from a import (".repeat(20_000));

    expect(performance.now() - start).toBeLessThan(3000);
  });
});
