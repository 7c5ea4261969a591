/** Version of the tool; the release script changes it together with the package.json files. */
export const TOOL_VERSION = "0.1.0";
/** Version of what is known: rules, secrets, libraries. */
export const CATALOG_VERSION = "2026.11";
