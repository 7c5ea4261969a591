export type * from "./decoded-bytes.ts";
