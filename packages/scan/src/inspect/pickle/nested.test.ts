import { deflateSync } from "node:zlib";
import type { PickleValue } from "@castellan/formats";
import { describe, expect, test } from "vitest";
import { latin1 } from "../testing/inspect-bytes.ts";
import { nestedPayload } from "./nested.ts";
import { call, name, stream, text } from "./testing/judge-text.ts";

const PAYLOAD = stream(call(name("os", "system"), text("echo hello there")));
const ofBytes = (value: Uint8Array): PickleValue => ({ kind: "bytes", value, length: value.length, offset: 0 });
const ofText = (value: string): PickleValue => ({ kind: "text", value, length: value.length, offset: 0 });

describe("payloads in data", () => {
  test.each([
    ["a stream", ofBytes(latin1(PAYLOAD)), "a pickle that imports os.system"],
    ["a stream without PROTO", ofBytes(latin1(PAYLOAD.slice(2))), "a pickle that imports os.system"],
    ["a compressed stream", ofBytes(deflateSync(latin1(PAYLOAD))), "a pickle that imports os.system, compressed"],
    ["hexadecimal", ofText(Buffer.from(PAYLOAD, "latin1").toString("hex")), "a pickle that imports os.system in hexadecimal"],
    ["base64", ofText(Buffer.from(PAYLOAD, "latin1").toString("base64")), "a pickle in base64"],
    ["base64 in bytes", ofBytes(Buffer.from(Buffer.from(PAYLOAD, "latin1").toString("base64"))), "a pickle in base64"],
  ])("%s", (_, value, what) => {
    expect(nestedPayload(value)?.what).toBe(what);
  });

  test.each([
    ["words", ofText("import os system subprocess eval exec")],
    ["prose", ofText("Never call os.system or eval on what a stranger wrote; pickle.loads is as bad.")],
    ["a digest", ofText("63a9f0ea7bb98050796b649e85481845a9f0ea7bb98050796b649e8548184563")],
    ["random bytes", ofBytes(Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 104729) & 0xff))],
    ["bytes that begin like a stream", ofBytes(latin1(`\x80\x04${"\xfe".repeat(100)}.`))],
    ["the end of a stream alone", ofBytes(latin1("some text that ends like a stream ends."))],
    ["a model in another format", ofBytes(latin1(`{L\0\0\0\0\0\0\x06Config${"x".repeat(300)}`))],
    ["numbers", { kind: "int", value: 5n }],
  ] as const)("%s are none", (_, value) => {
    expect(nestedPayload(value)).toBeUndefined();
  });

  test("a bomb of zlib is let be", () => {
    expect(nestedPayload(ofBytes(deflateSync(new Uint8Array(50_000_000))))).toBeUndefined();
  });
});
