import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("calls that others make", () => {
  testShown([
    [
      "arguments that partial gives before the call, and those of the call",
      `
      from functools import partial
      def ask(client, question, model):
          show(model)
          return question
      fast = partial(ask, "c", model="m")
      show(fast("q"))`,
      ['"m"', '"q"'],
    ],
    [
      "threads, pools and executors",
      `
      import asyncio, threading
      from concurrent.futures import ThreadPoolExecutor
      def work(model):
          show(model)
      threading.Thread(target=work, args=("thread",)).start()
      with ThreadPoolExecutor() as pool:
          pool.submit(work, "submitted")
          pool.map(work, ["one", "two"])
      async def main():
          await asyncio.to_thread(work, "to-thread")
          await loop.run_in_executor(None, work, "executor")`,
      ['"thread" | "submitted" | "one" | "two" | "to-thread" | "executor"'],
    ],
    [
      "bound functions of JavaScript",
      { "main.ts": 'function work(model: string) { show(model); }\nconst bound = work.bind(null, "m");\nbound();' },
      ['"m"'],
    ],
    [
      "a generator in a loop",
      `
      def models():
          yield "a"
          yield "b"
      for model in models():
          show(model)`,
      ['"a" | "b"'],
    ],
    [
      "keywords that a caller hands on to a table of classes",
      `
      from langchain_openai import ChatOpenAI
      def make(name, **options):
          show(options["model"])
          return {"openai": ChatOpenAI}[name](**options)
      show(make("openai", model="m"))`,
      ['"m"', "langchain_openai.ChatOpenAI()"],
    ],
  ]);
});

describe("names that code looks up", () => {
  testShown([
    [
      "attributes of modules, and modules by their name",
      `
      import importlib
      import langchain_openai
      show(getattr(langchain_openai, "ChatOpenAI"))
      module = importlib.import_module("langchain_anthropic")
      show(getattr(module, "ChatAnthropic")(model="m"))
      class Config:
          model = "m"
      show(getattr(Config(), "model"))`,
      ["langchain_openai.ChatOpenAI", "langchain_anthropic.ChatAnthropic()", '"m"'],
    ],
    [
      "constants that subclasses set anew",
      `
      class Base:
          MODEL = "base"
          def run(self):
              show(self.MODEL)
              show(type(self).MODEL)
          @classmethod
          def make(cls):
              show(cls.MODEL)
      class Child(Base):
          MODEL = "child"
      show(Base.MODEL)
      show(Child().MODEL)`,
      ['"base" | "child"', '"base"', '"base" | "child"', '"base"', '"child"'],
    ],
  ]);
});
