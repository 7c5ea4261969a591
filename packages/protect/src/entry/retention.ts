export { type DeletionCertificate, readDeletion } from "../retention/certificate.ts";
export { contentAt } from "../retention/content.ts";
export { type Erasure, erase, placeOf, withDigests } from "../retention/erase.ts";
export { planRetention, type RetentionItem, type RetentionPlan, type RetentionState } from "../retention/plan.ts";
export { readRetentionPlan } from "../retention/read-plan.ts";
export { type RetentionRules, readRetentionRules } from "../retention/rules.ts";
