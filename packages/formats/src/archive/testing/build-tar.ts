import { bytesOf, joined } from "./build-zip.ts";

/** One member of a tar archive made for a test. */
export interface TarPlan {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly flag?: string;
  readonly link?: string;
  readonly prefix?: string;
  readonly mode?: number;
  /** In the place of the content's length: a number, or the twelve bytes of the field. */
  readonly size?: number | Uint8Array;
  readonly magic?: string;
  /** A wrong one where it is given. */
  readonly checksum?: string;
  /** Records of an extended header before the member. */
  readonly pax?: Readonly<Record<string, string>>;
  /** Written over the header block, by place. */
  readonly patch?: Readonly<Record<number, Uint8Array>>;
  /** Blocks between header and content. */
  readonly between?: Uint8Array;
}

function put(block: Uint8Array, at: number, text: string, length: number): void {
  block.set(bytesOf(text).subarray(0, length), at);
}

function padded(bytes: Uint8Array): Uint8Array {
  return joined([bytes, new Uint8Array((512 - (bytes.length % 512)) % 512)]);
}

export function tarHeaderBlock(plan: TarPlan): Uint8Array {
  const block = new Uint8Array(512);
  put(block, 0, plan.name, 100);
  put(block, 100, `${(plan.mode ?? 0o644).toString(8).padStart(7, "0")}\0`, 8);
  put(block, 108, "0001750\0", 8);
  put(block, 116, "0001750\0", 8);
  const size = plan.size ?? bytesOf(plan.content).length;
  if (typeof size === "number") put(block, 124, `${size.toString(8).padStart(11, "0")}\0`, 12);
  else block.set(size, 124);
  put(block, 136, "00000000000\0", 12);
  put(block, 156, plan.flag ?? "0", 1);
  put(block, 157, plan.link ?? "", 100);
  put(block, 257, plan.magic ?? "ustar\u000000", 8);
  put(block, 345, plan.prefix ?? "", 155);
  for (const [at, bytes] of Object.entries(plan.patch ?? {})) block.set(bytes, Number(at));
  block.fill(32, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(block, 148, plan.checksum ?? `${sum.toString(8).padStart(6, "0")}\0 `, 8);
  return block;
}

/** `LENGTH KEY=VALUE\n` with the length of itself. */
export function paxRecord(key: string, value: string): Uint8Array {
  const body = bytesOf(` ${key}=${value}\n`);
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length = String(length).length + body.length;
  return joined([bytesOf(String(length)), body]);
}

function memberBytes(plan: TarPlan): Uint8Array {
  const pax =
    plan.pax === undefined
      ? new Uint8Array(0)
      : memberBytes({
          name: "PaxHeader",
          flag: "x",
          content: joined(Object.entries(plan.pax).map(([key, value]) => paxRecord(key, value))),
        });
  return joined([pax, tarHeaderBlock(plan), plan.between ?? new Uint8Array(0), padded(bytesOf(plan.content))]);
}

/** Builds an archive with its two blocks of zeros, and what comes after them. */
export function buildTar(members: readonly TarPlan[], after: Uint8Array = new Uint8Array(0), ended = true): Uint8Array {
  return joined([...members.map(memberBytes), new Uint8Array(ended ? 1024 : 0), after]);
}
