export { DataError, type DataErrorCode } from "./errors.ts";
export { applicableFamilies, POISON_FAMILIES, type PoisonFamily, TRIGGER_FAMILIES } from "./poison/families.ts";
export { type Poisoned, type PoisonOptions, poison } from "./poison/poison.ts";
export { selectRows } from "./poison/rows.ts";
export { Random } from "./statistics/random.ts";
export { type EngineOptions, openEngine } from "./table/engine.ts";
export { readTable } from "./table/read-table.ts";
export type { Column, Dataset, ImageSet, Matrix, NumberColumn, StringColumn, Table, TimeColumn } from "./table/table.ts";
