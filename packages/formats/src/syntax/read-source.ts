import { FormatError } from "../errors.ts";
import type { SourceModule } from "./ir.ts";
import { type Lowering, LoweringContext } from "./lowering.ts";
import { loadGrammar, parseSource } from "./parser.ts";
import { loweringFor, type SourceSyntax } from "./registry.ts";
import { DEFAULT_SOURCE_BUDGET, type SourceBudget } from "./source-budget.ts";
import type { SourcePosition } from "./source-text.ts";

/** Loads the grammars of these languages, so that `readSourceSync` can be used. */
export async function prepareLanguages(languages: readonly SourceSyntax[]): Promise<void> {
  await Promise.all(languages.map((language) => loadGrammar(loweringOf(language).grammar)));
}

/**
 * Reads source into the neutral form. Broken syntax does not throw: its places are in `errors`.
 * @throws FormatError BUDGET_BYTES, BUDGET_NODES, BUDGET_TIME.
 */
export async function readSource(
  language: SourceSyntax,
  text: string,
  budget: Partial<SourceBudget> = {},
  position: SourcePosition = {},
): Promise<SourceModule> {
  await loadGrammar(loweringOf(language).grammar);
  return readSourceSync(language, text, budget, position);
}

/** As `readSource`, for languages that `prepareLanguages` has loaded. */
export function readSourceSync(
  language: SourceSyntax,
  text: string,
  budget: Partial<SourceBudget> = {},
  position: SourcePosition = {},
): SourceModule {
  const lowering = loweringOf(language);
  const tree = parseSource(lowering.grammar, text, { ...DEFAULT_SOURCE_BUDGET, ...budget }, position, lowering.prepare);
  const context = new LoweringContext(tree, lowering.rules);
  const lowered = lowering.lower(tree.root, context);
  return { language: lowering.language, ...lowered, errors: [...tree.errors, ...context.errors] };
}

function loweringOf(language: SourceSyntax): Lowering {
  const lowering = loweringFor(language);
  if (!lowering) throw new FormatError("UNSUPPORTED", `There is no reader for ${language} source.`);
  return lowering;
}
