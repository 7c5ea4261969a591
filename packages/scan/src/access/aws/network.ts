/*
 * Networks as IAM writes them: RFC 4632 for IPv4, RFC 4291 for IPv6
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress).
 */

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Whether an address lies in a network; a network without a width is one address. False for what is neither. */
export function inNetwork(address: string, network: string): boolean {
  const [base = "", width, more] = network.split("/");
  const [a, b] = [addressOf(address), addressOf(base)];
  if (a === undefined || b === undefined || a.bits !== b.bits || more !== undefined) return false;
  if (width !== undefined && !/^\d{1,3}$/.test(width)) return false;
  const prefix = width === undefined ? a.bits : Number(width);
  if (prefix > a.bits) return false;
  const shift = BigInt(a.bits - prefix);
  return a.value >> shift === b.value >> shift;
}

function addressOf(text: string): Address | undefined {
  return text.includes(":") ? version6(text) : version4(text);
}

function version4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return { bits: 32, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
}

function version6(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [front, back] = [groups(halves[0] ?? ""), groups(halves[1] ?? "")];
  if (front === undefined || back === undefined) return undefined;
  const missing = 8 - front.length - back.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...front, ...Array.from({ length: halves.length === 1 ? 0 : missing }, () => 0n), ...back];
  return { bits: 128, value: all.reduce((sum, group) => sum * 65_536n + group, 0n) };
}

/** Groups of 16 bits; the last may be written as IPv4, which is two. */
function groups(half: string): bigint[] | undefined {
  if (half === "") return [];
  const found: bigint[] = [];
  const parts = half.split(":");
  for (const [at, part] of parts.entries()) {
    const four = at === parts.length - 1 && part.includes(".") ? version4(part) : undefined;
    if (four !== undefined) found.push(four.value >> 16n, four.value & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) found.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return found;
}
