import { describe, expect, it } from "vitest";
import { readIni } from "./ini.ts";
import { at, entry, text } from "./node.ts";

describe("readIni", () => {
  it("reads the configuration of DVC and git", () => {
    const [document] = readIni(
      '[core]\n    remote = storage\n[\'remote "storage"\']\n    url = s3://bucket/x ; c\n[remote "origin"]\n\turl = git@x\n',
    ).documents;
    expect(text(at(document, 'remote "storage"', "url"))).toBe("s3://bucket/x");
    expect(entry(at(document, 'remote "storage"'), "url")?.line).toBe(4);
    expect(text(at(document, 'remote "origin"', "url"))).toBe("git@x");
    expect(text(at(document, "core", "remote"))).toBe("storage");
  });

  it("reads setup.cfg with continued values", () => {
    const [document] = readIni(
      "[metadata]\nname = x\n[options]\ninstall_requires =\n    torch>=2\n    # no\n    numpy\nzip_safe: false\n",
    ).documents;
    expect(text(at(document, "options", "install_requires"))).toBe("torch>=2\nnumpy");
    expect(text(at(document, "options", "zip_safe"))).toBe("false");
  });

  it("notes lines that are nothing and keeps keys without a section", () => {
    const { documents, errors } = readIni("top = 1\n*** what\n");
    expect(text(at(documents[0], "top"))).toBe("1");
    expect(errors).toEqual([{ line: 2, message: expect.any(String) }]);
  });
});
