export { impactOf, pathsBetween } from "../paths/impact.ts";
export { impactLines, pathLines } from "../paths/lines.ts";
