import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** What lowering Rust must remember between rules. */
interface RustState {
  /** Attributes that wait for the item behind them: the grammar makes them its siblings. */
  attributes: SyntaxNode[];
  /** How many macros are open: what a macro holds is parsed again on each level. */
  macros: number;
}

const states = new WeakMap<LoweringContext, RustState>();

export function stateOf(context: LoweringContext): RustState {
  const known = states.get(context);
  if (known !== undefined) return known;
  const state: RustState = { attributes: [], macros: 0 };
  states.set(context, state);
  return state;
}

const GAP_LIMIT = 20_000;

/** The attributes directly above an item, which are then used up. */
export function takeAttributes(node: SyntaxNode, context: LoweringContext): readonly SyntaxNode[] {
  const state = stateOf(context);
  const waiting = state.attributes;
  state.attributes = [];
  const last = waiting.at(-1);
  if (last === undefined || last.end > node.start || node.start - last.end > GAP_LIMIT) return [];
  const between = context.slice(last.end, node.start).replace(/\/\/[^\n]*|\/\*[^]*?\*\//gu, "");
  return between.trim() === "" ? waiting : [];
}
