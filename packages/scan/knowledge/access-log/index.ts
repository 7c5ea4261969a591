import { DEFENCE_EVASION } from "./defence-evasion.ts";
import { EXECUTION } from "./execution.ts";
import { EXFILTRATION } from "./exfiltration.ts";
import { MODEL_THEFT } from "./model-theft.ts";
import { PERSISTENCE } from "./persistence.ts";
import type { AccessLogRow } from "./row.ts";

/** What actions say by themselves, by id. */
export const ACCESS_LOG_ROWS: readonly AccessLogRow[] = [...DEFENCE_EVASION, ...EXECUTION, ...EXFILTRATION, ...MODEL_THEFT, ...PERSISTENCE];

export type { AccessLogRow, RowCondition, Tactic } from "./row.ts";
