import { ERROR_TYPE, type NodeType } from "./node-types.ts";
import type { SourceText } from "./source-text.ts";
import type { SyntaxNode, SyntaxTree } from "./syntax-node.ts";
import { TreeBuilder } from "./tree-builder.ts";
import type { GrammarMemory, WasmMemory } from "./tree-memory.ts";

/** SubtreeHeapData: offsets in bytes. */
const PADDING = 4;
const SIZE = 16;
const CHILD_COUNT = 36;
const SYMBOL = 40;
const FLAGS = 44;
const PRODUCTION = 66;
const SUBTREE_BYTES = 8;
/** Bits of the first byte of both forms; the heap form has `missing` in the second. */
const INLINE = 1;
const INLINE_VISIBLE = 2;
const INLINE_EXTRA = 8;
const INLINE_MISSING = 32;
const HEAP_VISIBLE = 1;
const HEAP_EXTRA = 4;
const HEAP_MISSING = 512;

const NO_FIELDS: readonly (string | undefined)[] = [];
const NO_ALIASES: readonly (NodeType | undefined)[] = [];

/** The children of one subtree that is being read. Frames are used again. */
class Frame {
  next = 0;
  end = 0;
  /** Where the next child's padding starts, in UTF-16 units. */
  at = 0;
  first = true;
  structural = 0;
  fields = NO_FIELDS;
  aliases = NO_ALIASES;
  /** Field of the hidden node whose children these are. */
  inherited: string | undefined = undefined;
  into: SyntaxNode[] = [];
  depth = 0;
}

/**
 * Copies a finished tree straight out of the parser's memory. One call into WebAssembly for each question about each
 * node costs as much as lowering all of them. The layout is that of tree-sitter 0.27 on 32 bits: lib/src/subtree.h,
 * and lib/src/tree_cursor.c for what is visible and which field it fills. A test compares it with the official cursor,
 * and `loadGrammar` checks it once for each grammar and falls back to the cursor.
 * @param address of the root's subtree (Node.id of the root).
 */
export function copyTree(
  memory: WasmMemory,
  grammar: GrammarMemory,
  address: number,
  source: SourceText,
  limits: { readonly depth: number; readonly nodes: number },
): SyntaxTree {
  const shorts = memory.HEAPU16;
  const words = memory.HEAPU32;
  const builder = new TreeBuilder(source, limits);
  const frames: Frame[] = [new Frame()];
  let top = 0;
  const outermost: SyntaxNode[] = [];
  const bottom = frames[0] ?? new Frame();
  bottom.next = address;
  bottom.end = address + SUBTREE_BYTES;
  bottom.into = outermost;
  // The root starts behind its padding, as any later child does.
  bottom.first = false;
  while (top >= 0) {
    const frame = frames[top];
    if (frame === undefined || frame.next === frame.end) {
      top -= 1;
      continue;
    }
    const head = words[frame.next >> 2] ?? 0;
    let pointer = 0;
    let symbol: number;
    let visible: boolean;
    let extra: boolean;
    let missing: boolean;
    let padding: number;
    let size: number;
    let childCount = 0;
    if (head & INLINE) {
      const tail = words[(frame.next + 4) >> 2] ?? 0;
      symbol = (head >>> 8) & 0xff;
      visible = (head & INLINE_VISIBLE) !== 0;
      extra = (head & INLINE_EXTRA) !== 0;
      missing = (head & INLINE_MISSING) !== 0;
      padding = (tail >>> 17) & 0x7f;
      size = tail >>> 25;
    } else {
      pointer = head;
      const flags = shorts[(pointer + FLAGS) >> 1] ?? 0;
      symbol = shorts[(pointer + SYMBOL) >> 1] ?? 0;
      visible = (flags & HEAP_VISIBLE) !== 0;
      extra = (flags & HEAP_EXTRA) !== 0;
      missing = (flags & HEAP_MISSING) !== 0;
      padding = (words[(pointer + PADDING) >> 2] ?? 0) >>> 1;
      size = (words[(pointer + SIZE) >> 2] ?? 0) >>> 1;
      childCount = words[(pointer + CHILD_COUNT) >> 2] ?? 0;
    }
    frame.next += SUBTREE_BYTES;
    const start = frame.first ? frame.at : frame.at + padding;
    frame.first = false;
    frame.at = start + size;
    let field: string | undefined;
    let alias: NodeType | undefined;
    if (!extra) {
      field = frame.fields[frame.structural] ?? frame.inherited;
      alias = frame.aliases[frame.structural];
      frame.structural += 1;
    }
    let into = frame.into;
    let depth = frame.depth;
    let inherited = field;
    if (visible || alias !== undefined) {
      const type = alias ?? grammar.types[symbol] ?? ERROR_TYPE;
      const node = builder.add(type, field, start, frame.at, missing, into);
      if (node === undefined || childCount === 0) continue;
      if (depth >= limits.depth) {
        builder.cut(node);
        continue;
      }
      into = [];
      node.children = into;
      depth += 1;
      inherited = undefined;
    } else if (childCount === 0) continue;
    top += 1;
    const inner = frames[top] ?? new Frame();
    frames[top] = inner;
    const production = grammar.productions[shorts[(pointer + PRODUCTION) >> 1] ?? 0];
    inner.next = pointer - childCount * SUBTREE_BYTES;
    inner.end = pointer;
    inner.at = start;
    inner.first = true;
    inner.structural = 0;
    inner.fields = production?.fields ?? NO_FIELDS;
    inner.aliases = production?.aliases ?? NO_ALIASES;
    inner.inherited = inherited;
    inner.into = into;
    inner.depth = depth;
  }
  return builder.tree(outermost[0]);
}
