import { expect, it } from "vitest";
import { choicesFor } from "./choices.ts";
import { decide } from "./decide.ts";
import { readPolicy, type Statement } from "./policy.ts";

const policy = (...statements: readonly object[]): readonly Statement[] => readPolicy(JSON.stringify({ Statement: statements })).statements;
const effect = (statements: readonly Statement[]): string =>
  decide({ action: "s3:getobject", resource: ["arn:aws:s3:::b/k"], context: {} }, { identity: statements }).effect;
const tag = (operator: string, value: string): object => ({ Condition: { [operator]: { "aws:RequestTag/team": value } } });
const on = (name: string): object => ({ Effect: name, Action: "s3:*", Resource: "*" });

it("lets nobody in whom no single choice lets in", () => {
  expect(effect(policy({ ...on("Allow"), ...tag("StringEquals", "ml") }))).toBe("allow");
  expect(effect(policy({ ...on("Allow"), ...tag("StringEquals", "ml") }, { ...on("Deny"), ...tag("StringLike", "m*") }))).toBe("deny");
  expect(effect(policy({ ...on("Allow"), ...tag("StringLike", "m*") }, { ...on("Deny"), ...tag("StringEquals", "ml") }))).toBe("allow");
  expect(effect(policy({ ...on("Allow"), ...tag("StringEquals", "ml") }, { ...on("Deny"), ...tag("Null", "false") }))).toBe("deny");
});

it("gives up where there are too many, and has nothing to try where nothing is free", () => {
  const many = policy(
    ...Array.from({ length: 12 }, (_, at) => ({
      ...on("Allow"),
      Condition: { StringEquals: { [`aws:RequestTag/${at}`]: Array.from({ length: 20 }, (_, value) => `v${value}`) } },
    })),
  );
  expect(choicesFor(many, {}, [])).toBeUndefined();
  expect(effect(many)).toBe("allow");
  expect(choicesFor(policy(on("Allow")), {}, [])).toBeUndefined();
});
