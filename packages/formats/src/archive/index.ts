export type * from "./zip/zip-archive.ts";
