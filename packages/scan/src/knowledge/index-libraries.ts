import type { Language } from "@castellan/formats";
import type { ExternalValue } from "../resolve/value.ts";
import { type PathPattern, pathPattern } from "./path-pattern.ts";
import type { Entry, Library } from "./schema.ts";

export interface TypeInfo {
  readonly id: string;
  readonly library: Library;
  readonly like: readonly string[];
  readonly provider?: string;
  readonly baseUrl?: readonly string[];
  readonly providerIf?: Readonly<Record<string, string>>;
  readonly fluent?: boolean;
}

interface Root {
  readonly library: Library;
  /** Path below the root, "ChatOpenAI()", → entries. */
  readonly entries: Map<string, Entry[]>;
  readonly types: Map<string, TypeInfo>;
  readonly patterns: { readonly pattern: PathPattern; readonly type?: TypeInfo; readonly entries: Entry[] }[];
  /** First names of all paths, for wildcard imports. */
  readonly names: Set<string>;
}

/** What a call of a library means. */
export interface Match {
  readonly library: Library;
  readonly entries: readonly Entry[];
  readonly type?: TypeInfo;
}

/** Where a path has led: below a library root, or a member of a type. */
interface State {
  root?: Root;
  type?: TypeInfo;
  tail: string;
}

/** Knowledge indexed for look-ups by resolved path. */
export class LibraryIndex {
  readonly #roots = new Map<string, Root[]>();
  /** "language:module" as code names it → what it may mean. */
  readonly #rootsOfModule = new Map<string, readonly { readonly root: Root; readonly rest: readonly string[] }[]>();
  readonly #types = new Map<string, TypeInfo>();
  readonly #typeEntries = new Map<string, Entry[]>();
  /** Last names of calls that give back an argument. */
  readonly #wrappers = new Set<string>();

  constructor(libraries: readonly Library[]) {
    for (const library of libraries) this.#addTypes(library);
    for (const library of libraries) this.#add(library);
  }

  /** Import roots of a language: words that tell whether a file matters. */
  moduleWords(): ReadonlySet<string> {
    return new Set([...this.#roots.keys()].map((key) => key.slice(key.indexOf(":") + 1)).filter((word) => word !== ""));
  }

  holds(module: string, name: string, language: string): boolean {
    return this.#rootsOf(module, language).some(
      ({ root }) => root.names.has(name) || root.patterns.some(({ pattern }) => pattern.test(name) || pattern.test(`${name}()`)),
    );
  }

  /** Whether calls of this path have a meaning. */
  knows(module: string, path: readonly string[], language: Language): boolean {
    return (this.match(module, path, language)?.entries.length ?? 0) > 0;
  }

  /** The library that a module belongs to. */
  libraryOf(module: string, language: Language): Library | undefined {
    return this.#rootsOf(module, language)[0]?.root.library;
  }

  /** The argument that a call gives back wrapped, "#0" or "#0.model". */
  passedOn(module: string, path: readonly string[], language: Language): string | undefined {
    const name = path.findLast((step) => step !== "()" && step !== "[]");
    return name === undefined || !this.#wrappers.has(name)
      ? undefined
      : this.match(module, path, language)?.entries.find((entry) => entry.same !== undefined)?.same;
  }

  /** A value of a type, "Type" or "library:Type", that some call gives to the code. */
  instanceOf(library: Library, type: string, language: Language): Omit<ExternalValue, "calls"> | undefined {
    const info = this.#types.get(typeId(library, type));
    const name = type.slice(type.indexOf(":") + 1);
    const maker = info?.library.types[name]?.is.find((path) => !path.includes("*"));
    const module = info?.library.modules[0];
    return maker === undefined || module === undefined
      ? undefined
      : { kind: "external", module, path: maker.split(/\.|(?=\(\))/), language, annotated: true };
  }

  /** Meaning of a path such as openai + OpenAI () chat completions create (). */
  match(module: string, path: readonly string[], language: Language): Match | undefined {
    // `from google.cloud import bigquery`: the name is a known module itself.
    const [head, ...tail] = path;
    const joined = `${module}.${head ?? ""}`;
    const inner =
      language === "python" && tail.length > 0 && this.#roots.has(`python:${joined}`) ? this.match(joined, tail, language) : undefined;
    if (inner !== undefined) return inner;
    // Rust: `actix_web::post` needs no `use`.
    if (language === "rust" && module === "" && tail.length > 0 && this.#roots.has(`rust:${head ?? ""}`))
      return this.match(head ?? "", tail, language);
    let first: Match | undefined;
    for (const { root, rest } of this.#rootsOf(module, language)) {
      const found = this.#walk(
        root,
        [...rest, ...(root.library.default === undefined ? path : named(path, root.library.default))],
        rest.length,
      );
      if (found === undefined) continue;
      if (first === undefined) first = found;
      else first = withActs(first, found);
    }
    return first;
  }

  #walk(root: Root, path: readonly string[], above: number): Match | undefined {
    // Submodules between the root and the name do not matter; a type named with its submodule may have its entries without.
    let typed: Match | undefined;
    for (let skip = 0; skip < path.length; skip++) {
      if (skip > 0 && (path[skip - 1] === "()" || path[skip - 1] === "[]")) return typed;
      // What is called itself is no submodule.
      if (skip > above && path[skip] === "()") return typed;
      const found = this.#follow(root, path.slice(skip));
      if (found !== undefined && found.entries.length > 0)
        return found.type === undefined && typed?.type !== undefined ? { ...found, type: typed.type } : found;
      typed ??= found;
      if (!root.names.has(path[skip] ?? "") && skip > 6) return typed;
    }
    return typed;
  }

