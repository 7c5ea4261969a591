import { readFileSync } from "node:fs";
import { analyseFolder } from "./analyse-folder.ts";
import { AnalysisRequest } from "./analysis.ts";

/*
 * The isolated process: may read the quarantined folder, the versions it is compared with and its own code, and
 * write into its scratch folder; its answer is
 * one line of JSON on standard output.
 */
const request = AnalysisRequest.parse(JSON.parse(readFileSync(0, "utf8")));
const report = await analyseFolder(request);
const allowed = (scope: string, place?: string): boolean => process.permission?.has(scope, place) ?? true;
process.stdout.write(
  `${JSON.stringify({ ...report, permissions: { network: allowed("net"), writes: allowed("fs.write", request.folder) } })}\n`,
);
