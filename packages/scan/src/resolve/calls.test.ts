import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("texts put together", () => {
  testShown([
    [
      "f-strings",
      `
      V = "4o"
      show(f"gpt-{V}")
      show(f"gpt-{unknown}")`,
      ['"gpt-4o"', '~"gpt-{unknown}"'],
    ],
    [
      "+ of texts",
      `
      V = "4o"
      show("gpt-" + V)
      show("gpt-" + unknown)`,
      ['"gpt-4o"', '~"gpt-{unknown}"'],
    ],
    [
      "every candidate of every part, up to eight",
      `
      a = "1" if x else "2"
      show(f"{a}{a}{a}")
      show(f"{a}{a}{a}{a}")`,
      [
        ["111", "112", "121", "122", "211", "212", "221", "222"].map((text) => JSON.stringify(text)).join(" | "),
        ["1111", "1112", "1121", "1122", "1211", "1212", "1221", "1222"].map((text) => JSON.stringify(text)).join(" | "),
      ],
    ],
    [
      "% with a value, a tuple and a map",
      `
      V = "v"
      show("a-%s" % V)
      show("%s-%s %d%%" % (V, other, 3))
      show("%(a)s" % {"a": V})`,
      ['"a-v"', '~"v-{other} 3%"', '"v"'],
    ],
    [
      "format",
      `
      V = "v"
      show("{} {x} {0} {{}}".format(V, x="named"))
      show("{missing}".format(V))`,
      ['"v named v {}"', '~"{missing}"'],
    ],
    [
      "join",
      `
      V = "v"
      show(", ".join([V, "w"]))
      show("/".join(["a", "b"]))
      show("".join(["a", unknown]))`,
      ['"v, w"', '"a/b"', '~"a{unknown}"'],
    ],
    [
      "changes of a text",
      `
      show(" x ".strip())
      show("x//".rstrip("/"))
      show("AbC".lower())
      show("a-b".replace("-", "_"))
      show("a-b".replace(c, "_"))
      show("abc"[0:2])`,
      ['"x"', '"x"', '"abc"', '"a_b"', '~"a-b"', '~"abc"'],
    ],
    [
      "JavaScript",
      {
        "a.ts": `
      const v = "v";
      show(\`a-\${v}-\${w}\`);
      show(["a", v].join("\\n"));
      show("X".toLowerCase().trim());`,
      },
      ['~"a-v-{w}"', '"a\\nv"', '"x"'],
    ],
    [
      "Go",
      {
        "a.go": `
      package main
      import "fmt"
      func main() {
        show(fmt.Sprintf("%s/%v", "a", 3))
      }`,
      },
      ['"a/3"'],
    ],
    [
      "Rust",
      {
        "a.rs": `
      fn main() {
        show(format!("{}-x", "y"));
      }`,
      },
      ['"y-x"'],
    ],
    [
      "C#",
      {
        "a.cs": `
      class A { void R() {
        show(string.Format("{0}-x", "y"));
        show($"{1}-{B}");
      } }`,
      },
      ['"y-x"', '~"1-{B}"'],
    ],
    [
      "Java",
      {
        "A.java": `
      class A { void r() {
        show(String.format("%s-x", "y"));
      } }`,
      },
      ['"y-x"'],
    ],
  ]);
});

describe("paths", () => {
  testShown([
    [
      "beside the file",
      {
        "src/app/a.py": `
      import os
      from pathlib import Path
      show(__file__)
      show(Path(__file__).parent / "x.txt")
      show(Path(__file__).resolve().parents[1] / "x.txt")
      show(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "x.csv"))`,
      },
      ['"src/app/a.py"', '"src/app/x.txt"', '"src/x.txt"', '"src/app/data/x.csv"'],
    ],
    [
      "under a folder that only the run knows",
      `
      import os
      show(os.path.join(base, "x.txt"))
      show(base / "x.txt")`,
      ['~"x.txt"', '~"x.txt"'],
    ],
    [
      "parts of pathlib",
      `
      from pathlib import Path
      show(Path("a") / "b" / "c.txt")
      show(Path("a").joinpath("b", "c.txt"))
      show(Path("a", "b"))
      show(Path("a/b.txt").with_suffix(".md"))
      show(Path("a/b.txt").parent)`,
      ['"a/b/c.txt"', '"a/b/c.txt"', '"a/b"', '"a/b.md"', '"a"'],
    ],
    [
      "Node",
      {
        "src/a.ts": `
      import path from "node:path";
      show(path.join(__dirname, "prompts", "x.md"));`,
      },
      ['"src/prompts/x.md"'],
    ],
    ["Rust", { "a.rs": 'fn main() { show(Path::new("a").join("b")); }' }, ['"a/b"']],
  ]);
});

