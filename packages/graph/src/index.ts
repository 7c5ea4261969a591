export * from "./asset.ts";
export * from "./asset-graph.ts";
export * from "./canonical-json.ts";
export * from "./errors.ts";
export * from "./finding.ts";
export * from "./fingerprint.ts";
export * from "./priority.ts";
export * from "./vocabulary.ts";
