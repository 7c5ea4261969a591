import type { ScanResult } from "../result.ts";

type Skipped = ScanResult["coverage"]["skipped"][number];

/**
 * What a reader tried and could not finish: all that had to be read, and files with a reader's own problem
 * ("notebook: …"), which is coverage and not exit code 3. Folders left out by rule are neither.
 */
export function unreadEntries(result: ScanResult): Skipped[] {
  return result.coverage.skipped.filter(wasTried);
}

export function wasTried(entry: Skipped): boolean {
  return entry.required || /^[a-z][a-z0-9-]*: /.test(entry.reason);
}
