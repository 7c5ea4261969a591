import { crc32 } from "node:zlib";

/** Test support: a zip archive without compression. */
export function storedZip(members: { readonly [name: string]: Uint8Array }): Uint8Array {
  const local: number[] = [];
  const central: number[] = [];
  const le = (value: number, width: number): readonly number[] =>
    Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** index) & 255);
  const text = (value: string): readonly number[] => [...value].map((char) => char.charCodeAt(0));
  let count = 0;
  for (const [name, content] of Object.entries(members)) {
    const offset = local.length;
    const sizes = [...le(content.length, 4), ...le(content.length, 4), ...le(name.length, 2)];
    local.push(
      ...text("PK\x03\x04"),
      ...le(20, 2),
      ...le(0, 8),
      ...le(crc32(content), 4),
      ...sizes,
      ...le(0, 2),
      ...text(name),
      ...content,
    );
    central.push(
      ...text("PK\x01\x02"),
      ...le(20, 2),
      ...le(20, 2),
      ...le(0, 8),
      ...le(crc32(content), 4),
      ...sizes,
      ...le(0, 2),
      ...le(0, 2),
      ...le(0, 2),
      ...le(0, 2),
      ...le(0, 4),
      ...le(offset, 4),
      ...text(name),
    );
    count++;
  }
  const end = [
    ...text("PK\x05\x06"),
    ...le(0, 4),
    ...le(count, 2),
    ...le(count, 2),
    ...le(central.length, 4),
    ...le(local.length, 4),
    ...le(0, 2),
  ];
  return Uint8Array.from([...local, ...central, ...end]);
}
