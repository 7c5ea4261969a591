import { ASSET_KINDS, type Asset, type Finding } from "@castellan/graph";
import { expect, it } from "vitest";
import { assetChosen, findingSection, isChosen } from "./sections.ts";

const asset = (kind: Asset["kind"]): Asset => ({
  id: kind,
  kind,
  name: kind,
  identity: { key: kind },
  lifecycle: "declared",
  scope: "production",
  attributes: {},
  digests: {},
  occurrences: [],
});
const finding = (rule: string): Finding => ({
  id: "",
  rule,
  title: "",
  severity: "low",
  reasons: [],
  confidence: "certain",
  location: { file: "a" },
  message: "",
  evidence: [],
  remediation: "",
  controls: [],
  fingerprint: "",
  scope: "production",
  factors: { exposure: 0, exploitability: 0, data: 0, blast: 0 },
});

it("knows every kind", () => {
  for (const kind of ASSET_KINDS) expect(assetChosen(asset(kind), { only: [], skip: [] }), kind).toBe(true);
});

it("takes only and skip", () => {
  expect(assetChosen(asset("model"), { only: ["models"], skip: [] })).toBe(true);
  expect(assetChosen(asset("dataset"), { only: ["models"], skip: [] })).toBe(false);
  expect(assetChosen(asset("dataset"), { only: [], skip: ["data"] })).toBe(false);
  expect(assetChosen(asset("dataset"), { only: ["inventory"], skip: [] })).toBe(true);
  expect(isChosen("secrets", { only: ["inventory"], skip: [] })).toBe(false);
});

it("puts findings where their rule or asset belongs", () => {
  expect(findingSection(finding("secret-committed"), asset("model"))).toBe("secrets");
  expect(findingSection(finding("licence-missing"), asset("model"))).toBe("licences");
  expect(findingSection(finding("model-unpinned"), asset("model"))).toBe("models");
  expect(findingSection(finding("bucket-public"), undefined)).toBe("infra");
});
