import { describe, expect, it } from "vitest";
import { ByteWriter, latin1 } from "../testing/byte-writer.ts";
import { contentOf, nameClaims } from "./index.ts";

describe("contentOf", () => {
  it("knows programs, scripts and documents", () => {
    const pe = new ByteWriter().text("MZ").zeros(0x3a).u32(0x40).text("PE\0\0").zeros(20).done();
    const dos = new ByteWriter().text("MZ\x90\0\x03\0\0\0\x04\0").zeros(0x32).u32(0x9000).zeros(4).done();
    const found = (bytes: Uint8Array | string) => contentOf(typeof bytes === "string" ? latin1(bytes) : bytes);
    expect(found(pe)).toBe("pe");
    expect(found(dos)).toBe("dos-executable");
    for (const [text, content] of [
      ["\x7fELF\x02", "elf"],
      ["MZqFpD='\n", "llamafile"],
      ["\xcf\xfa\xed\xfe\x07", "mach-o"],
      ["\xca\xfe\xba\xbe\0\0\0\x02", "mach-o"],
      ["\xca\xfe\xba\xbe\0\0\0\x41", "java-class"],
      ["\xcb\r\r\n\0\0\0\0aaaaaaaa", "python-bytecode"],
      ["#!/bin/sh\n", "shell-script"],
      ["#! /usr/bin/env python3\n", "shell-script"],
      ["@echo off\r\n", "batch-script"],
      ["  <!DOCTYPE html>", "html"],
      ["\x89PNG\r\n\x1a\n", "png"],
      ["RIFF\0\0\0\0WAVE", "riff"],
      ["\0asm\x01", "wasm"],
    ] as const)
      expect(found(text), text).toBe(content);
  });

  it("leaves models and text alone", () => {
    for (const text of ["", "GGUF", "PK\x03\x04", "MZ", "\x80\x04\x95", "# title\n", "{}", "RIFF", "\xca\xfe\xba\xbe"])
      expect(contentOf(latin1(text)), text).toBeUndefined();
  });
});

describe("nameClaims", () => {
  it("reads endings in any case", () => {
    expect(nameClaims("a/b/model.PT")).toEqual(["pytorch"]);
    expect(nameClaims("model.safetensors ")).toEqual(["safetensors"]);
    expect(nameClaims("net.ncnn.bin")).toEqual(["ncnn"]);
  });
  it("claims nothing for other names", () => {
    for (const name of ["", "pt", "model.py", "README.md", "x.constructor", "model.pt.txt", "a.toString"])
      expect(nameClaims(name), name).toEqual([]);
  });
});
