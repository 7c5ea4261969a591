export { type Attestation, attests, readAttestation, signAttestation } from "../provenance/attestation.ts";
export { PROVENANCE_FORMS, type ProvenanceForm, readProvenance, writeProvenance } from "../provenance/convert.ts";
export type { Lineage } from "../provenance/lineage.ts";
export { manifestDocument, rootOf } from "../provenance/manifest.ts";
export { attachReferrer, referrersOf } from "../provenance/oci-layout.ts";
export {
  approvalPredicate,
  type NamedDigest,
  PREDICATE_NAMES,
  PREDICATES,
  type PredicateName,
  scanPredicate,
  trainingPredicate,
} from "../provenance/predicates.ts";
