import { readFileSync } from "node:fs";
import { CATALOG_VERSION, TOOL_VERSION } from "./version.ts";

/**
 * What the cached values are a function of besides their input. The build writes a hash of all its code beside the
 * modules; sources that run without a build have none, since they change from run to run.
 */
export function buildId(): string | undefined {
  try {
    return `${TOOL_VERSION} ${CATALOG_VERSION} ${readFileSync(new URL("./build-id", import.meta.url), "utf8").trim()}`;
  } catch {
    return undefined;
  }
}
