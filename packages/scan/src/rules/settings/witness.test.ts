import type { ResourceEntry } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../../knowledge/posture/schema.ts";
import { kubernetesDiscoverer } from "../../discover/kubernetes/index.ts";
import { discovered, projectOf } from "../../discover/testing/project-of.ts";
import { resourceIndexOf } from "./resource-index.ts";
import { lineAt, witnessLine } from "./witness.ts";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  hostNetwork: false
  containers:
    - name: a
      image: x:1
      securityContext:
        privileged: false
    - name: b
      image: y:latest
      args:
        - --quiet
        - --trust-remote-code
      securityContext:
        privileged: true
`;

function lineIn(yaml: string, condition: Condition): number | undefined {
  const resources: readonly ResourceEntry[] = discovered(projectOf({ "p.yaml": yaml }), kubernetesDiscoverer).resources;
  const [resource] = resources;
  if (resource === undefined) throw new Error("not read");
  return witnessLine(condition, resource, { attributes: resource.attributes, resource, index: resourceIndexOf(resources) });
}

describe("witnessLine", () => {
  it("is the line of the container, argument and field that make a condition hold, not of the first of its kind", () => {
    expect(lineIn(POD, { some: "spec.containers", where: { setting: "securityContext.privileged", is: true } })).toBe(18);
    expect(lineIn(POD, { setting: "**.privileged", is: true })).toBe(18);
    expect(lineIn(POD, { setting: "spec.containers.args", matches: "trust-remote-code" })).toBe(16);
    expect(
      lineIn(POD, {
        all: [
          { setting: "spec.hostPID", absent: true },
          { setting: "spec.containers.image", matches: "latest" },
        ],
      }),
    ).toBe(13);
  });

  it("is what stands nearest above, of what is missing; none where there is nothing to point at", () => {
    expect(lineIn(POD, { some: "spec.containers", where: { setting: "resources.limits", absent: true } })).toBe(7);
    expect(lineIn(POD, { not: { setting: "spec.hostNetwork", is: true } })).toBe(6);
    expect(lineIn(POD, { setting: "status.phase", absent: true })).toBeUndefined();
    expect(lineAt({}, "a.b[1].c")).toBeUndefined();
    expect(lineAt({ "a.b": 3 }, "a.b[1].c")).toBe(3);
  });

  it("ends in nesting without bounds", () => {
    expect(lineIn(`apiVersion: v1\nkind: Pod\nspec: ${"[".repeat(60)}${"]".repeat(60)}\n`, { setting: "**.x", is: 1 })).toBeUndefined();
  });
});
