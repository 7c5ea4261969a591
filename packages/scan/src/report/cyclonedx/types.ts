/*
 * The part of CycloneDX 1.6 and 1.7 that Castellan writes, after bom-1.7.schema.json. The library of the
 * CycloneDX project has no model card, data, formulation or citation; so the types stand here. An optional
 * field may be undefined: the writer leaves it out.
 */

export type SpecVersion = "1.6" | "1.7";
export interface Property {
  readonly name: string;
  readonly value: string;
}
export interface Hash {
  readonly alg: string;
  readonly content: string;
}
export interface Organization {
  readonly name: string;
}
export type LicenceChoice =
  | {
      readonly license:
        | { readonly id: string; readonly acknowledgement: "declared" }
        | { readonly name: string; readonly acknowledgement: "declared" };
    }
  | { readonly expression: string; readonly acknowledgement: "declared" };
export interface ExternalReference {
  readonly type: string;
  readonly url: string;
  readonly comment?: string | undefined;
}

export type ComponentType =
  | "application"
  | "framework"
  | "library"
  | "container"
  | "platform"
  | "file"
  | "machine-learning-model"
  | "data"
  | "cryptographic-asset";
export type DataType = "source-code" | "configuration" | "dataset" | "definition" | "other";

export interface Governance {
  readonly owners: readonly { readonly organization: Organization }[];
}

export interface ComponentData {
  readonly type: DataType;
  readonly name?: string | undefined;
  readonly contents?: { readonly url?: string | undefined; readonly properties?: readonly Property[] | undefined } | undefined;
  readonly classification?: string | undefined;
  readonly sensitiveData?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly governance?: Governance | undefined;
}

export interface ModelCard {
  readonly modelParameters?:
    | {
        readonly approach?: { readonly type: string } | undefined;
        readonly task?: string | undefined;
        readonly architectureFamily?: string | undefined;
        readonly modelArchitecture?: string | undefined;
        readonly datasets?: readonly { readonly ref: string }[] | undefined;
        readonly inputs?: readonly { readonly format: string }[] | undefined;
        readonly outputs?: readonly { readonly format: string }[] | undefined;
      }
    | undefined;
  readonly quantitativeAnalysis?: { readonly performanceMetrics: readonly { readonly type: string; readonly value: string }[] } | undefined;
  readonly considerations?:
    | {
        readonly users?: readonly string[] | undefined;
        readonly useCases?: readonly string[] | undefined;
        readonly technicalLimitations?: readonly string[] | undefined;
        readonly performanceTradeoffs?: readonly string[] | undefined;
        readonly ethicalConsiderations?: readonly { readonly name: string }[] | undefined;
        readonly fairnessAssessments?: readonly { readonly groupAtRisk: string }[] | undefined;
      }
    | undefined;
  readonly properties?: readonly Property[] | undefined;
}

export interface IdentityEvidence {
  readonly field: "name" | "version" | "purl" | "hash";
  readonly confidence: number;
  readonly concludedValue?: string | undefined;
  readonly methods: readonly { readonly technique: string; readonly confidence: number; readonly value?: string | undefined }[];
  readonly tools?: readonly string[] | undefined;
}

export interface EvidenceOccurrence {
  readonly location: string;
  readonly line?: number | undefined;
  readonly symbol?: string | undefined;
  readonly additionalContext?: string | undefined;
}

export interface Component {
  readonly "bom-ref"?: string | undefined;
  readonly type: ComponentType;
  readonly supplier?: Organization | undefined;
  readonly group?: string | undefined;
  readonly name: string;
  readonly version?: string | undefined;
  /** 1.7: not part of what is delivered, as a hosted model. */
  readonly isExternal?: boolean | undefined;
  readonly description?: string | undefined;
  readonly scope?: "required" | "optional" | "excluded" | undefined;
  readonly hashes?: readonly Hash[] | undefined;
  readonly licenses?: readonly LicenceChoice[] | undefined;
  readonly purl?: string | undefined;
  readonly pedigree?: { readonly ancestors: readonly Component[]; readonly notes?: string | undefined } | undefined;
  readonly externalReferences?: readonly ExternalReference[] | undefined;
  readonly evidence?:
    | { readonly identity?: readonly IdentityEvidence[] | undefined; readonly occurrences?: readonly EvidenceOccurrence[] | undefined }
    | undefined;
  readonly modelCard?: ModelCard | undefined;
  readonly data?: readonly ComponentData[] | undefined;
  readonly cryptoProperties?:
    | { readonly assetType: "related-crypto-material"; readonly relatedCryptoMaterialProperties: { readonly type: "credential" } }
    | undefined;
  readonly properties?: readonly Property[] | undefined;
}

