import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("constants and names", () => {
  testShown([
    [
      "a constant",
      `
      MODEL = "gpt-4o"
      show(MODEL)`,
      ['"gpt-4o"'],
    ],
    [
      "an alias of an alias",
      `
      A = "x"
      B = A
      C = B
      show(C)`,
      ['"x"'],
    ],
    [
      "numbers, switches and nothing",
      `
      show(3)
      show(True)
      show(None)`,
      ["3", "true", "null"],
    ],
    [
      "one value for two names",
      `
      a = b = "same"
      show(a)
      show(b)`,
      ['"same"', '"same"'],
    ],
    [
      "a walrus",
      `
      if (n := "w"):
          show(n)`,
      ['"w"'],
    ],
    [
      "a tuple taken apart",
      `
      a, (b, c) = "1", ("2", "3")
      show(a)
      show(c)`,
      ['"1"', '"3"'],
    ],
    [
      "what a function gives, taken apart",
      `
      def pair():
          return "a", "b"
      x, y = pair()
      show(y)`,
      ['"b"'],
    ],
    [
      "keys of a map, also spread and not known",
      `
      D = {"x": 1, **{"y": 2}}
      show(D["y"])
      show(D[anything])
      show(D["none"])`,
      ["2", "1 | 2", "1 | 2"],
    ],
    [
      "items of a list",
      `
      L = ["a"] + ["b"]
      show(L[1])
      show(L[i])`,
      ['"b"', '"a" | "b"'],
    ],
    ["a name that nobody gives a value is the language's own", "show(print)", ["print"]],
  ]);
});

describe("what is assigned when", () => {
  testShown([
    [
      "the last assignment wins",
      `
      K = "first"
      K = "second"
      show(K)`,
      ['"second"'],
    ],
    [
      "a use between two assignments",
      `
      K = "first"
      show(K)
      K = "second"`,
      ['"first"'],
    ],
    [
      "every arm of a condition",
      `
      if fast:
          M = "a"
      elif slow:
          M = "b"
      else:
          M = "c"
      show(M)`,
      ['"a" | "b" | "c"'],
    ],
    [
      "an arm that may not run",
      `
      M = "always"
      if fast:
          M = "maybe"
      show(M)`,
      ['"always" | "maybe"'],
    ],
    [
      "inside of an arm only that arm counts",
      `
      if fast:
          M = "one"
          show(M)
      else:
          M = "two"
          show(M)`,
      ['"one"', '"two"'],
    ],
    ["a conditional expression", 'show("x" if fast else "y")', ['"x" | "y"']],
    [
      "the arms of a match",
      `
      match kind:
          case "a":
              M = "1"
          case _:
              M = "2"
      show(M)`,
      ['"1" | "2"'],
    ],
    [
      "the body of a try has run",
      `
      try:
          import torch
      except ImportError:
          torch = None
      show(torch.load)`,
      ["torch.load"],
    ],
    [
      "what is added may be all of it",
      `
      P = "a"
      P += "b"
      show(P)`,
      ['"a" | "b"'],
    ],
    [
      "a global that a function sets",
      `
      client = None
      def start():
          global client
          client = "made"
      def use():
          show(client)`,
      ['null | "made"'],
    ],
    [
      "a global that only a function sets",
      `
      def start():
          global client
          client = "made"
      def use():
          show(client)`,
      ['"made"'],
    ],
  ]);
});

describe("functions", () => {
  testShown([
    [
      "what a factory makes of its arguments",
      `
      def make(name="gpt-4o"):
          return {"model": name}
      show(make()["model"])
      show(make("gpt-5")["model"])
      show(make(name="o3")["model"])`,
      ['"gpt-4o"', '"gpt-5"', '"o3"'],
    ],
    [
      "a factory through a factory",
      `
      def inner(a, b="b"):
          return a + b
      def outer(x):
          return inner(x, b="!")
      show(outer("hi"))`,
      ['"hi!"'],
    ],
    [
      "a parameter is what callers give, else its default",
      `
      def ask(question, model="small"):
          show(model)
          show(question)
      ask("why", "large")`,
      ['"large" | "small"', '"why"'],
    ],
    [
      "a parameter that no caller gives",
      `
      def ask(model="small", other=None):
          show(model)
          show(other)`,
      ['"small"', "null"],
    ],
    [
      "**options with keys that are known",
      `
      def make(model="d"):
          return model
      options = {"model": "o"}
      show(make(**options))`,
      ['"o"'],
    ],
    [
      "a lambda",
      `
      pick = lambda x: x
      show(pick("l"))`,
      ['"l"'],
    ],
    [
      "a closure sees the names around it",
      `
      def outer():
          y = "y"
          def inner():
              show(y)`,
      ['"y"'],
    ],
    [
      "a decorator of the language does not hide the result",
      `
      import os
      from functools import lru_cache
      @lru_cache
      def settings():
          return os.environ["X"]
      show(settings())`,
      ["$X"],
    ],
    [
      "async and await",
      `
      async def make():
          return "made"
      async def main():
          show(await make())`,
      ['"made"'],
    ],
    [
      "a context manager gives what it yields",
      `
      from contextlib import contextmanager
      @contextmanager
      def client():
          yield "c"
      with client() as c:
          show(c)`,
      ['"c"'],
    ],
    [
      "a function of a table of functions",
      `
      def a(): return "a"
      def b(): return "b"
      T = {"a": a, "b": b}
      show(T["a"]())
      show(T[x]())`,
      ['"a"', '"a" | "b"'],
    ],
  ]);
});

