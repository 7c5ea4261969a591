import { describe, expect, it } from "vitest";
import { AssignmentReader } from "./assignment.ts";

function read(text: string, keyword = "key"): { name: string; operator: string; value: string; quoted: boolean } | undefined {
  const at = text.toLowerCase().indexOf(keyword);
  const found = new AssignmentReader(text).at(at, at + keyword.length);
  return found === undefined ? undefined : { name: found.name, operator: found.operator, value: found.value, quoted: found.quoted };
}

describe("AssignmentReader", () => {
  it.each([
    ["API_KEY=abc", "API_KEY", "=", "abc", false],
    ['export API_KEY="a b"', "API_KEY", "=", "a b", true],
    ['"api-key": "abc",', "api-key", ":", "abc", true],
    ['api_key: str = "abc"', "api_key", "=", "abc", true],
    ["const apiKey: string = `abc`;", "apiKey", "=", "abc", true],
    ['os.environ["KEY"] = "abc"', "KEY", "=", "abc", true],
    ['os.getenv("KEY", "abc")', "KEY", ",", "abc", true],
    ["<key>abc</key>", "key", ">", "abc", false],
    ["tool --api-key abc", "--api-key", "flag", "abc", false],
    ["- name: KEY\n  value: abc", "KEY", "value", "abc", false],
    ['{"name":"KEY","value":"abc"}', "KEY", "value", "abc", true],
    ['variable "key" {\n  type = string\n  default = "abc"\n}', "key", "default", "abc", true],
    ['<add key="x" />', "key", "=", "x", true],
    ['\\"key\\": \\"abc\\"', "key", ":", "abc", true],
    ["key := `abc`", "key", ":=", "abc", true],
    ["key => 'abc'", "key", "=>", "abc", true],
    ['api_key=b"abc"', "api_key", "=", "abc", true],
    ["key: Bearer abc", "key", ":", "abc", false],
    ['key="""abc"""', "key", "=", "abc", true],
  ])("%s", (text, name, operator, value, quoted) => {
    expect(read(text)).toEqual({ name, operator, value, quoted });
  });

  it.each(["key", "key abc", 'key="abc', "the key is", "key=", "key;", "keyboard()"])("nothing in: %s", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it("gives the offset of the value", () => {
    const text = 'é key = "abc"';
    expect(new AssignmentReader(text).at(2, 5)?.valueStart).toBe(text.indexOf("abc"));
  });

  it("takes words between name and operator", () => {
    expect(new AssignmentReader("mailchimp api key: abc").at(0, 9)).toMatchObject({ name: "mailchimp", tail: "api key", value: "abc" });
  });
});
