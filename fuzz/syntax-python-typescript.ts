import { FormatError } from "../packages/formats/src/errors.ts";
import { readNotebook } from "../packages/formats/src/notebook/index.ts";
import { readMagics } from "../packages/formats/src/notebook/magics.ts";
import { readSource } from "../packages/formats/src/syntax/read-source.ts";
import type { SourceSyntax } from "../packages/formats/src/syntax/registry.ts";

interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): Promise<void> | void;
}

/** As files are read: what is no UTF-8 becomes U+FFFD. */
const decoder = new TextDecoder();

function sourceTarget(syntax: SourceSyntax): FuzzTarget {
  return {
    name: `source-${syntax}`,
    run: async (bytes) => {
      const text = decoder.decode(bytes);
      const lines = text.split("\n").length;
      const module = await readSource(syntax, text, { milliseconds: 5000 });
      for (const { line, endLine } of [...module.imports, ...module.body, ...module.errors]) {
        if (line < 1 || endLine < line || endLine > lines) throw new Error(`a span of lines ${line} to ${endLine} in a file of ${lines}`);
      }
    },
  };
}

async function refusesPolitely(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
}

export const targets: readonly FuzzTarget[] = [
  ...(["python", "typescript", "tsx", "javascript"] as const).map(sourceTarget),
  { name: "notebook", run: (bytes) => refusesPolitely(() => readNotebook(decoder.decode(bytes))) },
  {
    name: "notebook-cell",
    run: async (bytes) => {
      const source = decoder.decode(bytes).replace(/\r\n?/g, "\n");
      const { code, language } = readMagics(source);
      if (language === undefined && code.split("\n").length !== source.split("\n").length)
        throw new Error("magics changed the number of lines");
      const cells = [{ cell_type: "code", source, outputs: [] }];
      await refusesPolitely(() => readNotebook(JSON.stringify({ nbformat: 4, cells })));
    },
  },
];
