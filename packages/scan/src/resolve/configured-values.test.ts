import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("values that configuration puts in", () => {
  testShown([
    [
      "fields and parameters of Spring, Quarkus and MicroProfile",
      {
        "A.java": `
        class A {
          @Value("\${search.index}") String index;
          @Value("\${search.name:docs}") String name;
          @ConfigProperty(name = "model.id", defaultValue = "gpt-4o") String model;
          @Autowired Client client;
          A(@Value("\${top.k:3}") String top) { this.top = top; show(top); }
          void run() { show(index); show(name); show(model); }
        }`,
      },
      ['$top.k ?? "3"', "$search.index", '$search.name ?? "docs"', '$model.id ?? "gpt-4o"'],
    ],
  ]);
});
