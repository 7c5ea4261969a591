import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const ROOT: string = join(import.meta.dirname, "..");
/** Beside dist, so that a checkout in use is not disturbed. */
export const BUILT: string = join(ROOT, "apps/cli/built-e2e");

/** Builds the CLI before the end-to-end tests. */
export function setup(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, "tools/build.ts"), "--out", BUILT], { stdio: "inherit" });
  if (status !== 0) throw new Error("the build failed");
}