  #follow(root: Root, path: readonly string[]): Match | undefined {
    const state: State = { root, tail: "" };
    let matched: Match | undefined;
    for (const [index, step] of path.entries()) {
      state.tail = step === "()" || step === "[]" ? state.tail + step : state.tail === "" ? step : `${state.tail}.${step}`;
      const last = index === path.length - 1;
      const entries = this.#entriesAt(state);
      const type = this.#typeAt(state);
      const fluent = entries.some((entry) => entry.fluent === true);
      const returned = entries.find((entry) => entry.returns !== undefined)?.returns;
      if (last) {
        if (entries.length > 0 || type !== undefined) {
          const current = type ?? this.#resolveType(returned, state) ?? (fluent ? state.type : undefined);
          matched = { library: state.type?.library ?? root.library, entries, ...(current === undefined ? {} : { type: current }) };
        }
      } else if (type !== undefined && (path[index] === "()" || path[index + 1] !== "()")) {
        state.type = type;
        state.tail = "";
      } else if (returned !== undefined) {
        const next = this.#resolveType(returned, state);
        if (next !== undefined) {
          state.type = next;
          state.tail = "";
        }
      } else if (state.type !== undefined && (fluent || (state.type.fluent === true && step === "()" && entries.length === 0)))
        state.tail = "";
    }
    return matched;
  }

  #resolveType(name: string | undefined, state: State): TypeInfo | undefined {
    if (name === undefined) return undefined;
    const library = state.type?.library ?? state.root?.library;
    return library === undefined ? undefined : this.#types.get(typeId(library, name));
  }

  #entriesAt(state: State): readonly Entry[] {
    if (state.type !== undefined) return this.#memberEntries(state.type, state.tail, new Set());
    const exact = state.root?.entries.get(state.tail);
    if (exact !== undefined) return exact;
    return state.root?.patterns.find(({ pattern, entries }) => entries.length > 0 && pattern.test(state.tail))?.entries ?? [];
  }

  #memberEntries(type: TypeInfo, tail: string, seen: Set<string>): readonly Entry[] {
    if (seen.has(type.id)) return [];
    seen.add(type.id);
    const own = this.#typeEntries.get(`${type.id}.${tail}`);
    if (own !== undefined) return own;
    for (const parent of type.like) {
      const info = this.#types.get(parent);
      const inherited = info === undefined ? [] : this.#memberEntries(info, tail, seen);
      if (inherited.length > 0) return inherited;
    }
    return [];
  }

  #typeAt(state: State): TypeInfo | undefined {
    if (state.type !== undefined || state.root === undefined) return undefined;
    return (
      state.root.types.get(state.tail) ??
      state.root.patterns.find(({ pattern, type }) => type !== undefined && pattern.test(state.tail))?.type
    );
  }

  #rootsOf(module: string, language: string): readonly { readonly root: Root; readonly rest: readonly string[] }[] {
    const key = `${language}:${module}`;
    const known = this.#rootsOfModule.get(key) ?? this.#findRoots(module, language);
    this.#rootsOfModule.set(key, known);
    return known;
  }

  #findRoots(module: string, language: string): { root: Root; rest: string[] }[] {
    const result: { root: Root; rest: string[] }[] = [];
    const plain = module
      .replace(/\/v\d+(?=\/|$)/g, "")
      .replace(/^npm:/, "")
      .replace(/^node:/, "");
    const steps = plain.split(/::|[./]/);
    const separators = plain.match(/::|[./]/g) ?? [];
    for (let length = steps.length; length > 0; length--) {
      let prefix = steps[0] ?? "";
      for (let index = 1; index < length; index++) prefix += `${separators[index - 1] ?? ""}${steps[index] ?? ""}`;
      const rest = steps.slice(length).filter((step) => step !== "" && step !== "js");
      for (const root of this.#roots.get(`${language}:${prefix}`) ?? []) result.push({ root, rest });
    }
    return result;
  }

  #addTypes(library: Library): void {
    for (const [name, type] of Object.entries(library.types)) {
      const id = typeId(library, name);
      const provider = type.provider ?? library.provider;
      this.#types.set(id, {
        id,
        library,
        like: type.like.map((parent) => typeId(library, parent)),
        ...(provider === undefined ? {} : { provider }),
        ...(type.baseUrl === undefined ? {} : { baseUrl: type.baseUrl }),
        ...(type.providerIf === undefined ? {} : { providerIf: type.providerIf }),
        ...(type.fluent === undefined ? {} : { fluent: type.fluent }),
      });
    }
  }

  #add(library: Library): void {
    const root: Root = { library, entries: new Map(), types: new Map(), patterns: [], names: new Set() };
    for (const [name, type] of Object.entries(library.types)) {
      const info = this.#types.get(typeId(library, name));
      if (info === undefined) continue;
      for (const maker of type.is) {
        if (maker.includes("*")) root.patterns.push({ pattern: pathPattern(maker), type: info, entries: [] });
        else root.types.set(maker, info);
        root.names.add(headOf(maker));
      }
    }
    for (const entry of library.calls) {
      for (const at of entry.at) {
        if (entry.same !== undefined) this.#wrappers.add(at.replace(/\(\)$/, "").split(".").at(-1) ?? at);
        const head = headOf(at);
        const member = at.slice(head.length);
        if (library.types[head] !== undefined && (member.startsWith(".") || member.startsWith("["))) {
          append(this.#typeEntries, `${typeId(library, head)}.${member.replace(/^\./, "")}`, entry);
        }
        if (at.includes("*")) root.patterns.push({ pattern: pathPattern(at), entries: [entry] });
        else append(root.entries, at, entry);
        root.names.add(head);
      }
    }
    for (const language of library.languages) {
      for (const module of library.modules) append(this.#roots, `${language}:${module}`, root);
    }
  }
}

/** Another file may say what a call of the same library does, beside what it stands for. */
function withActs(first: Match, other: Match): Match {
  if (first.entries.some(({ act }) => act !== undefined)) return first;
  const acts = other.entries.filter(({ act, emit, relate }) => act !== undefined && emit.length === 0 && relate.length === 0);
  return acts.length === 0 ? first : { ...first, entries: [...first.entries, ...acts] };
}

/** The path through a default export, or of what `require` gave, under the exported name. */
function named(path: readonly string[], name: string): readonly string[] {
  const [head, ...rest] = path;
  if (head === "default") return [name, ...rest];
  return head === "()" ? [name, ...path] : path;
}

/** "Type" of this library, or "library:Type" of another one of the same language. */
function typeId(library: Library, name: string): string {
  const [language] = library.languages;
  return `${language === "javascript" ? "typescript" : (language ?? "")}/${name.includes(":") ? name : `${library.id}:${name}`}`;
}

function headOf(path: string): string {
  return /^[^.([]*/.exec(path)?.[0] ?? path;
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
