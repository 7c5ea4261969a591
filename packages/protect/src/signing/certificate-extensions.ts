import { DER, derAt, derValues, objectName } from "./der.ts";

/** What a certificate says it may be used for (RFC 5280 section 4.2). */
export interface CertificateUse {
  /** Undefined where there is no key usage. */
  readonly digitalSignature?: boolean;
  readonly signsCertificates?: boolean;
  readonly codeSigning: boolean;
  readonly authority: boolean;
  readonly pathLength?: number;
  /** Critical extensions that nobody here understands. */
  readonly unknownCritical: readonly string[];
}

const BASIC_CONSTRAINTS = "2.5.29.19";
const KEY_USAGE = "2.5.29.15";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
/** Alternative names, key identifiers and policies restrict nothing that is asked here. Name and policy constraints do. */
const HARMLESS: ReadonlySet<string> = new Set(["2.5.29.17", "2.5.29.18", "2.5.29.14", "2.5.29.35", "2.5.29.32", "2.5.29.31"]);
const EXTENSIONS_TAG = 0xa3;

interface Extension {
  readonly name: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function extensionsOf(certificate: Uint8Array): readonly Extension[] | undefined {
  const outer = derAt(certificate, 0);
  const signed = outer === undefined ? undefined : derAt(outer.content, 0);
  const fields = signed === undefined ? undefined : derValues(signed.content);
  if (fields === undefined) return undefined;
  const wrapped = fields.find(({ tag }) => tag === EXTENSIONS_TAG);
  if (wrapped === undefined) return [];
  const list = derAt(wrapped.content, 0);
  const items = list === undefined ? undefined : derValues(list.content);
  const extensions: Extension[] = [];
  for (const item of items ?? []) {
    const parts = derValues(item.content);
    const [name, value] = [parts?.[0], parts?.at(-1)];
    if (parts === undefined || name?.tag !== DER.object || value?.tag !== DER.octets) return undefined;
    const critical = parts[1]?.tag === DER.boolean && (parts[1].content[0] ?? 0) !== 0;
    extensions.push({ name: objectName(name.content), critical, value: value.content });
  }
  return items === undefined ? undefined : extensions;
}

/** Bits of a bit string, from the left. */
function bit(content: Uint8Array, index: number): boolean {
  return (((content[1 + (index >> 3)] ?? 0) >> (7 - (index & 7))) & 1) === 1;
}

/** What a DER certificate may be used for; undefined where its extensions cannot be read. */
export function certificateUse(certificate: Uint8Array): CertificateUse | undefined {
  const extensions = extensionsOf(certificate);
  if (extensions === undefined) return undefined;
  let use: CertificateUse = { codeSigning: false, authority: false, unknownCritical: [] };
  for (const { name, critical, value } of extensions) {
    const inner = derAt(value, 0);
    if (name === KEY_USAGE && inner?.tag === DER.bits)
      use = { ...use, digitalSignature: bit(inner.content, 0), signsCertificates: bit(inner.content, 5) };
    else if (name === EXTENDED_KEY_USAGE && inner?.tag === DER.sequence)
      use = { ...use, codeSigning: (derValues(inner.content) ?? []).some(({ content }) => objectName(content) === CODE_SIGNING) };
    else if (name === BASIC_CONSTRAINTS && inner?.tag === DER.sequence) {
      const parts = derValues(inner.content);
      if (parts === undefined) return undefined;
      const [authority, length] = parts[0]?.tag === DER.boolean ? parts : [undefined, parts[0]];
      const pathLength = length?.tag === DER.integer ? length.content.reduce((sum, byte) => sum * 256 + byte, 0) : undefined;
      use = { ...use, authority: (authority?.content[0] ?? 0) !== 0, ...(pathLength === undefined ? {} : { pathLength }) };
    } else if (name === KEY_USAGE || name === EXTENDED_KEY_USAGE || name === BASIC_CONSTRAINTS) return undefined;
    else if (critical && !HARMLESS.has(name)) use = { ...use, unknownCritical: [...use.unknownCritical, name] };
  }
  return use;
}
