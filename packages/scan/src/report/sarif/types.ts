/* The part of SARIF 2.1.0 (OASIS Standard with errata 01) that Castellan writes. Section numbers name the object's definition. */

/** §3.11 and §3.12 */
export interface Message {
  readonly text: string;
  readonly markdown?: string | undefined;
}
/** §3.4 */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string | undefined;
}
/** §3.30 */
export interface Region {
  readonly startLine: number;
  readonly endLine?: number | undefined;
  readonly startColumn?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly snippet?: Message | undefined;
}
/** §3.28 */
export interface Location {
  readonly id?: number | undefined;
  readonly physicalLocation?: { readonly artifactLocation: ArtifactLocation; readonly region?: Region | undefined } | undefined;
  readonly logicalLocations?:
    | readonly { readonly name?: string | undefined; readonly fullyQualifiedName: string; readonly kind: string }[]
    | undefined;
  readonly message?: Message | undefined;
}
/** §3.52 */
export interface DescriptorReference {
  readonly id: string;
  readonly index?: number | undefined;
  readonly toolComponent: { readonly name: string; readonly index: number };
}
/** §3.49 */
export interface ReportingDescriptor {
  readonly id: string;
  readonly name?: string | undefined;
  readonly shortDescription: Message;
  readonly fullDescription?: Message | undefined;
  readonly help?: Message | undefined;
  readonly helpUri?: string | undefined;
  readonly defaultConfiguration?: { readonly level: Level } | undefined;
  readonly relationships?: readonly { readonly target: DescriptorReference; readonly kinds: readonly string[] }[] | undefined;
  readonly properties?: { readonly [key: string]: unknown } | undefined;
}
export type Level = "error" | "warning" | "note" | "none";
/** §3.19 */
export interface ToolComponent {
  readonly name: string;
  readonly version?: string | undefined;
  readonly semanticVersion?: string | undefined;
  readonly organization?: string | undefined;
  readonly informationUri?: string | undefined;
  readonly shortDescription?: Message | undefined;
  readonly rules?: readonly ReportingDescriptor[] | undefined;
  readonly taxa?: readonly ReportingDescriptor[] | undefined;
  readonly supportedTaxonomies?: readonly { readonly name: string; readonly index: number }[] | undefined;
  readonly isComprehensive?: boolean | undefined;
}
/** §3.36 and §3.37 */
export interface CodeFlow {
  readonly message?: Message | undefined;
  readonly threadFlows: readonly {
    readonly locations: readonly { readonly location: Location; readonly importance: "essential" | "important" }[];
  }[];
}
/** §3.55 */
export interface Fix {
  readonly description: Message;
  readonly artifactChanges: readonly {
    readonly artifactLocation: ArtifactLocation;
    readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent: Message }[];
  }[];
}
/** §3.35 */
export interface Suppression {
  readonly kind: "inSource" | "external";
  readonly status: "accepted";
  readonly justification: string;
}
/** §3.27 */
export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: "fail" | "review";
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[] | undefined;
  readonly partialFingerprints: { readonly [key: string]: string };
  readonly codeFlows?: readonly CodeFlow[] | undefined;
  readonly taxa?: readonly DescriptorReference[] | undefined;
  readonly suppressions?: readonly Suppression[] | undefined;
  readonly baselineState?: "new" | "unchanged" | undefined;
  readonly fixes?: readonly Fix[] | undefined;
  readonly rank: number;
  readonly properties: { readonly [key: string]: unknown };
}
/** §3.58 */
export interface Notification {
  readonly level: Level;
  readonly message: Message;
  readonly locations?: readonly Location[] | undefined;
  readonly descriptor: { readonly id: string };
}
/** §3.13 and §3.14 */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly {
    readonly tool: { readonly driver: ToolComponent & { readonly notifications: readonly ReportingDescriptor[] } };
    readonly automationDetails: { readonly id: string };
    readonly columnKind: "utf16CodeUnits";
    readonly originalUriBaseIds: { readonly [id: string]: { readonly description: Message } };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly startTimeUtc?: string | undefined;
      readonly toolExecutionNotifications?: readonly Notification[] | undefined;
    }[];
    readonly taxonomies?: readonly ToolComponent[] | undefined;
    readonly results: readonly Result[];
    readonly properties: { readonly [key: string]: unknown };
  }[];
}
