import { describe, expect, it } from "vitest";
import { LibraryIndex } from "./index-libraries.ts";
import { loadKnowledge, parseKnowledge } from "./load.ts";
import type { Library } from "./schema.ts";

const SAMPLE = `
libraries:
  - id: sdk
    languages: [typescript, javascript]
    modules: ["@acme/sdk"]
    default: Client
    provider: acme
    types:
      Client: { is: [Client()], provider: acme }
      Child: { is: [ChildClient()], like: [Client] }
      Builder: { is: [builder()], fluent: true }
    calls:
      - { at: [Client.chat.create()], emit: [{ kind: model, name: "#0.model" }] }
      - { at: [Builder.build()], emit: [{ kind: agent, name: "^name" }] }
      - { at: [wrap()], same: "#0.client" }
  - id: sdk
    languages: [go]
    modules: [github.com/acme/sdk-go]
    types: { Client: { is: [client.New()] } }
    calls:
      - { at: New(), emit: [{ kind: ai-service, default: acme }] }
      - { at: Client.Ask(), emit: [{ kind: model, name: "#1" }] }
`;

const index = new LibraryIndex(parseKnowledge(SAMPLE, "sample.yaml"));
const kinds = (module: string, path: readonly string[], language: "typescript" | "go" = "typescript"): readonly string[] =>
  index.match(module, path, language)?.entries.flatMap((entry) => entry.emit.map((emission) => emission.kind)) ?? [];

describe("paths and what they mean", () => {
  it.each([
    ["a named export", "@acme/sdk", ["Client", "()", "chat", "create", "()"], ["model"]],
    ["the default export", "@acme/sdk", ["default", "()", "chat", "create", "()"], ["model"]],
    ["what require gave", "@acme/sdk", ["()", "chat", "create", "()"], ["model"]],
    ["a module below the package", "@acme/sdk/node/client.js", ["Client", "()", "chat", "create", "()"], ["model"]],
    ["a type that is like another", "@acme/sdk", ["ChildClient", "()", "chat", "create", "()"], ["model"]],
    ["a builder with methods that nobody knows", "@acme/sdk", ["builder", "()", "name", "()", "colour", "()", "build", "()"], ["agent"]],
    ["another call is not the default export", "@acme/sdk", ["toFile", "()", "chat", "create", "()"], []],
    ["another package", "@acme/other", ["Client", "()", "chat", "create", "()"], []],
  ])("%s", (_title, module, path, expected) => expect(kinds(module, path)).toEqual(expected));

  it("keeps languages apart where libraries bear one name", () => {
    expect(kinds("github.com/acme/sdk-go/v2", ["New", "()", "Ask", "()"], "go")).toEqual([]);
    expect(kinds("github.com/acme/sdk-go/v2/client", ["New", "()", "Ask", "()"], "go")).toEqual(["model"]);
    expect(kinds("github.com/acme/sdk-go/v2/client", ["New", "()"], "go")).toEqual(["ai-service"]);
  });

  it("tells which argument a wrapper gives back", () => {
    expect(index.passedOn("@acme/sdk", ["wrap", "()"], "typescript")).toBe("#0.client");
    expect(index.passedOn("@acme/sdk", ["Client", "()"], "typescript")).toBeUndefined();
  });

  it("names modules for the reader, without the empty one of global constants", () => {
    expect(new LibraryIndex(loadKnowledge()).moduleWords().has("")).toBe(false);
  });
});

describe("shipped knowledge", () => {
  const libraries = loadKnowledge();
  const group = (library: Library): string => (library.languages[0] === "javascript" ? "typescript" : (library.languages[0] ?? ""));
  const known = new Set(
    libraries.flatMap((library) => Object.keys(library.types).map((type) => `${group(library)}/${library.id}:${type}`)),
  );
  const named = (library: Library, type: string): string => `${group(library)}/${type.includes(":") ? type : `${library.id}:${type}`}`;

  it("refers only to types that exist", () => {
    const dangling = libraries.flatMap((library) =>
      [
        ...Object.values(library.types).flatMap((type) => type.like),
        ...library.calls.flatMap((entry) => [...(entry.returns === undefined ? [] : [entry.returns]), ...Object.values(entry.gives ?? {})]),
      ]
        .filter((type) => !known.has(named(library, type)))
        .map((type) => `${library.id} (${library.languages[0] ?? ""}): ${type}`),
    );
    expect(dangling).toEqual([]);
  });

  it("gives every library a name of its own within a language", () => {
    const names = libraries.map((library) => `${group(library)}/${library.id}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
