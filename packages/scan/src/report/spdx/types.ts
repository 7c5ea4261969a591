/* The part of the SPDX 3.0.1 JSON-LD serialisation that Castellan writes. Names as in the context file of the standard. */

export interface CreationInfo {
  readonly "@id": string;
  readonly type: "CreationInfo";
  readonly specVersion: "3.0.1";
  readonly created: string;
  readonly createdBy: readonly string[];
  readonly createdUsing: readonly string[];
}
export interface Hash {
  readonly type: "Hash";
  readonly algorithm: string;
  readonly hashValue: string;
}
export interface DictionaryEntry {
  readonly type: "DictionaryEntry";
  readonly key: string;
  readonly value: string;
}
export interface ExternalIdentifier {
  readonly type: "ExternalIdentifier";
  readonly externalIdentifierType: "packageUrl" | "urlScheme" | "other";
  readonly identifier: string;
}

interface ElementBase {
  readonly spdxId: string;
  readonly creationInfo: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly comment?: string | undefined;
  readonly externalIdentifier?: readonly ExternalIdentifier[] | undefined;
  readonly verifiedUsing?: readonly Hash[] | undefined;
}

interface PackageBase extends ElementBase {
  readonly suppliedBy?: string | undefined;
  readonly originatedBy?: readonly string[] | undefined;
  readonly builtTime?: string | undefined;
  readonly releaseTime?: string | undefined;
  readonly software_primaryPurpose?: string | undefined;
  readonly software_downloadLocation?: string | undefined;
  readonly software_packageVersion?: string | undefined;
  readonly software_packageUrl?: string | undefined;
}

export interface SoftwarePackage extends PackageBase {
  readonly type: "software_Package";
}
export interface SoftwareFile extends ElementBase {
  readonly type: "software_File";
  readonly software_primaryPurpose?: string | undefined;
}
export interface AiPackage extends PackageBase {
  readonly type: "ai_AIPackage";
  readonly ai_autonomyType?: "yes" | "no" | "noAssertion" | undefined;
  readonly ai_domain?: readonly string[] | undefined;
  readonly ai_hyperparameter?: readonly DictionaryEntry[] | undefined;
  readonly ai_informationAboutApplication?: string | undefined;
  readonly ai_informationAboutTraining?: string | undefined;
  readonly ai_limitation?: string | undefined;
  readonly ai_metric?: readonly DictionaryEntry[] | undefined;
  readonly ai_typeOfModel?: readonly string[] | undefined;
  readonly ai_useSensitivePersonalInformation?: "yes" | "no" | "noAssertion" | undefined;
}
export interface DatasetPackage extends PackageBase {
  readonly type: "dataset_DatasetPackage";
  readonly dataset_datasetType: readonly string[];
  readonly dataset_confidentialityLevel?: "clear" | "green" | "amber" | "red" | undefined;
  readonly dataset_dataCollectionProcess?: string | undefined;
  readonly dataset_datasetSize?: number | undefined;
  readonly dataset_hasSensitivePersonalInformation?: "yes" | "no" | "noAssertion" | undefined;
  readonly dataset_intendedUse?: string | undefined;
  readonly dataset_knownBias?: readonly string[] | undefined;
}
export interface Relationship extends ElementBase {
  readonly type: "Relationship";
  readonly from: string;
  readonly relationshipType: string;
  readonly to: readonly string[];
  readonly completeness?: "complete" | "incomplete" | "noAssertion" | undefined;
}
export interface LicenseExpression extends ElementBase {
  readonly type: "simplelicensing_LicenseExpression";
  readonly simplelicensing_licenseExpression: string;
}
export interface SimpleLicensingText extends ElementBase {
  readonly type: "simplelicensing_SimpleLicensingText";
  readonly simplelicensing_licenseText: string;
}
export interface Party extends ElementBase {
  readonly type: "Organization" | "SoftwareAgent" | "Tool";
}
export interface Collection extends ElementBase {
  readonly type: "SpdxDocument" | "software_Sbom";
  readonly profileConformance?: readonly string[] | undefined;
  readonly software_sbomType?: readonly string[] | undefined;
  readonly rootElement: readonly string[];
  readonly element: readonly string[];
}

export type ArtifactElement = SoftwarePackage | SoftwareFile | AiPackage | DatasetPackage;
export type Element = ArtifactElement | Relationship | LicenseExpression | SimpleLicensingText | Party | Collection;
export interface SpdxLog {
  readonly "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld";
  readonly "@graph": readonly (CreationInfo | Element)[];
}
