export { DataIntakeDocument, type DataIntakeResult, ProvenanceRecord } from "../intake/document.ts";
export { isolatedAnalysis } from "../intake/isolate.ts";
export { IntakePolicy, type Policy, readPolicy } from "../intake/policy.ts";
export { renderIntake } from "../intake/report.ts";
export { type IntakeOptions, takeIn } from "../intake/take-in.ts";
