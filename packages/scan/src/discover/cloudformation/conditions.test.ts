import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { cloudformationDiscoverer } from "./index.ts";

const HEAD = `Parameters:
  Stage: {Type: String, Default: prod}
  Open: {Type: String}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
  Test: !Not [!Condition Prod]
  Asked: !Equals [!Ref Open, 'yes']
  Both: !And [!Condition Prod, {Condition: Asked}]
  Neither: !And [!Condition Test, !Condition Asked]
  Either: !Or [!Condition Asked, !Condition Prod]
  Region: !Equals [!Ref AWS::Region, eu-west-1]
  Mapped: {"Fn::Not": [{"Fn::Equals": [{"Fn::FindInMap": [M, prod, flag]}, "on"]}]}
  Circle: !Not [!Condition Circle]
  Odd: !Equals [a]
  Text: prod
Mappings: {M: {prod: {flag: "on"}}}
`;
function property(value: string): unknown {
  const { resources } = discovered(
    projectOf({ "t.yaml": `${HEAD}Resources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      X: ${value}\n` }),
    cloudformationDiscoverer,
  );
  return resources[0]?.attributes["X"];
}

describe("conditions of templates", () => {
  it.each([
    ["Prod", "a"],
    ["Test", "b"],
    ["Asked", "${If}"],
    ["Both", "${If}"],
    ["Neither", "b"],
    ["Either", "a"],
    ["Region", "${If}"],
    ["Mapped", "b"],
    ["Circle", "${If}"],
    ["Odd", "${If}"],
    ["Text", "${If}"],
    ["Missing", "${If}"],
  ])("%s comes to %j", (name, value) => {
    expect(property(`!If [${name}, a, b]`)).toBe(value);
    expect(property(`{"Fn::If": [${name}, a, b]}`)).toBe(value);
  });

  it("takes what both arms say, leaves out what has no value, and keeps what is open open", () => {
    expect(property("!If [Asked, {A: 1}, {A: 1}]")).toEqual({ A: 1 });
    expect(property("!If [Test, a, !Ref AWS::NoValue]")).toBeUndefined();
    expect(property("[!If [Test, a, !Ref AWS::NoValue], c]")).toEqual(["c"]);
    expect(property("!If [Prod, !If [Test, a, b], c]")).toBe("b");
    expect(property("!If [Prod]")).toBe("${If}");
  });

  it("works out conditions that name each other many times in one pass", () => {
    const chain = Array.from({ length: 35 }, (_, index) => `  C${index}: !And [!Condition C${index + 1}, !Condition C${index + 1}]\n`);
    const { resources } = discovered(
      projectOf({
        "t.yaml": `Conditions:\n${chain.join("")}  C35: !Equals [a, a]\nResources:\n  R: {Type: 'AWS::S3::Bucket', Properties: {X: !If [C0, a, b]}}\n`,
      }),
      cloudformationDiscoverer,
    );
    expect(resources[0]?.attributes["X"]).toBe("a");
  });
});
