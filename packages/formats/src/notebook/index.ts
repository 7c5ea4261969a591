import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { NotebookFacts } from "../facts.ts";
import { LANGUAGES, type Language, type SourceModule } from "../syntax/ir.ts";
import { prepareLanguages, readSourceSync } from "../syntax/read-source.ts";
import { type NotebookCell, readCells } from "./cells.ts";
import { installedRequirements } from "./installs.ts";
import { type CellCode, type CellCommand, readMagics } from "./magics.ts";

/**
 * Reads a Jupyter notebook. All cells in the kernel's language are one module, whose spans carry the cell.
 * @throws FormatError NOT_THIS_FORMAT when it is not JSON, MALFORMED when it is no notebook, BUDGET_BYTES, BUDGET_NODES.
 */
export async function readNotebook(text: string, budget: Budget = DEFAULT_BUDGET): Promise<NotebookFacts> {
  const { format, kernel, cells } = readCells(text, budget);
  const language = languageOf(kernel);
  if (language && cells.some((cell) => cell.type === "code")) await prepareLanguages([language]);
  const codes = cells.map((cell) => codeOf(cell, language));
  const commands = codes.flatMap((code, index) => code.commands.map((command) => ({ ...command, cell: index + 1 })));
  const module = language && moduleOf(language, codes, budget);
  return {
    ...(kernel !== undefined && { kernel }),
    format,
    cells: cells.map(({ cell, type, source }, index) => {
      const other = codes[index]?.language;
      return { cell, type, lines: source === "" ? 0 : source.split("\n").length, ...(other !== undefined && { language: other }) };
    }),
    ...(module && { module }),
    installs: commands.flatMap(({ command, cell, line }) =>
      installedRequirements(command).map((requirement) => ({ requirement, cell, line })),
    ),
    shell: commands.filter(isShell).map(({ command, cell, line }) => ({ command, cell, line })),
    texts: cells.flatMap(({ cell, type, source, output }) => [
      ...(source === "" ? [] : [{ cell, text: source, output: false, type }]),
      ...(output === "" ? [] : [{ cell, text: output, output: true, type }]),
    ]),
  };
}

/** `%pip` and `%conda` run the same programs as `!pip`. */
function isShell(command: CellCommand): boolean {
  return command.shell || /^(?:pip|conda|mamba|uv|sx|system)\b/.test(command.command);
}

const KERNELS: ReadonlyMap<string, Language> = new Map<string, Language>([
  ["ipython", "python"],
  ["python2", "python"],
  ["python3", "python"],
  ["c#", "csharp"],
  ["js", "javascript"],
  ["deno", "typescript"],
]);

/** A notebook that does not say its language is Python. */
function languageOf(kernel: string | undefined): Language | undefined {
  if (kernel === undefined) return "python";
  return KERNELS.get(kernel) ?? LANGUAGES.find((language) => language === kernel);
}

/** The code of a cell in the kernel's language; nothing for cells in another one. */
function codeOf(cell: NotebookCell, language: Language | undefined): CellCode {
  if (cell.type !== "code") return { code: "", commands: [] };
  if (cell.language !== undefined && languageOf(cell.language) !== language) return { code: "", language: cell.language, commands: [] };
  return language === "python" ? readMagics(cell.source) : { code: cell.source, commands: [] };
}

/** A cell that exceeds its budget is an error of the module, the others go on. */
function moduleOf(language: Language, codes: readonly CellCode[], budget: Budget): SourceModule {
  const modules = codes.flatMap(({ code }, index) => (code.trim() === "" ? [] : [cellModule(language, code, index + 1, budget)]));
  return {
    language,
    imports: modules.flatMap((module) => module.imports),
    body: modules.flatMap((module) => module.body),
    errors: modules.flatMap((module) => module.errors),
  };
}

function cellModule(language: Language, code: string, cell: number, budget: Budget): SourceModule {
  try {
    return readSourceSync(language, code, { depth: budget.depth, nodes: budget.nodes }, { cell });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { language, imports: [], body: [], errors: [{ line: 1, endLine: code.split("\n").length, cell }] };
  }
}
