import { attachReferrer } from "@castellan/protect/provenance";
import { MOST_BUNDLE_BYTES, parseBundle, Refusal } from "@castellan/protect/signing";
import { z } from "zod";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { textFile } from "./inputs.ts";

function predicateTypeOf(text: string, file: string): string {
  try {
    const statement: unknown = JSON.parse(parseBundle(text).envelope.payload.toString("utf8"));
    return z.looseObject({ predicateType: z.string() }).parse(statement).predicateType;
  } catch (cause) {
    const why = cause instanceof Refusal ? ` ${cause.message}` : "";
    throw new CommandError("USAGE", `${file} holds no signed in-toto statement.${why}`, { cause });
  }
}

/** `castellan attestation attach`: a bundle becomes a referrer of a model in an OCI layout. */
export async function run({ arguments: words, values, terminal }: CommandContext): Promise<number> {
  const [layout, file] = words;
  if (layout === undefined || file === undefined)
    throw new CommandError("USAGE", "castellan attestation attach takes an OCI layout and a bundle.");
  const text = textFile("signature", file, MOST_BUNDLE_BYTES);
  const digest = attachReferrer(layout, text, predicateTypeOf(text, file), values.text("subject"));
  terminal.result(`${digest}\n`);
  return EXIT.ok;
}
