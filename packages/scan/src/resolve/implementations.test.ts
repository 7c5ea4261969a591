import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("methods that are only declared", () => {
  testShown([
    [
      "an interface is what its one class does",
      {
        "service.ts": `
          export interface Service { ask(q: string): string; }
          export class Real implements Service { ask(q: string) { return "m"; } }`,
        "use.ts": `
          import type { Service } from "./service";
          export function use(service: Service) { show(service.ask("q")); }`,
      },
      ['"m"'],
    ],
    [
      "an abstract class in Python",
      `
      from abc import ABC, abstractmethod
      class Base(ABC):
          @abstractmethod
          def model(self): ...
          def shown(self):
              show(self.model())
      class Small(Base):
          def model(self):
              return "small"`,
      ['"small"'],
    ],
    [
      "a field of an interface in Java",
      {
        "a/Service.java": "package a; public interface Service { String model(); }",
        "a/Impl.java": 'package a; public class Impl implements Service { public String model() { return "m"; } }',
        "a/Use.java":
          "package a; public class Use { private final Service service; Use(Service service) { this.service = service; } void f() { show(service.model()); } }",
      },
      ['"m"'],
    ],
    [
      "none where too many classes implement it",
      `
      from abc import ABC, abstractmethod
      class Base(ABC):
          @abstractmethod
          def model(self): ...
      ${["A", "B", "C", "D", "E"].map((name) => `class ${name}(Base):\n          def model(self): return "${name}"`).join("\n      ")}
      def use(base: Base):
          show(base.model())`,
      [""],
    ],
    [
      "of many classes, those that a factory chooses from",
      `
      from abc import ABC, abstractmethod
      class Base(ABC):
          @abstractmethod
          def model(self): ...
      ${["A", "B", "C", "D", "E", "F"].map((name) => `class ${name}(Base):\n          def model(self): return "${name}"`).join("\n      ")}
      def make(name) -> Base:
          match name:
              case "a":
                  return A()
              case "b":
                  return B()
              case _:
                  return C()
      def use(base: Base):
          show(base.model())`,
      ['"A" | "B" | "C"'],
    ],
  ]);
});
