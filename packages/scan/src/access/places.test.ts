import type { Asset, Relation, ResourceEntry } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { factsOf, Lookup, placesOf } from "./places.ts";
import { accessOf } from "./who-can.ts";

function asset(id: string, kind: Asset["kind"], more: Partial<Asset> = {}): Asset {
  return {
    id,
    kind,
    name: id,
    identity: { key: id },
    occurrences: [],
    lifecycle: "declared",
    scope: "production",
    attributes: {},
    digests: {},
    ...more,
  };
}
const relation = (from: string, kind: Relation["kind"], to: string): Relation => ({
  from,
  kind,
  to,
  strength: "stated",
  evidence: [{ file: "a.py", line: 3, technique: "syntax", confidence: "certain" }],
});
const bucket = (name: string): ResourceEntry => ({
  address: `aws_s3_bucket.${name}`,
  type: "aws_s3_bucket",
  file: "main.tf",
  line: 1,
  attributes: { bucket: name },
  root: "",
});
const declared = (name: string): Asset =>
  asset(name, "storage", {
    identity: { key: `uri:s3://${name}`, uri: `s3://${name}`, address: `aws_s3_bucket.${name}` },
    occurrences: [{ file: "main.tf", line: 1, resource: `aws_s3_bucket.${name}`, technique: "configuration", confidence: "certain" }],
  });
const writer: ResourceEntry = {
  address: "aws_iam_role.w",
  type: "aws_iam_role",
  file: "main.tf",
  line: 9,
  root: "",
  attributes: {
    name: "w",
    inline_policy: [
      {
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: "s3:PutObject", Resource: ["arn:aws:s3:::feeds/*", "arn:aws:s3:::models/v1/*"] }],
        }),
      },
    ],
  },
};

const assets = [
  asset("model", "model"),
  asset("weights", "model-file", { identity: { key: "w", uri: "s3://models/v1/model.safetensors" } }),
  asset("rows", "dataset"),
  asset("run", "training-run"),
  asset("fetch", "pipeline-step"),
  declared("feeds"),
  declared("models"),
  asset("api", "endpoint"),
];
const relations = [
  relation("model", "materialised_as", "weights"),
  relation("weights", "stored_in", "models"),
  relation("run", "produces", "model"),
  relation("run", "trains_on", "rows"),
  relation("fetch", "produces", "rows"),
  relation("fetch", "reads", "feeds"),
  relation("api", "serves", "model"),
  // A circle ends.
  relation("rows", "derived_from", "rows"),
];
const inventory = { assets, relations, packages: [], resources: [bucket("feeds"), bucket("models"), writer] };
const lookup = new Lookup(inventory);
const roles = (id: string): readonly string[] => {
  const found = lookup.asset(id);
  return found === undefined ? [] : placesOf(found, lookup).map(({ role, resource, uri }) => `${role} ${resource?.address ?? uri ?? ""}`);
};

describe("placesOf", () => {
  it("leads from a model to its files, their bucket, and what its training data is made from", () =>
    expect(roles("model")).toEqual([
      "storage s3://models/v1/model.safetensors",
      "storage aws_s3_bucket.models",
      "source aws_s3_bucket.feeds",
    ]));

  it("leads from data to its source, and from an endpoint to the data of its model", () => {
    expect(roles("rows")).toEqual(["source aws_s3_bucket.feeds"]);
    expect(roles("api")).toEqual(["model data s3://models/v1/model.safetensors", "model data aws_s3_bucket.models"]);
  });
});

describe("accounts of one service", () => {
  const at = { file: "main.tf", line: 1, root: "", attributes: {} };
  const account = (name: string): ResourceEntry => ({
    ...at,
    address: `azurerm_cognitive_account.${name}`,
    type: "azurerm_cognitive_account",
  });
  const deployment: ResourceEntry = {
    ...at,
    address: "azurerm_cognitive_deployment.d",
    type: "azurerm_cognitive_deployment",
    references: { cognitive_account_id: ["azurerm_cognitive_account.b"] },
  };
  const seen = (...addresses: readonly string[]): Pick<Asset, "occurrences"> => ({
    occurrences: addresses.map((resource) => ({ file: "main.tf", line: 1, resource, technique: "configuration", confidence: "certain" })),
  });
  const service = asset(
    "azure-openai",
    "ai-service",
    seen("azurerm_cognitive_account.a", "azurerm_cognitive_account.b", "azurerm_cognitive_deployment.d"),
  );
  const deployed = asset("chat", "deployed-model", {
    ...seen("azurerm_cognitive_deployment.d"),
    identity: { key: "d", address: "azurerm_cognitive_deployment.d" },
  });
  const all = new Lookup({
    assets: [service, deployed],
    relations: [relation("chat", "served_by", "azure-openai")],
    resources: [account("a"), account("b"), deployment],
  });
  const told = (each: Asset): readonly string[] => placesOf(each, all).map(({ role, resource }) => `${role} ${resource?.address}`);

  it("are all places of the service, and of a model the one that it is deployed in", () => {
    expect(told(service)).toEqual(["itself azurerm_cognitive_account.a", "itself azurerm_cognitive_account.b"]);
    expect(told(deployed)).toEqual(["itself azurerm_cognitive_deployment.d", "endpoint azurerm_cognitive_account.b"]);
  });
});

describe("accessOf a model", () => {
  it("tells who writes its weights, and who may poison what it learns from", () => {
    const [answer] = accessOf("model", { inventory });
    expect(
      answer?.grants.map(({ power, principal, place, conditions }) => `${power} ${principal.name} [${place}] ${conditions.join()}`),
    ).toEqual(["write w [0] ", "write w [1] only for arn:aws:s3:::models/v1/*", "change w [2] "]);
  });

  it("finds assets by a part of the name, whatever its case, and resources by their name", () => {
    expect(accessOf("WEIGH", { inventory }).map(({ asset: { name } }) => name)).toEqual(["weights"]);
    expect(accessOf("aws_s3_bucket.feeds", { inventory }).map(({ asset: { name } }) => name)).toEqual(["feeds"]);
    expect(accessOf("x", { inventory })).toEqual([]);
  });
});

it("factsOf tells who makes and uses it", () => {
  const rows = lookup.asset("rows");
  expect(rows === undefined ? [] : factsOf(rows, lookup).map(({ says, line }) => `${says} ${line}`)).toEqual([
    "trains training-run run 3",
    "is made by pipeline-step fetch 3",
    "is made from dataset rows 3",
  ]);
});
