/** What a text can be searched for; `names` is the separate, slower stage for people and places. */
export const textDetectors = ["pii", "secrets", "injection", "hidden", "names"] as const;
export type TextDetector = (typeof textDetectors)[number];

export const spanKinds = ["pii", "secret", "injection", "hidden"] as const;
export type SpanKind = (typeof spanKinds)[number];

/** One thing found in a text. */
export interface TextSpan {
  /** What it is: `EMAIL_ADDRESS`, the kind of a secret, the kind of hiding or of instruction. */
  readonly type: string;
  readonly kind: SpanKind;
  /** UTF-16 code units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 1: how sure the detector is. */
  readonly score: number;
  readonly rule: string;
  /** The value with everything taken out that lets it be read. */
  readonly masked?: string;
  /** Why it is thought to be made for examples, templates or tests. */
  readonly example?: string;
  /** What hidden text says, cut at 200 code units. */
  readonly decoded?: string;
}

/** What a text holds. Spans stand in order of place; spans of different kinds may overlap. */
export interface TextScan {
  readonly spans: readonly TextSpan[];
  readonly injection: { readonly score: number; readonly flagged: boolean };
}
