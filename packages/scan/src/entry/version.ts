export { CATALOG_VERSION, TOOL_VERSION } from "../engine/version.ts";
