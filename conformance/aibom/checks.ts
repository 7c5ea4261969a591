import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { Ajv2020 } from "ajv/dist/2020.js";
import { danglingReferences } from "../../packages/scan/src/report/cyclonedx/reference-check.ts";
import { readCyclonedx } from "../../packages/scan/src/report/cyclonedx/index.ts";
import { REPORTERS } from "../../packages/scan/src/report/registry.ts";
import type { ReportContext } from "../../packages/scan/src/report/reporter.ts";
import { spdxProblems } from "../../packages/scan/src/report/spdx/index.ts";
import { sarifSchema } from "../../packages/scan/src/report/sarif/schema.ts";
import { scanSchema } from "../../packages/scan/src/report/json/schema.ts";
import type { ScanResult } from "../../packages/scan/src/result.ts";

/** Where the copy of the SPDX schema stands that unit tests use too. */
export const SPDX_SCHEMA: URL = new URL("../../packages/scan/src/report/spdx/testing/spdx-3.0.1.schema.json", import.meta.url);

const CYCLONEDX = {
  "1.7": new Validation.JsonStrictValidator(Spec.Version.v1dot7),
  "1.6": new Validation.JsonStrictValidator(Spec.Version.v1dot6),
} as const;
export type CycloneDxVersion = keyof typeof CYCLONEDX;

export async function isValidCycloneDx(text: string, version: CycloneDxVersion): Promise<boolean> {
  return (await CYCLONEDX[version].validate(text)) === null;
}

const spdx = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SPDX_SCHEMA, "utf8")));

const CONTEXT: ReportContext = { time: "2026-01-01T00:00:00Z", excerpt: () => undefined, color: false, width: 100, all: true };

/** Names and kinds of the inventory, as far as a document must give them back. */
function inventoryLines(assets: readonly { readonly id: string; readonly kind: string; readonly name: string }[], relations: readonly { readonly from: string; readonly kind: string; readonly to: string }[]): string {
  return [...assets.map((asset) => `${asset.id} ${asset.kind} ${asset.name.toWellFormed()}`), ...relations.map((relation) => `${relation.from} ${relation.kind} ${relation.to}`)].sort().join("\n");
}

export interface Outcome { readonly check: string; readonly problems: readonly string[] }

/** Every report of one result, each held against its own standard. */
export async function checkReports(name: string, result: ScanResult): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const reporter of REPORTERS) {
    const check = `${name}: ${reporter.id}`;
    let text: string;
    try {
      text = reporter.render(result, CONTEXT);
    } catch (error) {
      outcomes.push({ check, problems: [error instanceof Error ? error.message : String(error)] });
      continue;
    }
    const problems: string[] = text === reporter.render(result, CONTEXT) ? [] : ["a second rendering gives other bytes"];
    if (reporter.id === "cyclonedx" || reporter.id === "cyclonedx-1.6") {
      const document: unknown = JSON.parse(text);
      if (!(await isValidCycloneDx(text, reporter.id === "cyclonedx" ? "1.7" : "1.6"))) problems.push("not valid by the schema");
      problems.push(...danglingReferences(document));
      const back = readCyclonedx(document);
      if (inventoryLines(back.assets, back.relations) !== inventoryLines(result.inventory.assets, result.inventory.relations)) problems.push("kinds, names or relations were lost");
    } else if (reporter.id === "spdx") {
      const document: unknown = JSON.parse(text);
      if (!spdx(document)) problems.push(`not valid by the schema: ${spdx.errors?.[0]?.instancePath ?? ""} ${spdx.errors?.[0]?.message ?? ""}`);
      problems.push(...spdxProblems(document));
    } else if (reporter.id === "sarif") problems.push(...(sarifSchema.safeParse(JSON.parse(text)).error?.issues.map((issue) => `${issue.path.join("/")} ${issue.message}`) ?? []));
    else if (reporter.id === "json") problems.push(...(scanSchema.safeParse(JSON.parse(text)).error?.issues.map((issue) => `${issue.path.join("/")} ${issue.message}`) ?? []));
    outcomes.push({ check, problems });
  }
  return outcomes;
}
