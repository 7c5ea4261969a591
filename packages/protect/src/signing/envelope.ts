import { PAYLOAD_TYPE } from "./bundle.ts";

/** What is signed of a payload: the pre-authentication encoding of DSSE 1.0 (secure-systems-lab/dsse, protocol.md). */
export function preAuthentication(payload: Uint8Array, type = PAYLOAD_TYPE): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

const ESCAPES: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

/** How Python writes bytes down: b'…', with double quotes where only single ones stand inside. */
function pythonText(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let text = "";
  for (const byte of bytes) {
    const letter = String.fromCharCode(byte);
    if (ESCAPES[byte] !== undefined) text += ESCAPES[byte];
    else if (letter === quote) text += `\\${letter}`;
    else text += byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, "0")}` : letter;
  }
  return `b${quote}${text}${quote}`;
}

/**
 * What `model_signing` 0.2 signed by mistake: `DSSEV1` and the payload as Python writes bytes down. Its signatures are in
 * use, so that both the tool and OMS 1.0 (section 11) go on to accept them.
 */
export function preAuthentication02(payload: Uint8Array, type = PAYLOAD_TYPE): Buffer {
  return Buffer.from(`DSSEV1 ${Buffer.byteLength(type)} ${type} ${payload.length} ${pythonText(payload)}`);
}
