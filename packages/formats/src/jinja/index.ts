export type * from "./nodes.ts";
export { type JinjaReading, readJinja } from "./parser.ts";
