import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { cloudformationDiscoverer } from "./index.ts";

const resource = (globals: string, type: string, properties: string) =>
  discovered(
    projectOf({ "t.yaml": `Globals: ${globals}\nResources:\n  R:\n    Type: ${type}\n    Properties: ${properties}\n` }),
    cloudformationDiscoverer,
  ).resources[0]?.attributes;

describe("Globals of SAM", () => {
  it("are merged as SAM does", () => {
    expect(
      resource(
        "{Function: {Timeout: 5, MemorySize: 1, Layers: [a], Environment: {Variables: {A: g, B: g}}}}",
        "AWS::Serverless::Function",
        "{Timeout: 9, Layers: [b], Environment: {Variables: {B: own, C: own}}}",
      ),
    ).toEqual({ Timeout: 9, MemorySize: 1, Layers: ["a", "b"], Environment: { Variables: { A: "g", B: "own", C: "own" } } });
  });

  it("are for the types that they name, and give way to calls of functions", () => {
    expect(resource("{Function: {Timeout: 5}}", "AWS::Lambda::Function", "{A: 1}")).toEqual({ A: 1 });
    expect(resource("{Api: {Auth: {A: 1}}}", "AWS::Serverless::Function", "{A: 1}")).toEqual({ A: 1 });
    expect(resource("{Function: {Tags: {A: 1}}}", "AWS::Serverless::Function", "{Tags: !Ref Other}")).toEqual({ Tags: "${Other}" });
    expect(resource("[1]", "AWS::Serverless::Function", "{A: 1}")).toEqual({ A: 1 });
    expect(resource("{Function: 5}", "AWS::Serverless::Function", "{A: 1}")).toEqual({ A: 1 });
  });
});
