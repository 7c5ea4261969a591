import { EvaluationError } from "./values.ts";

/** An internet address or a range of them. */
export class Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
  /** Leading bits that count; 32 or 128 for one address. */
  readonly prefix: number;

  constructor(version: 4 | 6, bits: bigint, prefix: number) {
    this.version = version;
    this.bits = bits;
    this.prefix = prefix;
  }

  isInRange(other: Address): boolean {
    if (this.version !== other.version || this.prefix < other.prefix) return false;
    const free = BigInt((this.version === 4 ? 32 : 128) - other.prefix);
    return this.bits >> free === other.bits >> free;
  }

  /** The whole range is 127.0.0.0/8, or the address ::1. */
  isLoopback(): boolean {
    return this.version === 4 ? this.prefix >= 8 && this.bits >> 24n === 127n : this.prefix === 128 && this.bits === 1n;
  }

  /** The whole range is in 224.0.0.0/4 or ff00::/8. */
  isMulticast(): boolean {
    return this.version === 4 ? this.prefix >= 4 && this.bits >> 28n === 14n : this.prefix >= 8 && this.bits >> 120n === 255n;
  }
}

/** `10.0.0.0/8`, `::1`; no IPv4 in IPv6, no zone. @throws EvaluationError for another form */
export function addressOf(text: string): Address {
  const wrong = (): EvaluationError => new EvaluationError(`${text.slice(0, 60)} is no address`);
  // The longest: 39 characters and /128.
  if (text.length > 43) throw wrong();
  const slash = text.indexOf("/");
  const place = slash === -1 ? text : text.slice(0, slash);
  const version = place.includes(":") ? 6 : 4;
  const bits = version === 4 ? version4(place) : version6(place);
  const longest = version === 4 ? 32 : 128;
  const prefix = slash === -1 ? longest : prefixOf(text.slice(slash + 1), longest);
  if (bits === undefined || prefix === undefined) throw wrong();
  return new Address(version, bits, prefix);
}

function prefixOf(text: string, longest: number): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(text)) return undefined;
  const prefix = Number(text);
  return prefix <= longest ? prefix : undefined;
}

function version4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function version6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  if (head === undefined) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...(tail ?? [])];
  let bits = 0n;
  for (const group of groups) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    bits = (bits << 16n) | BigInt(`0x${group}`);
  }
  return bits;
}
