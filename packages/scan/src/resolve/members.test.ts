import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("attributes", () => {
  testShown([
    [
      "of maps that are spread into each other over and over",
      `
      m0 = {"model": "m"}
      m1 = {**m0, **m0, **m0, **m0, **m0, **m0, **m0, **m0, **m0, **m0, **m0, **m0}
      m2 = {**m1, **m1, **m1, **m1, **m1, **m1, **m1, **m1, **m1, **m1, **m1, **m1}
      m3 = {**m2, **m2, **m2, **m2, **m2, **m2, **m2, **m2, **m2, **m2, **m2, **m2}
      m4 = {**m3, **m3, **m3, **m3, **m3, **m3, **m3, **m3, **m3, **m3, **m3, **m3}
      m5 = {**m4, **m4, **m4, **m4, **m4, **m4, **m4, **m4, **m4, **m4, **m4, **m4}
      m6 = {**m5, **m5, **m5, **m5, **m5, **m5, **m5, **m5, **m5, **m5, **m5, **m5}
      m7 = {**m6, **m6, **m6, **m6, **m6, **m6, **m6, **m6, **m6, **m6, **m6, **m6}
      m8 = {**m7, **m7, **m7, **m7, **m7, **m7, **m7, **m7, **m7, **m7, **m7, **m7}
      show(m8[unknown()])`,
      ['"m"'],
    ],
    [
      "of the class that an inherited class method was asked of",
      `
      class Base:
          size = "s"
          @classmethod
          def make(cls):
              return cls()
      class Own(Base):
          model = "m"
      show(Own.make().model)
      show(Own.make().size)`,
      ['"m"', '"s"'],
    ],
    [
      "of a class, by the class and by an object",
      `
      class Config:
          MODEL = "m"
      show(Config.MODEL)
      show(Config().MODEL)`,
      ['"m"', '"m"'],
    ],
    [
      "set by the base from what the class hands to it, by each class for itself",
      `
      class Base(object):
          def __init__(self, model):
              self.model = model
      class One(Base):
          def __init__(self, name):
              super().__init__(name)
          def run(self):
              show(self.model)
      class Two(Base):
          def __init__(self, name):
              super(Two, self).__init__(model=name)
          def run(self):
              show(self.model)
      One("m1")
      Two("m2")`,
      ['"m1"', '"m2"'],
    ],
    [
      "handed to methods of objects that a function is given",
      `
      class Loader:
          def load(self, name):
              show(name)
      def main(loader):
          loader.load("rows")
      main(Loader())`,
      ['"rows"'],
    ],
    [
      "set in the constructor from its arguments",
      `
      class Bot:
          def __init__(self, model, size="s"):
              self.model = model
              self.size = size
          def run(self):
              show(self.model)
      a = Bot("m1")
      b = Bot(model="m2", size="l")
      show(a.model)
      show(b.size)`,
      ['"m1" | "m2"', '"m1"', '"l"'],
    ],
    [
      "with something in place of nothing",
      `
      class Bot:
          def __init__(self, model=None):
              self.model = model or "fallback"
      show(Bot("x").model)`,
      ['null | "x" | "fallback"'.replace("null | ", "")],
    ],
    [
      "of nested classes",
      `
      class Settings:
          class Inner:
              X = "x"
          inner = Inner()
      show(Settings.Inner.X)
      show(Settings().inner.X)`,
      ['"x"', '"x"'],
    ],
    [
      "a class body sees the name around it",
      `
      model = "outer"
      class A:
          model = model
      show(A.model)`,
      ['"outer"'],
    ],
    [
      "members of enumerations",
      `
      from enum import Enum
      class Model(str, Enum):
          BIG = "m"
      show(Model.BIG)
      show(Model.BIG.value)`,
      ['"m"', '"m"'],
    ],
  ]);
});

describe("methods and properties", () => {
  testShown([
    [
      "self is the object that the method is called on",
      `
      class Base:
          NAME = "base"
          def who(self):
              return self.NAME
      class Child(Base):
          NAME = "child"
      show(Base().who())
      show(Child().who())`,
      ['"base"', '"child"'],
    ],
    [
      "class methods make their class",
      `
      class Bot:
          def __init__(self, model):
              self.model = model
          @classmethod
          def small(cls):
              return cls("s")
      show(Bot.small().model)`,
      ['"s"'],
    ],
    [
      "static methods",
      `
      class A:
          @staticmethod
          def same(x):
              return x
      show(A.same("z"))`,
      ['"z"'],
    ],
    [
      "a property is read, not called",
      `
      from functools import cached_property
      from openai import OpenAI
      class A:
          def __init__(self, model="d"):
              self._model = model
          @property
          def model(self) -> str:
              return self._model
          @cached_property
          def client(self):
              return OpenAI()
          def run(self):
              show(self.client.chat)
      show(A("given").model)`,
      ["openai.OpenAI().chat", '"given"'],
    ],
    [
      "an object that is called",
      `
      class A:
          def __call__(self, x):
              return x
      show(A()("c"))`,
      ['"c"'],
    ],
  ]);
});