describe("loops", () => {
  testShown([
    [
      "each item",
      `
      for m in ["a", "b"]:
          show(m)`,
      ['"a" | "b"'],
    ],
    [
      "keys and values of a map",
      `
      C = {"a": {"m": 1}, "b": {"m": 2}}
      for k, v in C.items():
          show(k)
          show(v["m"])`,
      ['"a" | "b"', "1 | 2"],
    ],
    ["a comprehension", 'show([f"x-{m}" for m in ["p", "q"]])', ['["x-p" | "x-q"]']],
    [
      "the variable of a comprehension is its own",
      `
      m = "outer"
      names = [m for m in ["p", "q"]]
      show(m)`,
      ['"outer"'],
    ],
    [
      "calls that a comprehension runs over",
      `
      found = [show(x)
               for x in sorted(show(["a"]))]`,
      ["", '["a"]'],
    ],
    [
      "tuples in a list",
      `
      for name, size in [("a", 1), ("b", 2)]:
          show(size)`,
      ["1 | 2"],
    ],
  ]);
});

describe("types", () => {
  testShown([
    [
      "a parameter of a type of a library",
      `
      from openai import OpenAI
      def f(client: OpenAI):
          show(client)`,
      ["openai.OpenAI() (by type)"],
    ],
    [
      "Optional and unions",
      `
      from typing import Optional
      from openai import OpenAI
      from anthropic import Anthropic
      def f(a: Optional[OpenAI] = None, b: OpenAI | Anthropic | None = None):
          show(a)
          show(b)`,
      ["null | openai.OpenAI() (by type)", "null | openai.OpenAI() (by type) | anthropic.Anthropic() (by type)"],
    ],
    [
      "a type that is quoted",
      `
      from typing import TYPE_CHECKING
      if TYPE_CHECKING:
          import openai
          from openai import OpenAI
      def f(a: "OpenAI", b: "openai.AsyncOpenAI | None", c: "some words of prose"):
          show(a)
          show(b)
          show(c)`,
      ["openai.OpenAI() (by type)", "openai.AsyncOpenAI() (by type)", ""],
    ],
    [
      "type arguments are no element",
      `
      from agents import Agent
      show(Agent[Context]("x"))`,
      ["agents.Agent()"],
    ],
    [
      "Annotated with Depends, and Depends as a default",
      `
      from typing import Annotated
      from fastapi import Depends
      from openai import OpenAI
      def client():
          return OpenAI(api_key="k")
      Client = Annotated[OpenAI, Depends(client)]
      def a(c: Annotated[OpenAI, Depends(client)]):
          show(c)
      def b(c=Depends(client)):
          show(c)
      def d(c: Client):
          show(c)`,
      ["openai.OpenAI() | openai.OpenAI() (by type)", "openai.OpenAI()", "openai.OpenAI()() (by type) | openai.OpenAI() (by type)"],
    ],
  ]);
});

describe("what leads back to itself ends", () => {
  testShown([
    [
      "two names for each other",
      `
      A = B
      B = A
      show(A)`,
      [""],
    ],
    [
      "a name for itself",
      `
      X = X
      show(X)`,
      [""],
    ],
    [
      "a name made of what it was before",
      `
      X = "base"
      X = X + "/sub"
      show(X)`,
      ['"base/sub"'],
    ],
    [
      "modules that import from each other",
      {
        "a.py": `
        from b import thing
        other = "from a"
        show(thing)`,
        "b.py": `
        from a import other
        thing = other
        show(other)`,
      },
      ['"from a"', '"from a"'],
    ],
    [
      "modules that import the same name from each other",
      {
        "a.py": "from b import thing\nshow(thing)",
        "b.py": "from a import thing\nshow(thing)",
      },
      ["?thing", "?thing"],
    ],
    [
      "a function that calls itself",
      `
      def g(n):
          return "end" if n == 0 else g(n - 1)
      show(g(3))`,
      ['"end"'],
    ],
    [
      "functions that only call each other",
      `
      def a(n): return b(n)
      def b(n): return a(n)
      show(a(1))`,
      [""],
    ],
    [
      "a class that is its own base",
      `
      class A(A):
          pass
      show(A().x)`,
      [""],
    ],
    [
      "a list in itself",
      `
      L = [L]
      show(L[0])`,
      [""],
    ],
  ]);
});
