import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { installedRequirements } from "./installs.ts";
import { readMagics } from "./magics.ts";

describe("line magics", () => {
  it.each([
    ["!ls -la", 'get_ipython().system("ls -la")'],
    ["x = !ls {d}", 'x = get_ipython().getoutput("ls {d}")'],
    ["%load_ext foo", 'get_ipython().run_line_magic("load_ext", "foo")'],
    ["if a:\n    !ls\nb", 'if a:\n    get_ipython().system("ls")\nb'],
    ["%time y = f(x)", "y = f(x)"],
    ["foo?\n?bar.baz\nx", "pass\npass\nx"],
    ["!pip install \\\n  a\nb", 'get_ipython().system("pip install a")\n\nb'],
    ['!echo "it\'s (odd"\nx = 1', 'get_ipython().system("echo \\"it\'s (odd\\"")\nx = 1'],
  ])("%j is what IPython runs", (source, expected) => {
    expect(readMagics(source).code).toBe(expected);
  });

  it.each([
    "print('%s'\n  % x)",
    's = """\n%not\n!this\n"""',
    "x = 5 \\\n  % 3",
    "a != b\nx = y % z\nd[x] = 1",
    "# !ls\nx = {\n'a': 1 }",
    "'''\n!x",
    "x %= 3",
  ])("%j has none", (source) => {
    expect(readMagics(source)).toEqual({ code: source, commands: [] });
  });

  it("reports commands with their lines", () => {
    expect(readMagics("x\n\n!a \\\n  b\n%c d\n!e").commands).toEqual([
      { command: "a b", shell: true, line: 3 },
      { command: "c d", shell: false, line: 5 },
      { command: "e", shell: true, line: 6 },
    ]);
  });
});

describe("cell magics", () => {
  it.each([
    ["%%bash\nls \\\n  -l\n# no\ncat x", "shell", "", ["ls -l", "cat x"]],
    ["%%script bash --no-raise-error\nls", "shell", "", ["ls"]],
    ["%%sql\nselect 1", "sql", "", []],
    ["%sql\nselect 1", "sql", "", []],
    ["%%html\n<b>", "html", "", []],
    ["%%time\nx = 1", undefined, "\nx = 1", []],
    ["\n%%capture out\n!ls\nx", undefined, '\n\nget_ipython().system("ls")\nx', ["ls"]],
    ["%%writefile agent.py\nimport a", undefined, "\nimport a", []],
    ["%%writefile notes.md\nimport a", "text", "", []],
  ])("%j", (source, language, text, commands) => {
    const read = readMagics(source);
    expect(read.language).toBe(language);
    expect(read.code).toBe(text);
    expect(read.commands.map(({ command }) => command)).toEqual(commands);
  });

  it("count lines from the top of the cell", () => {
    expect(readMagics("%%bash\n\nls\ncat").commands.map(({ line }) => line)).toEqual([3, 4]);
    expect(readMagics("\n%%capture\nx\n!ls").commands.map(({ line }) => line)).toEqual([4]);
  });
});

describe("installed requirements", () => {
  it.each([
    ["pip install -q 'torch>=2.1' x==1 && ls", ["torch>=2.1", "x==1"]],
    ["pip install a>=1 b[c]~=2", ["a>=1", "b[c]~=2"]],
    ["python -m pip install -r requirements.txt --index-url https://i/ d", ["d"]],
    ["/opt/bin/pip3 install git+https://g/h@main#egg=k", ["git+https://g/h@main#egg=k"]],
    ["sudo pip install a; conda install -c conda-forge -y b | tail > log", ["a", "b"]],
    ["uv pip install a # why", ["a"]],
    ["pip uninstall a", []],
    ["echo pip install a", []],
    ["pip install", []],
  ])("%s", (command, requirements) => {
    expect(installedRequirements(command)).toEqual(requirements);
  });
});

describe("any cell", () => {
  const pieces = fc.constantFrom(
    "%",
    "!",
    "%%",
    "?",
    "x",
    " = ",
    "\n",
    "\\\n",
    "'",
    '"""',
    "(",
    ")",
    "#",
    "bash",
    "  ",
    "pip install a",
    "{",
    "}",
  );
  it("keeps its number of lines when it stays Python", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const source = parts.join("");
        const read = readMagics(source);
        if (read.language === undefined) expect(read.code.split("\n").length).toBe(source.split("\n").length);
        for (const { line } of read.commands) expect(line).toBeLessThanOrEqual(source.split("\n").length);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});