describe("environment", () => {
  testShown([
    [
      "Python",
      `
      import os
      show(os.getenv("M"))
      show(os.getenv("M", "d"))
      show(os.environ["M"])
      show(os.environ.get("M", default="d"))
      show(os.environ.get("M") or "d")
      show(os.environ.get("A", os.environ.get("B", "c")))
      NAME = "N"
      show(os.getenv(NAME))`,
      ["$M", '$M ?? "d"', "$M", '$M ?? "d"', '$M | "d"', '$A ?? $B ?? "c"', "$N"],
    ],
    [
      "JavaScript",
      {
        "a.ts": `
      show(process.env.M);
      show(process.env["M"] ?? "d");
      show(import.meta.env.VITE_X);
      const { KEY } = process.env;
      show(KEY);`,
      },
      ["$M", '$M | "d"', "$VITE_X", "$KEY"],
    ],
    [
      "Ruby",
      {
        "a.rb": `
      show(ENV["M"])
      show(ENV.fetch("M", "d"))`,
      },
      ["$M", '$M ?? "d"'],
    ],
    [
      "Rust",
      {
        "a.rs": `
      fn main() {
        show(std::env::var("M").unwrap_or("d".to_string()));
        show(env!("K"));
      }`,
      },
      ['$M | "d"', "$K"],
    ],
    [
      "Go, Java, C#",
      {
        "a.go": 'package main\nimport "os"\nfunc main() { show(os.Getenv("M")) }',
        "b.java": 'class B { void r() { show(System.getenv("M")); } }',
        "c.cs": 'class C { void R() { show(Environment.GetEnvironmentVariable("M")); } }',
      },
      ["$M", "$M", "$M"],
    ],
  ]);
});

describe("what the project itself fills in", () => {
  testShown([
    [
      "maps that are asked by name",
      `
      C = {"model": "m", **{"k": "v"}}
      show(C.get("model"))
      show(C.get("k", "d"))
      show(C.get("none", "d"))
      show(list(C.values()))
      show(dict(model="x")["model"])`,
      ['"m"', '"v"', '"d"', '["m", "v"]', '"x"'],
    ],
    [
      "what a map falls back to that only a type describes, and no method that a class has itself",
      `
      from typing import TypedDict
      class State(TypedDict):
          model: str
      class Api:
          def get(self, key, other):
              return "own"
      def node(state: State, api: Api):
          show(state.get("model", "d"))
          show(api.get("model", "d"))`,
      ['"d"', '"own"'],
    ],
    [
      "JavaScript maps",
      {
        "a.ts": `
      const o = { a: "1", "b": "2" };
      show(Object.keys(o));
      for (const [k, v] of Object.entries(o)) {
        show(v);
      }`,
      },
      ['["a", "b"]', '"1" | "2"'],
    ],
    [
      "lists that are searched",
      {
        "a.ts": `
      const models = [{ id: "a" }, { id: "b" }];
      show(models.find((m) => m.id === x).id);
      show(models.filter((m) => m.id === x));`,
      },
      ['"a" | "b"', '[{"id": "a"}, {"id": "b"}]'],
    ],
    [
      "a configuration file",
      {
        "conf/app.yaml": "model: m\nnested:\n  list: [a, b]",
        "main.py": `
        import yaml
        show(yaml.safe_load(open("conf/app.yaml"))["model"])
        with open("conf/app.yaml") as f:
            config = yaml.safe_load(f)
        show(config["nested"]["list"][1])
        show(config.get("none", "d"))`,
      },
      ['"m"', '"b"', '"d"'],
    ],
    [
      "options of a program",
      {
        "dvc.yaml": "stages:\n  train:\n    cmd: python main.py --data data/x.csv",
        "main.py": `
        import argparse
        p = argparse.ArgumentParser()
        p.add_argument("--model", default="m")
        p.add_argument("--data")
        p.add_argument("--other")
        args = p.parse_args()
        show(args.model)
        show(args.data)
        show(args.other)`,
      },
      ['"m"', '"data/x.csv"', "?other"],
    ],
    [
      "the function that partial wraps",
      `
      from functools import partial
      def f(a): return a
      g = partial(f)
      show(g("x"))`,
      ['"x"'],
    ],
  ]);
});
