export { DataError, type DataErrorCode } from "./errors.ts";
export { type EngineOptions, openEngine } from "./table/engine.ts";
export { readTable } from "./table/read-table.ts";
export type { Column, Dataset, ImageSet, Matrix, NumberColumn, StringColumn, Table, TimeColumn } from "./table/table.ts";
