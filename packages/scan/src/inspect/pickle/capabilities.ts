import { knowsPackage } from "./allow-list.ts";
import { pickleKnowledge } from "./catalogue/load.ts";
import type { LibraryCapabilityFile, ModuleCapabilities } from "./catalogue/schema.ts";
import { topLevel, words } from "./catalogue/words.ts";
import { reachByWords } from "./effect-words.ts";

/** What a name that is not allowed could do. */
export interface Capability {
  readonly kind: /** It can reach what `reach` says. */
    | "capable"
    /** It makes code objects, which do nothing before they are called. */
    | "code"
    /** In the standard library, without capabilities. */
    | "quiet"
    /** In a library that the catalogue knows. */
    | "unlisted"
    | "unknown";
  readonly reach: readonly string[];
  /** The end of a sentence about the name. */
  readonly reason: string;
  /** The name is another module with capabilities. */
  readonly door: boolean;
  /** Derived from sources, not reviewed one by one: it counts where it is called. */
  readonly derived?: boolean;
}

const UNKNOWN: Capability = { kind: "unknown", reach: [], reason: "is on no list", door: false };

const WORDS: Readonly<Record<string, string>> = {
  execute: "runs code",
  import: "imports by name",
  process: "starts or controls processes",
  file: "works on files",
  network: "uses the network",
  deserialise: "loads further objects",
  native: "calls native code",
  resolver: "gives access to anything by name",
  state: "changes the interpreter",
};

/** `runs code and works on files` */
export function capabilityWords(reach: readonly string[]): string {
  const words = reach.map((item) => WORDS[item] ?? item);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function capable(reach: readonly string[], whose: string, door = false): Capability {
  return { kind: "capable", reach, door, reason: `${door ? "is another module, which" : whose} ${capabilityWords(reach)}`.trimStart() };
}

/** What a name could do by the capability table; the allow-list is asked before. */
export function capabilitiesOf(module: string, name: string): Capability {
  if (libraryTable().code.get(module)?.has(name) === true)
    return { kind: "code", reach: [], reason: "makes a function of code that stands in the file", door: false };
  const { modules, packages } = pickleKnowledge().standardLibrary();
  const own = modules[module];
  if (own !== undefined && Object.hasOwn(modules, module)) return inStandardLibrary(own, module, name);
  for (let dot = module.lastIndexOf("."); dot > 0; dot = module.lastIndexOf(".", dot - 1)) {
    const parent = module.slice(0, dot);
    const above = Object.hasOwn(modules, parent) ? modules[parent] : undefined;
    if (above === undefined) continue;
    // os.path, or a module below a package of the standard library that the table does not have.
    return above.reach === undefined && !packages.includes(parent)
      ? { kind: "quiet", reach: [], reason: "is no module of the standard library, but pretends to be in it", door: false }
      : capable(above.reach ?? ["import"], `is in ${parent}, which`);
  }
  return inLibraries(module, name);
}

function inStandardLibrary(own: ModuleCapabilities, module: string, name: string): Capability {
  const first = name.includes(".") ? name.slice(0, name.indexOf(".")) : name;
  if (own.doors?.includes(first) === true) {
    const target = pickleKnowledge().standardLibrary().modules[first.replace(/^_+/, "")];
    return capable(target?.reach ?? ["import"], "", true);
  }
  const reach = own.reach ?? [];
  const reaches = own.only === undefined ? reach.length > 0 && own.quiet?.includes(first) !== true : own.only.includes(first);
  // A method of a quiet class is another matter than the class.
  if (reaches || (reach.length > 0 && own.only === undefined && name !== first && module !== "builtins"))
    return capable(reach, `is in ${module}, which`);
  return { kind: "quiet", reach: [], reason: "is in the standard library, but on no list of what models need", door: false };
}

type NamesByModule = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

interface LibraryTable {
  readonly known: ReadonlySet<string>;
  readonly modules: ReadonlyMap<string, readonly string[]>;
  readonly names: NamesByModule;
  readonly derived: NamesByModule;
  readonly quiet: ReadonlyMap<string, ReadonlySet<string>>;
  readonly methods: ReadonlySet<string>;
  readonly code: ReadonlyMap<string, ReadonlySet<string>>;
}

let table: LibraryTable | undefined;
let publishedNames: ReadonlySet<string> | undefined;

function published(): ReadonlySet<string> {
  publishedNames ??= new Set(pickleKnowledge().published().names);
  return publishedNames;
}

function libraryTable(): LibraryTable {
  table ??= makeTable(pickleKnowledge().libraries());
  return table;
}

function makeTable(files: readonly LibraryCapabilityFile[]): LibraryTable {
  const modules = new Map<string, readonly string[]>();
  const names = new Map<string, Map<string, string[]>>();
  const derived = new Map<string, Map<string, string[]>>();
  const quiet = new Map<string, ReadonlySet<string>>();
  const code = new Map<string, ReadonlySet<string>>();
  for (const file of files) {
    for (const [module, list] of Object.entries(file.quiet)) quiet.set(module, new Set(words(list)));
    for (const [module, reach] of Object.entries(file.modules)) modules.set(module, words(reach));
    for (const [module, made] of Object.entries(file.code)) code.set(module, new Set(words(made)));
    for (const [module, byCapability] of Object.entries(file.names))
      addNames(file.derived === true ? derived : names, module, byCapability);
  }
  return {
    known: new Set(files.flatMap(({ known }) => words(known))),
    modules,
    names,
    derived,
    quiet,
    methods: new Set(files.flatMap(({ methods }) => words(methods))),
    code,
  };
}

function addNames(
  table: Map<string, Map<string, string[]>>,
  module: string,
  byCapability: { readonly [capability: string]: string },
): void {
  const inModule = table.get(module) ?? new Map<string, string[]>();
  table.set(module, inModule);
  for (const [capability, list] of Object.entries(byCapability))
    for (const name of words(list)) inModule.set(name, [...(inModule.get(name) ?? []), capability]);
}

function inLibraries(module: string, name: string): Capability {
  const { known, modules, names, derived, quiet } = libraryTable();
  const first = name.includes(".") ? name.slice(0, name.indexOf(".")) : name;
  if (quiet.get(module)?.has(name) === true) return { ...UNKNOWN, kind: "unlisted" };
  const reach = names.get(module)?.get(name) ?? names.get(module)?.get(first);
  if (reach !== undefined) return capable(reach, "");
  for (let prefix = module; prefix !== ""; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf(".")))) {
    const whole = modules.get(prefix);
    if (whole !== undefined) return capable(whole, `is in ${prefix}, which`);
  }
  const sources = derived.get(module)?.get(name);
  if (sources !== undefined) return { ...capable(sources, ""), derived: true };
  const top = topLevel(module);
  if (known.has(top) || knowsPackage(top))
    return { kind: "unlisted", reach: [], reason: `is a name of ${top} that is on no list`, door: false };
  // In-house code is not guessed at: its names follow no convention.
  const words = published().has(top) ? reachByWords(module, name) : undefined;
  if (words === undefined) return UNKNOWN;
  return { kind: "capable", reach: words, door: false, derived: true, reason: `is on no list, and by its name ${capabilityWords(words)}` };
}

/** Whether a method of any class of a library works on files, evaluates or fetches (`to_pickle`, `query`, `from_pretrained`). */
export function isHarmfulMethod(qualname: string): boolean {
  return libraryTable().methods.has(qualname.slice(qualname.lastIndexOf(".") + 1));
}
