/** One telling of a breach in configuration and code: as it was, and as it should have been. Written for these tests; every name and key is made up. */
export interface Twin {
  readonly incident: string;
  /** In what technology it is told. */
  readonly form: string;
  readonly vulnerable: { readonly [file: string]: string };
  /** Files that differ from the vulnerable project; undefined takes one away. */
  readonly mended: { readonly [file: string]: string | undefined };
  /** Where the path begins. */
  readonly attacker: string;
  /** What stands at its end: a part of the name. */
  readonly loses: string;
  /** "file:line" of every hop, in order. */
  readonly places: readonly string[];
}

/** The whole mended project. */
export function mendedProject({ vulnerable, mended }: Twin): { readonly [file: string]: string } {
  const files: Record<string, string> = {};
  for (const [file, text] of Object.entries({ ...vulnerable, ...mended })) if (text !== undefined) files[file] = text;
  return files;
}
