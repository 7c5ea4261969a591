import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { zipOf } from "../testing/zip-of.ts";

const base64 = (pickle: string): string => Buffer.from(latin1(pickle)).toString("base64");
const imports = (module: string, name: string, rest = ""): string =>
  `\x80\x04\x8c${String.fromCharCode(module.length)}${module}\x8c${String.fromCharCode(name.length)}${name}\x93${rest}.`;
const POLICY = imports("stable_baselines3.common.policies", "ActorCriticPolicy");
const HOSTILE = imports("os", "system", "\x8c\x02id\x85R");
const archive = async (data: unknown, version = "_stable_baselines3_version") => {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const { verdict, formats, findings, complete } = await inspectBytes(
    zipOf([
      ["data", latin1(text)],
      [version, latin1("2.7.0")],
    ]),
    "model.zip",
  );
  return { verdict, formats, complete, findings };
};
const serialised = (pickle: string) => ({ ":type:": "<class 'abc.ABCMeta'>", ":serialized:": base64(pickle) });

describe("archives of Stable-Baselines3", () => {
  it("are harmless where the pickles in their configuration are", async () => {
    expect(await archive({ policy_class: serialised(POLICY), gamma: 0.99, policy_kwargs: { net_arch: [8] } })).toMatchObject({
      verdict: "benign",
      findings: [],
      formats: expect.arrayContaining(["stable-baselines3", "zip", "pickle"]),
    });
  });

  it.each<[string, unknown]>([
    ["at the top", { lr_schedule: serialised(HOSTILE) }],
    ["deeper", { policy_kwargs: { optimizer: [serialised(HOSTILE)] } }],
    ["the first of two keys", `{"a":{":serialized:":"${base64(HOSTILE)}",":serialized:":"${base64(POLICY)}"}}`],
    ["with letters that Python passes over", { a: { ":serialized:": `*${base64(HOSTILE).replaceAll("a", "a\n")}` } }],
    ["an escaped key", `{"a":{":serialize\\u0064:":"${base64(HOSTILE)}"}}`],
    ["a text protocol", { a: serialised("cos\nsystem\n(S'id'\ntR.") }],
  ])("are malicious where one of them is: %s", async (_, data) => {
    expect(await archive(data)).toMatchObject({
      verdict: "malicious",
      findings: expect.arrayContaining([expect.objectContaining({ call: expect.objectContaining({ callable: "os.system" }) })]),
    });
  });

  it.each<[string, unknown]>([
    ["an unknown class", { a: serialised(imports("acme.policies", "Policy")) }],
    ["no base64", { a: { ":serialized:": "####" } }],
    ["no pickle", { a: { ":serialized:": "AAAA" } }],
    ["no text", { a: { ":serialized:": 5 } }],
    ["no JSON", '{"a": {'],
  ])("are suspicious with %s", async (_, data) => {
    expect((await archive(data)).verdict).toBe("suspicious");
  });

  it("are recognised by their content", async () => {
    expect((await archive({ a: serialised(HOSTILE) }, "policy.pth")).verdict).toBe("malicious");
    // Elsewhere nothing loads it: a text that holds a pickle.
    expect((await archive({ a: serialised(HOSTILE) }, "other.txt")).verdict).toBe("suspicious");
  });
});
