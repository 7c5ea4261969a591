// packages/scan/src/engine/version.ts
/** Version of the tool; the release script changes it together with the package.json files. */
const TOOL_VERSION = "0.1.0";
/** Version of what is known: rules, secrets, libraries. */
const CATALOG_VERSION = "2026.11";
export { TOOL_VERSION as n, CATALOG_VERSION as t };
