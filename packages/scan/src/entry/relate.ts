export { accessDocument } from "../access/document.ts";
export { accessLines } from "../access/lines.ts";
export { accessOf } from "../access/who-can.ts";
export { impactOf, pathsBetween } from "../paths/impact.ts";
export { impactLines, pathLines } from "../paths/lines.ts";
