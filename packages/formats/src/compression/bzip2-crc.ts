/** CRC-32 with the most significant bit first, as bzip2 has it. */
const TABLE = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

export function bzip2Crc(crc: number, byte: number): number {
  return (crc << 8) ^ (TABLE[((crc >>> 24) ^ byte) & 255] ?? 0);
}

export function bzip2CrcRun(crc: number, byte: number, count: number): number {
  let value = crc;
  for (let index = 0; index < count; index++) value = bzip2Crc(value, byte);
  return value;
}
