import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { decided, verdict } from "./compare.ts";
import { type World, worldsOf } from "./worlds.ts";

const present = spawnSync("python3", ["-I", "-c", "pass"]).status === 0;
const withPython = present ? test : test.skip;

withPython(
  "1,000 random worlds of policies: the answers of the brute-force reference (skipped without python3)",
  async () => {
    const disagreeing: World[] = [];
    const answers = new Set<string>();
    let careful = 0;
    for await (const world of worldsOf(11, 1000)) {
      const outcome = verdict(world, decided(world));
      answers.add(world.answers.join(" or "));
      if (outcome === "disagrees") disagreeing.push(world);
      if (outcome === "careful") careful++;
    }
    expect(disagreeing).toEqual([]);
    // All kinds of answers were there, and "unknown" was not said to be on the safe side.
    expect([...answers].sort()).toEqual(["allow", "allow or deny", "deny"]);
    expect(careful).toBeLessThan(10);
  },
  300_000,
);

test("an evaluator that forgets a rule is found out", () => {
  const world: World = {
    action: "s3:GetObject",
    resource: "arn:aws:s3:::data",
    caller: { kind: "user", arn: "arn:aws:iam::111111111111:user/kim", account: "111111111111" },
    resourceAccount: "222222222222",
    context: {},
    identity: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    boundary: null,
    session: null,
    scp: [],
    rcp: [],
    resourcePolicy: null,
    endpoint: null,
    resourceMustAllow: false,
    answers: ["deny"],
  };
  expect(decided(world)).toBe("deny");
  expect(verdict(world, "allow")).toBe("disagrees");
  expect(verdict(world, "unknown")).toBe("disagrees");
  expect(verdict({ ...world, answers: ["allow", "deny"] }, "unknown")).toBe("agrees");
  expect(verdict({ ...world, answers: ["allow", "deny"] }, "allow")).toBe("disagrees");
});