export interface ServiceData {
  readonly flow: "inbound" | "outbound" | "bi-directional" | "unknown";
  readonly classification: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly governance?: Governance | undefined;
  readonly source?: readonly string[] | undefined;
  readonly destination?: readonly string[] | undefined;
}

export interface Service {
  readonly "bom-ref": string;
  readonly provider?: Organization | undefined;
  readonly name: string;
  readonly version?: string | undefined;
  readonly description?: string | undefined;
  readonly endpoints?: readonly string[] | undefined;
  readonly authenticated?: boolean | undefined;
  readonly "x-trust-boundary"?: boolean | undefined;
  readonly trustZone?: string | undefined;
  readonly data?: readonly ServiceData[] | undefined;
  readonly licenses?: readonly LicenceChoice[] | undefined;
  readonly externalReferences?: readonly ExternalReference[] | undefined;
  readonly services?: readonly Service[] | undefined;
  readonly properties?: readonly Property[] | undefined;
}

export interface ResourceReference {
  readonly ref: string;
}
export interface Task {
  readonly "bom-ref": string;
  readonly uid: string;
  readonly name: string;
  readonly taskTypes: readonly string[];
  readonly steps?:
    | readonly { readonly name?: string | undefined; readonly commands: readonly { readonly executed: string }[] }[]
    | undefined;
  readonly inputs?: readonly { readonly resource: ResourceReference }[] | undefined;
  readonly outputs?: readonly { readonly resource: ResourceReference; readonly type: "artifact" | "metrics" }[] | undefined;
  readonly properties?: readonly Property[] | undefined;
}
export interface Dependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[] | undefined;
}
export interface Workflow extends Task {
  readonly resourceReferences?: readonly ResourceReference[] | undefined;
  readonly tasks?: readonly Task[] | undefined;
  readonly taskDependencies?: readonly Dependency[] | undefined;
}

export interface Vulnerability {
  readonly "bom-ref": string;
  readonly id: string;
  readonly source: { readonly name: string };
  readonly ratings: readonly {
    readonly source: { readonly name: string };
    readonly severity: string;
    readonly method: "other";
    readonly justification?: string | undefined;
  }[];
  readonly cwes?: readonly number[] | undefined;
  readonly description: string;
  readonly detail: string;
  readonly recommendation: string;
  readonly analysis?:
    | { readonly state: "in_triage"; readonly response?: readonly string[] | undefined; readonly detail: string }
    | undefined;
  readonly affects: readonly { readonly ref: string }[];
  readonly properties: readonly Property[];
}

export interface Annotation {
  readonly "bom-ref": string;
  readonly subjects: readonly string[];
  readonly annotator: { readonly component: Component };
  readonly timestamp: string;
  readonly text: string;
}
export interface Composition {
  readonly aggregate: string;
  readonly assemblies?: readonly string[] | undefined;
  readonly dependencies?: readonly string[] | undefined;
}
export interface Citation {
  readonly pointers: readonly string[];
  readonly timestamp: string;
  readonly attributedTo: string;
  readonly note: string;
}

export interface Bom {
  readonly $schema: string;
  readonly bomFormat: "CycloneDX";
  readonly specVersion: SpecVersion;
  readonly serialNumber?: string | undefined;
  readonly version: 1;
  readonly metadata: {
    readonly timestamp?: string | undefined;
    readonly lifecycles: readonly { readonly phase: string }[];
    readonly tools: { readonly components: readonly Component[] };
    readonly component: Component;
    readonly properties?: readonly Property[] | undefined;
  };
  readonly components: readonly Component[];
  readonly services?: readonly Service[] | undefined;
  readonly dependencies: readonly Dependency[];
  readonly compositions: readonly Composition[];
  readonly vulnerabilities?: readonly Vulnerability[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
  readonly formulation?: readonly { readonly "bom-ref": string; readonly workflows: readonly Workflow[] }[] | undefined;
  readonly citations?: readonly Citation[] | undefined;
}
