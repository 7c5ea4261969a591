import { describe, expect, it } from "vitest";
import { near, ofOneProject } from "./near.ts";

describe("near", () => {
  it.each([
    ["main.tf", "compose.yaml"],
    ["main.tf", "k8s/app.yaml"],
    ["infra/eks.tf", "k8s/inference.yaml"],
    ["deploy/terraform/main.tf", "k8s/app.yaml"],
    ["services/a/main.tf", "services/a/k8s/app.yaml"],
  ])("%s and %s belong together", (a, b) => {
    expect(near({ file: a }, { file: b })).toBe(true);
    expect(near({ file: b }, { file: a })).toBe(true);
  });

  it.each([
    ["prod/main.tf", "staging/app.yaml"],
    ["services/a/main.tf", "services/b/app.yaml"],
    ["k8s/app.yaml", "services/b/main.tf"],
    ["breaches/x/vuln/main.tf", "breaches/y/vuln/app.yaml"],
    ["x/vuln/main.tf", "x/fixed/app.yaml"],
  ])("%s and %s do not", (a, b) => expect(near({ file: a }, { file: b })).toBe(false));

  it("keeps targets apart", () => expect(near({ file: "a.tf", target: 0 }, { file: "a.tf", target: 1 })).toBe(false));
});

describe("ofOneProject", () => {
  it.each([
    ["k8s/network/deny.yaml", "k8s/serving/llm/app.yaml"],
    ["infra/gitea.yaml", "src/train/deep/down/train.py"],
    ["compose.yaml", "services/train/src/deep/down/train.py"],
    ["apps/netpol/deny.yaml", "apps/llm/app.yaml"],
    ["a/main.tf", "a/app.yaml"],
  ])("%s and %s", (a, b) => {
    expect(ofOneProject({ file: a }, { file: b })).toBe(true);
    expect(ofOneProject({ file: b }, { file: a })).toBe(true);
  });

  it.each([
    ["projects/shop/policy.yaml", "projects/chat/app.yaml"],
    ["k8s/prod/policy.yaml", "k8s/staging/app.yaml"],
    ["breaches/x/vuln/gitlab.yaml", "projects/y/.github/workflows/a.yml"],
  ])("%s and %s are of two", (a, b) => expect(ofOneProject({ file: a }, { file: b })).toBe(false));

  it("keeps targets apart", () => expect(ofOneProject({ file: "a.tf", target: 0 }, { file: "a.tf", target: 1 })).toBe(false));
});
