import { AGENTS } from "./agents.ts";
import { INFRASTRUCTURE } from "./infrastructure.ts";
import { LIBRARIES } from "./libraries.ts";
import type { VulnerableRange } from "./schema.ts";
import { SERVERS } from "./servers.ts";

export { affects, mendedIn, namesPackage } from "./affects.ts";
export { VulnerableRange } from "./schema.ts";

/**
 * Versions of AI infrastructure with known holes, each row with its source and the day on which that was read. It is a
 * selection: holes through which others get in, run code or read data. `--advisories` matches everything published.
 */
export const VULNERABLE: readonly VulnerableRange[] = [...INFRASTRUCTURE, ...SERVERS, ...LIBRARIES, ...AGENTS];

/** The day on which the newest row was read. */
export const COMPILED =
  VULNERABLE.map(({ seen }) => seen)
    .sort()
    .at(-1) ?? "";
