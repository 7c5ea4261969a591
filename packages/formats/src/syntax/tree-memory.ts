import { ERROR_TYPE, type NodeType } from "./node-types.ts";

/** Views of the parser's memory. They are replaced when it grows: do not keep them. */
export interface WasmMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/** In TSTree, the language stands behind the root's subtree. Offsets are in bytes. */
const TREE_LANGUAGE = 8;
const LANGUAGE = {
  symbolCount: 4,
  aliasCount: 8,
  productionCount: 28,
  maxAliases: 36,
  fieldSlices: 64,
  fieldEntries: 68,
  publicSymbols: 76,
  aliases: 84,
};

/** What a production says about its children, by their index among those that are no extras. */
interface Production {
  readonly fields: readonly (string | undefined)[];
  readonly aliases: readonly (NodeType | undefined)[];
}

/** Tables of one grammar. */
export interface GrammarMemory {
  /** By the grammar's own symbol. */
  readonly types: readonly NodeType[];
  readonly productions: readonly Production[];
}

/** Reads the tables of the grammar that a tree was made with. `root` is the address of the tree's root. */
export function readGrammar(
  memory: WasmMemory,
  root: number,
  types: readonly NodeType[],
  fields: readonly (string | null)[],
): GrammarMemory {
  const { HEAPU8: bytes, HEAPU16: shorts, HEAPU32: words } = memory;
  const language = words[(root + TREE_LANGUAGE) >> 2] ?? 0;
  const word = (offset: number): number => words[(language + offset) >> 2] ?? 0;
  const short = (address: number): number => shorts[address >> 1] ?? 0;
  const symbols = word(LANGUAGE.symbolCount) + word(LANGUAGE.aliasCount);
  if (symbols > 65_536 || word(LANGUAGE.productionCount) > 65_536) return { types: [], productions: [] };
  const typeOf = (symbol: number): NodeType => types[short(word(LANGUAGE.publicSymbols) + 2 * symbol)] ?? ERROR_TYPE;
  const maxAliases = short(language + LANGUAGE.maxAliases);
  const productions: Production[] = [];
  for (let id = 0; id < word(LANGUAGE.productionCount); id += 1) {
    const childFields: (string | undefined)[] = [];
    const first = short(word(LANGUAGE.fieldSlices) + 4 * id);
    const length = short(word(LANGUAGE.fieldSlices) + 4 * id + 2);
    for (let entry = first; entry < first + length; entry += 1) {
      const address = word(LANGUAGE.fieldEntries) + 4 * entry;
      const inherited = bytes[address + 3] !== 0;
      const child = bytes[address + 2] ?? 0;
      if (!inherited) childFields[child] ??= fields[short(address)] ?? undefined;
    }
    const aliases: (NodeType | undefined)[] = [];
    for (let child = 0; id > 0 && child < maxAliases; child += 1) {
      const symbol = short(word(LANGUAGE.aliases) + 2 * (id * maxAliases + child));
      if (symbol !== 0) aliases[child] = typeOf(symbol);
    }
    productions.push({ fields: childFields, aliases });
  }
  return { types: Array.from({ length: symbols }, (_, symbol) => typeOf(symbol)), productions };
}

/** The memory behind the module object that was given to `Parser.init`, if this build of the parser shows it. */
export function memoryOf(module: object): WasmMemory | undefined {
  const HEAPU8: unknown = Reflect.get(module, "HEAPU8");
  const HEAPU16: unknown = Reflect.get(module, "HEAPU16");
  const HEAPU32: unknown = Reflect.get(module, "HEAPU32");
  if (!(HEAPU8 instanceof Uint8Array && HEAPU16 instanceof Uint16Array && HEAPU32 instanceof Uint32Array)) return undefined;
  return { HEAPU8, HEAPU16, HEAPU32 };
}
