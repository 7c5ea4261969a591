import type { ScanResult } from "../../result.ts";
import { utcSeconds } from "../identifiers/identifiers.ts";
import type { ReportContext, Reporter } from "../reporter.ts";
import { indexResult } from "../result-index.ts";
import { systemName } from "../system-name.ts";
import { unreadEntries } from "../unread.ts";
import { baseIdOf, locationOf } from "./locations.ts";
import { type Judged, resultOf } from "./results.ts";
import { rulesOf, taxonomiesOf } from "./rules.ts";
import type { Notification, SarifLog } from "./types.ts";

const UNREAD = "castellan/unread";
const UNRESOLVED = "castellan/unresolved";

/** What was not seen: a warning for what had to be read, a note for what could not be resolved. */
function notifications(result: ScanResult): Notification[] {
  const unread = unreadEntries(result).map(
    (entry): Notification => ({
      descriptor: { id: UNREAD },
      level: entry.required ? "warning" : "note",
      message: { text: entry.reason.toWellFormed() || "could not be read" },
      locations: [locationOf(entry)],
    }),
  );
  const unresolved = result.coverage.unresolved.map(
    (entry): Notification => ({
      descriptor: { id: UNRESOLVED },
      level: "note",
      message: { text: `${entry.what} could not be resolved`.toWellFormed() },
      locations: [locationOf(entry)],
    }),
  );
  return [...unread, ...unresolved];
}

/** A SARIF 2.1.0 log of one run. */
export function sarifLog(result: ScanResult, context: ReportContext): SarifLog {
  const taxonomies = taxonomiesOf(result);
  const rules = rulesOf(result, taxonomies);
  const ruleIndex = new Map(rules.map((rule, position) => [rule.id, position]));
  const judged: Judged = { result, index: indexResult(result), context, taxonomies, ruleIndex };
  const notes = notifications(result);
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "castellan",
            version: result.tool.version,
            semanticVersion: /^\d+\.\d+\.\d+/.test(result.tool.version) ? result.tool.version : undefined,
            informationUri: "https://castellan.dev",
            rules,
            supportedTaxonomies:
              taxonomies.components.length === 0 ? undefined : taxonomies.components.map(({ name }, index) => ({ name, index })),
            notifications: [
              {
                id: UNREAD,
                shortDescription: { text: "Something that had to be read could not be finished" },
                defaultConfiguration: { level: "warning" },
              },
              {
                id: UNRESOLVED,
                shortDescription: { text: "A name or value could not be resolved" },
                defaultConfiguration: { level: "note" },
              },
            ],
          },
        },
        // The trailing slash makes it a category, not one run (§3.17.3); GitHub keeps scans of several targets apart by it.
        automationDetails: { id: `castellan/${encodeURIComponent(systemName(result))}/` },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: Object.fromEntries(
          result.targets.map((target, position) => [baseIdOf(position), { description: { text: target.toWellFormed() || "target" } }]),
        ),
        invocations: [
          {
            executionSuccessful: result.summary.complete,
            startTimeUtc: context.reproducible === true || result.run === undefined ? undefined : utcSeconds(result.run.startedAt),
            toolExecutionNotifications: notes.length === 0 ? undefined : notes,
          },
        ],
        taxonomies: taxonomies.components.length === 0 ? undefined : taxonomies.components,
        results: result.findings.map((finding, position) => resultOf(judged, finding, position)),
        properties: { catalog: result.tool.catalog, complete: result.summary.complete, files: result.coverage.files },
      },
    ],
  };
}

export const sarifReporter: Reporter = {
  id: "sarif",
  extension: "sarif",
  render: (result, context) => `${JSON.stringify(sarifLog(result, context), null, 2)}\n`,
};
