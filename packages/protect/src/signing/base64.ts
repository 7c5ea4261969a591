/**
 * Bytes of standard base64 with padding, in its one canonical form (RFC 4648 section 3.5: no stray characters, unused
 * bits zero), so that no two texts stand for the same bytes; undefined for anything else.
 */
export function base64Bytes(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
