import type { ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { openRData } from "./r-input.ts";
import { type RBudget, RReader } from "./r-reader.ts";
import type { RDataFacts } from "./value.ts";

export function looksLikeRData(source: ByteSource): boolean {
  return openRData(source) !== undefined;
}

/**
 * What `saveRDS` and `save` wrote, without the compression around it. Nothing is evaluated.
 *
 * @throws FormatError NOT_THIS_FORMAT, UNSUPPORTED (version 1), TRUNCATED, MALFORMED, BUDGET_DEPTH, BUDGET_NODES
 * @see https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats
 */
export function readRData(source: ByteSource, budget?: RBudget): RDataFacts {
  const opened = openRData(source);
  if (opened === undefined) throw new FormatError("NOT_THIS_FORMAT", "no R data");
  const { format, input } = opened;
  const version = input.integer();
  if (version !== 2 && version !== 3) throw new FormatError("UNSUPPORTED", `version ${version} of R's serialisation is not read`);
  const writer = input.integer();
  input.integer();
  if (version === 3) input.text(Math.max(0, input.integer()), 100);
  const reader = new RReader(input, budget);
  reader.item({ name: "", holder: format === "rda" ? "binding" : "root" });
  const { collector } = reader;
  return {
    format,
    encoding: input.encoding,
    version,
    writer: `${writer >> 16}.${(writer >> 8) & 0xff}.${writer & 0xff}`,
    names: collector.names,
    classes: [...collector.classes],
    closures: collector.closures.map(({ place, closure }) => ({ ...place, closure })),
    promises: collector.promises.map(({ place, promise }) => ({ ...place, promise })),
    calls: collector.calls.map(({ place, ...call }) => ({ ...place, ...call })),
    altreps: collector.altreps,
    namespaces: [...collector.namespaces],
    persistent: collector.persistent,
    pointers: collector.pointers,
    weakReferences: collector.weakReferences,
    environments: collector.environments,
    items: reader.items,
    cut: collector.cut,
    end: input.offset,
  };
}
