import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { decided, verdict } from "./compare.ts";
import { type World, worldsOf } from "./worlds.ts";

const present = spawnSync("python3", ["-I", "-c", "pass"]).status === 0;
const withPython = present ? test : test.skip;

withPython(
  "1,000 random worlds of RBAC: the answers of the reference that writes out every request (skipped without python3)",
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
    expect(careful).toBeLessThan(20);
  },
  300_000,
);

test("an evaluator that forgets a rule is found out", () => {
  const world: World = {
    roles: [
      { kind: "ClusterRole", name: "all", labels: {}, rules: [{ verbs: ["*"], groups: ["*"], resources: ["*"], names: [], urls: [] }] },
    ],
    bindings: [
      {
        kind: "RoleBinding",
        name: "b",
        namespace: "ml",
        role: { kind: "ClusterRole", name: "all" },
        subjects: [{ kind: "ServiceAccount", name: "train" }],
      },
    ],
    user: { name: "system:serviceaccount:ml:train", groups: [] },
    // A cluster role that a role binding binds holds in its namespace only.
    request: { verb: "get", group: "", resource: "secrets", subresource: "", name: "", namespace: "web" },
    answers: ["deny"],
  };
  expect(decided(world)).toBe("deny");
  expect(verdict(world, "allow")).toBe("disagrees");
  expect(verdict(world, "unknown")).toBe("disagrees");
  expect(verdict({ ...world, answers: ["allow", "deny"] }, "unknown")).toBe("agrees");
});
