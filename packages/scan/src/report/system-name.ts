import type { ScanResult } from "../result.ts";

/** What the scanned system is called: its repository, else the last part of the first target. */
export function systemName(result: ScanResult): string {
  const repositories = new Set(
    result.inventory.assets.map((asset) => asset.repository).filter((name) => name !== undefined && name !== ""),
  );
  const [repository] = repositories;
  if (repositories.size === 1 && repository !== undefined) return repository.toWellFormed();
  const names = result.targets
    .map((target) =>
      target
        .replace(/[\\/]+$/, "")
        .split(/[\\/]/)
        .at(-1),
    )
    .filter((name) => name !== undefined && name !== "" && name !== ".");
  return (names.length === 0 ? "scanned system" : names.join(" + ")).toWellFormed();
}
