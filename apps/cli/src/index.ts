/**
 * The library: what the command line does, as functions.
 *
 * ```ts
 * import { scan } from "castellan";
 * const result = await scan({ targets: ["."] });
 * ```
 */
export { type Reporter, render, ScanError, type ScanOptions, type ScanResult, scan } from "@castellan/scan";
