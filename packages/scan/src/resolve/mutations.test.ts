import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("lists and maps that are filled after they were made", () => {
  testShown([
    [
      "appended, extended and inserted items",
      `
      xs = ["a"]
      xs.append("b")
      xs.extend(["c"])
      xs.insert(0, "d")
      for x in xs:
          show(x)`,
      ['"a" | "b" | "c" | "d"'],
    ],
    [
      "items put in by a function, read in another module",
      {
        "a.py": `
        TOOLS = []
        def register(name):
            TOOLS.append("x")
        `,
        "b.py": `
        from a import TOOLS
        show(TOOLS[0])`,
      },
      ['"x"'],
    ],
    [
      "entries set by key and by update",
      `
      agents = {"a": "1"}
      agents["b"] = "2"
      agents.update({"c": "3"})
      show(agents["b"])
      show(agents["c"])`,
      ['"2"', '"3"'],
    ],
    [
      "an attribute that methods fill",
      `
      class Desk:
          def __init__(self):
              self.names = []
              self.by_key = {}
          def add(self):
              self.names.append("n")
              self.by_key["k"] = "v"
          def run(self):
              show(self.names[0])
              show(self.by_key["k"])`,
      ['"n"', '"v"'],
    ],
    [
      "spreads among the items",
      {
        "a.ts": `
        const base = ["a", "b"];
        const all = [...base, "c"];
        const [first] = all;
        show(first);
        for (const x of all) show(x);`,
      },
      ['"a" | "b"', '"a" | "b" | "c"'],
    ],
    [
      "push, Map.set and keys of an object",
      {
        "a.ts": `
        const xs: string[] = [];
        xs.push("a", "b");
        const m = new Map<string, string>();
        m.set("k", "v");
        const o: Record<string, string> = {};
        o["x"] = "y";
        for (const x of xs) show(x);
        show(m.get("k"));
        show(o.x);`,
      },
      ['"a" | "b"', '"v"', '"y"'],
    ],
    [
      "append of Go",
      {
        "main.go": `
        package main
        func main() {
          xs := []string{"a"}
          xs = append(xs, "b", "c")
          for _, x := range xs {
            show(x)
          }
        }`,
      },
      ['"a" | "b" | "c"'],
    ],
    [
      "lists of Java and of Ruby",
      {
        "A.java": `
        class A {
          void run() {
            var xs = new ArrayList<String>();
            xs.add("a");
            for (var x : xs) { show(x); }
          }
        }`,
        "b.rb": `
        xs = []
        xs << "b"
        xs.each { |x| show(x) }
        show(xs.first)`,
      },
      ['"a"', "", '"b"'],
    ],
  ]);
});
