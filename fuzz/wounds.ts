/**
 * Binary formats need inputs that begin well: a few bytes of a sample are exchanged, at places and by values that the
 * input gives; what is left of the input is cut off or put behind.
 */
export function wounded(sample: Uint8Array, input: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(sample);
  const wounds = (input[0] ?? 0) % 6;
  for (let wound = 0; wound < wounds && bytes.length > 0; wound++) {
    const at = 1 + wound * 4;
    const place = ((input[at] ?? 0) * 65_536 + (input[at + 1] ?? 0) * 256 + (input[at + 2] ?? 0)) % bytes.length;
    bytes[place] = input[at + 3] ?? 0;
  }
  const kind = (input[1] ?? 0) % 5;
  if (kind === 0) return bytes.subarray(0, ((input[2] ?? 0) * 256 + (input[3] ?? 0)) % (bytes.length + 1));
  return kind === 1 ? Uint8Array.from([...bytes, ...input.subarray(0, 64)]) : bytes;
}
