import { describe, expect, it } from "vitest";
import { readModelfile } from "./modelfile.ts";
import { entries, text } from "./node.ts";

describe("readModelfile", () => {
  it("reads instructions, also over several lines", () => {
    const [document] = readModelfile(
      'FROM llama3.2:3b\nPARAMETER temperature 0.2\nSYSTEM """You are\nkind."""\nADAPTER ./lora.gguf\n',
    ).documents;
    expect(entries(document).map(({ key, value, line }) => [key, text(value), line])).toEqual([
      ["FROM", "llama3.2:3b", 1],
      ["PARAMETER temperature", "0.2", 2],
      ["SYSTEM", "You are\nkind.", 3],
      ["ADAPTER", "./lora.gguf", 5],
    ]);
  });

  it("wants a FROM", () => expect(() => readModelfile("SYSTEM x")).toThrow(expect.objectContaining({ code: "NOT_THIS_FORMAT" })));
});
