export { looksLikeMxnetParams, type MxnetParams, readMxnetParams } from "./params.ts";
