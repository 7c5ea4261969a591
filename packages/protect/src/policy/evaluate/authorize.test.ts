import { expect, test } from "vitest";
import { policySetOf } from "../policy-set.ts";
import { requestOf } from "./request.ts";

test("smoke", () => {
  const set = policySetOf([{ name: "a.cedar", text: "permit(principal, action, resource) when { context.a > 3 };" }]);
  const request = requestOf({ principal: { type: "U", id: "a" }, action: { type: "Action", id: "x" }, resource: { type: "R", id: "r" }, context: { a: 4 }, entities: [] });
  expect(set.evaluator.decide(request).allowed).toBe(true);
});
