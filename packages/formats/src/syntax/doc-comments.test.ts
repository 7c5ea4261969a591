import { describe, expect, it } from "vitest";
import { readSource } from "./read-source.ts";

async function docOf(source: string): Promise<string | undefined> {
  const { body } = await readSource("typescript", source);
  const found = body.find((statement) => statement.kind === "function");
  return found?.kind === "function" ? found.function.doc : undefined;
}

describe("the doc comment of a declaration", () => {
  it.each<readonly [string, string | undefined]>([
    ["/** One.\n *\n *   two\n * @param a b\n */\nfunction f() {}", "One.\n\n  two\n@param a b"],
    ["/* plain */\nfunction f() {}", "plain"],
    ["// a\n//   b\nfunction f() {}", "a\n  b"],
    ["// apart\n\n// near\nfunction f() {}", "near"],
    ["// apart\n\nfunction f() {}", undefined],
    ["g(); // behind code\nfunction f() {}", undefined],
    ["// eslint-disable-next-line\nfunction f() {}", undefined],
    ["/** old */\n/** new */\nfunction f() {}", "new"],
    ["/** windows\r\n * lines\r\n */\r\nfunction f() {}", "windows\nlines"],
    ["/** of g */\nfunction g() {}\nfunction f() {}", undefined],
  ])("%j", async (source, doc) => {
    const text = source.includes("function g") ? source.replace("function g() {}", "g();") : source;
    expect(await docOf(text)).toBe(doc);
  });
});