describe("bases", () => {
  testShown([
    [
      "an inherited constructor takes the arguments",
      `
      class Base:
          def __init__(self, model="d"):
              self.model = model
      class Child(Base):
          pass
      show(Child("given").model)`,
      ['"given"'],
    ],
    [
      "super passes on what it says",
      `
      class Base:
          def __init__(self, model="d"):
              self.model = model
      class Child(Base):
          def __init__(self, name, size):
              super().__init__("big-" + size)
      class Old(Base):
          def __init__(self, name):
              Base.__init__(self, "old")
      show(Child("alice", "xl").model)
      show(Old("alice").model)`,
      ['"big-xl"', '"old"'],
    ],
    [
      "a constructor that passes nothing on leaves the default",
      `
      class Base:
          def __init__(self, model="d"):
              self.model = model
      class Child(Base):
          def __init__(self, name):
              super().__init__()
      show(Child("alice").model)`,
      ['"d"'],
    ],
    [
      "members of a base that is not part of the project",
      `
      from lib import Base
      class Child(Base):
          own = "o"
      show(Child().own)
      show(Child().theirs)`,
      ['"o"', "lib.Base().theirs (by type)"],
    ],
    [
      "bases in a circle",
      `
      class A(B): pass
      class B(A): pass
      show(A().x)`,
      [""],
    ],
  ]);
});

describe("data classes and models", () => {
  testShown([
    [
      "defaults, names and places",
      `
      from dataclasses import dataclass, field
      @dataclass
      class C:
          model: str = "m"
          size: str = field(default="s")
          names: list = field(default_factory=list)
      show(C().model)
      show(C(model="n").model)
      show(C("n", "l").size)
      show(C().names)`,
      ['"m"', '"n"', '"l"', "list()"],
    ],
    [
      "a field that is only declared is what its makers give",
      `
      from dataclasses import dataclass
      @dataclass
      class C:
          model: str
      made = C("here")
      def use(c: C):
          show(c.model)`,
      ['"here"'],
    ],
    [
      "pydantic fields",
      `
      from pydantic import BaseModel, Field
      class C(BaseModel):
          model: str = Field("m", description="d")
          size: str = Field(default="s")
      show(C().model)
      show(C().size)
      show(C(model="n").model)`,
      ['"m"', '"s"', '"n"'],
    ],
    [
      "settings are read from the environment",
      `
      from pydantic_settings import BaseSettings
      class Settings(BaseSettings):
          model: str = "m"
          api_key: str
      settings = Settings()
      show(settings.model)
      show(settings.api_key)`,
      ['$MODEL ?? "m" | "m"', "$API_KEY"],
    ],
    [
      "named tuples",
      `
      from typing import NamedTuple
      class P(NamedTuple):
          a: str
          b: str = "b"
      show(P("x").a)
      show(P("x").b)`,
      ['"x"', '"b"'],
    ],
  ]);
});

describe("objects of other languages", () => {
  testShown([
    [
      "TypeScript: fields, parameter properties, getters, super",
      {
        "a.ts": `
      class Base { constructor(public model = "d") {} }
      class Bot extends Base {
        name = "n";
        #secret = "p";
        get client() { return new Client(this.#secret); }
        constructor(size: string, private kind = "k") { super(size + "!"); }
        run() {
          show(this.kind);
          show(this.name);
          show(this.client);
        }
      }
      show(new Bot("xl").model);`,
      },
      ['"k"', '"n"', "Client()", '"xl!"'],
    ],
    [
      "TypeScript: objects, spreads and destructuring",
      {
        "a.ts": `
      const o = { a: { b: "deep" }, ...{ c: "spread" } };
      show(o.a.b);
      show(o["c"]);
      const { a: { b: inner }, c = "default", ...rest } = o;
      show(inner);
      show(c);
      const [p, q] = ["1", "2"]; show(q);`,
      },
      ['"deep"', '"spread"', '"deep"', '"default" | "spread"', '"2"'],
    ],
    [
      "Java: fields set without this",
      {
        "a.java": `
      package acme;
      import dev.x.Client;
      class Bot {
        private final Client client;
        private String model;
        Bot(String model) {
          client = new Client("a");
          this.model = model;
        }
        void run() {
          show(client);
          show(model);
        }
      }
      class Main { void main() { show(new Bot("m").model); } }`,
      },
      ["dev.x.Client()", '"m"', '"m"'],
    ],
    [
      "C#: fields, properties, constructors",
      {
        "a.cs": `
      namespace Acme;
      class Bot {
        private readonly Client _client;
        public string Name => "arrow";
        public string Full { get { return "full"; } }
        public string Auto { get; set; } = "auto";
        public Bot(string model) {
          _client = new Client(model);
        }
        void Run() {
          show(_client);
          show(Name);
          show(this.Full);
          show(new Bot("x") { Auto = "set" }.Auto);
        }
      }`,
      },
      ["Client()", '"arrow"', '"full"', '"set"'],
    ],
    [
      "Go: literals, constructors and methods",
      {
        "a.go": `
      package main
      type Bot struct { Model string }
      func NewBot(m string) *Bot { return &Bot{Model: m} }
      func (b *Bot) Name() string { return b.Model + "!" }
      func main() {
        show(NewBot("m").Model)
        show(NewBot("m").Name())
      }`,
      },
      ['"m"', '"m!"'],
    ],
    [
      "Rust: literals and impl blocks",
      {
        "a.rs": `
      struct Bot { model: String }
      impl Bot {
        fn new(m: &str) -> Self { Bot { model: m.to_string() } }
        fn name(&self) -> String { format!("{}!", self.model) }
      }
      fn main() {
        show(Bot::new("m").model);
        let bot = Bot::new("m");
        let later = move || {
          let bot = bot.clone();
          show(bot.model);
        };
      }`,
      },
      ['"m"', '"m"'],
    ],
    [
      "Ruby: instance variables",
      {
        "a.rb": `
      class Bot
        def initialize(model)
          @model = model
        end
        def name
          show(@model)
        end
      end
      Bot.new("m").name`,
      },
      ['"m"'],
    ],
  ]);
});
