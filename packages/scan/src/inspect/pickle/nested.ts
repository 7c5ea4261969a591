import { inflateSync } from "node:zlib";
import { bytesSource, type PickleValue, runPickle } from "@castellan/formats";
import { alarmingText } from "../payload-text.ts";

/** What stands in a text or bytes of a stream. */
export interface NestedPayload {
  readonly rule: "pickle-nested-payload" | "payload-text";
  readonly what: string;
}

/** Shorter streams are found by chance. */
const MIN_STREAM = 20;
const MAX_INFLATED = 4 * 1024 * 1024;
const MAX_TEXT = 64 * 1024;

/** Looks for a pickle, also one in hexadecimal, base64 or compressed, and for text that reads like an attack. */
export function nestedPayload(value: PickleValue): NestedPayload | undefined {
  if (value.kind === "text") return inText(value.value, value.length === value.value.length);
  if (value.kind === "bytes") return inBytes(value.value, value.length === value.value.length, 0);
  return undefined;
}

function inText(text: string, whole: boolean): NestedPayload | undefined {
  if (text.length < 8) return undefined;
  const alarming = alarmingText(text);
  if (alarming !== undefined) return { rule: "payload-text", what: alarming.what };
  if (!whole || text.length < MIN_STREAM) return undefined;
  const decoded = decodeText(text);
  if (decoded !== undefined) {
    const found = inBytes(decoded.bytes, true, 1);
    if (found !== undefined) return { ...found, what: `${found.what} in ${decoded.encoding}` };
  }
  return undefined;
}

function inBytes(bytes: Uint8Array, whole: boolean, depth: number): NestedPayload | undefined {
  if (bytes.length < 8) return undefined;
  if (whole && bytes.length >= MIN_STREAM) {
    const stream = wholeStream(bytes);
    if (stream !== undefined) return { rule: "pickle-nested-payload", what: stream };
    if (depth < 3 && looksCompressed(bytes)) {
      const inner = inflate(bytes);
      const found = inner === undefined ? undefined : inBytes(inner, true, depth + 1);
      if (found !== undefined) return { ...found, what: `${found.what}, compressed` };
    }
  }
  if (!looksLikeText(bytes)) return undefined;
  const text = Buffer.from(bytes.subarray(0, MAX_TEXT)).toString("latin1");
  const alarming = alarmingText(text);
  if (alarming !== undefined) return { rule: "payload-text", what: alarming.what };
  if (!whole || depth > 2) return undefined;
  const decoded = decodeText(text);
  const found = decoded === undefined ? undefined : inBytes(decoded.bytes, true, depth + 1);
  return found === undefined || decoded === undefined ? undefined : { ...found, what: `${found.what} in ${decoded.encoding}` };
}

/** The first bytes of a stream: PROTO, or what a text protocol begins with where something is imported. */
function mayBeStream(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  if (first === 0x80) return second >= 2 && second <= 5;
  // c, (, ], }, i
  return first === 0x63 || first === 0x28 || first === 0x5d || first === 0x7d;
}

function wholeStream(bytes: Uint8Array): string | undefined {
  if (bytes[bytes.length - 1] !== 0x2e || !mayBeStream(bytes)) return undefined;
  const names = new Set<string>();
  let faults = 0;
  const stream = runPickle(
    bytesSource(bytes),
    0,
    {
      effect: (effect) => {
        if (effect.kind === "import" && names.size < 8) names.add(`${effect.global.module}.${effect.global.name}`.slice(0, 80));
      },
      anomaly: () => {
        faults++;
      },
    },
    { opcodes: 1_000_000, values: 50_000 },
  );
  if (stream.ended !== "stop" || stream.end !== bytes.length || faults > 0) return undefined;
  // Without PROTO a text may be a stream by chance: only one that imports something is.
  if (bytes[0] !== 0x80 && names.size === 0) return undefined;
  return names.size === 0 ? "a pickle" : `a pickle that imports ${[...names].join(", ")}`;
}

function looksCompressed(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return first === 0x78 && (first * 256 + second) % 31 === 0;
}

function inflate(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_INFLATED });
  } catch {
    return undefined;
  }
}

function looksLikeText(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, 256);
  for (let index = 0; index < end; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) return false;
  }
  return true;
}

interface Decoded {
  readonly encoding: "hexadecimal" | "base64";
  readonly bytes: Uint8Array;
}

const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/i;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Text that is wholly an encoding of something that begins like a stream or a compressed one. */
function decodeText(text: string): Decoded | undefined {
  const body = text.trim();
  if (body.length < 2 * MIN_STREAM || body.length > 2 * MAX_INFLATED) return undefined;
  const encoding =
    body.length % 2 === 0 && HEXADECIMAL.test(body.slice(0, 64)) ? "hexadecimal" : BASE64.test(body.slice(0, 64)) ? "base64" : undefined;
  if (encoding === undefined) return undefined;
  const node = encoding === "hexadecimal" ? "hex" : "base64";
  const head = Buffer.from(body.slice(0, 64), node);
  if (!mayBeStream(head) && !looksCompressed(head)) return undefined;
  if (!(encoding === "hexadecimal" ? HEXADECIMAL : BASE64).test(body.replaceAll(/[\r\n]/g, ""))) return undefined;
  return { encoding, bytes: Buffer.from(body, node) };
}
