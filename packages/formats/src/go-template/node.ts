/*
 * Syntax tree of a Go template (pkg.go.dev/text/template): plain data.
 */

export type TemplateNode =
  | { readonly kind: "text"; readonly text: string; readonly line: number }
  | { readonly kind: "action"; readonly pipeline: Pipeline; readonly line: number }
  | {
      readonly kind: "if" | "with" | "range";
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
      readonly line: number;
    }
  | { readonly kind: "template"; readonly name: string; readonly pipeline?: Pipeline; readonly line: number }
  | { readonly kind: "break" | "continue"; readonly line: number };

/** `$a, $b := x | f`: values go through the commands from left to right. */
export interface Pipeline {
  readonly variables: readonly string[];
  /** `=` rather than `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
  readonly line: number;
}

/** A function with its arguments, or one operand. */
export type Command = readonly Operand[];

export type Operand =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** `.a.b` from the dot, `$x.a` from a variable; the dot itself has an empty path. */
  | { readonly kind: "field"; readonly from?: string; readonly path: readonly string[] }
  | { readonly kind: "nested"; readonly pipeline: Pipeline; readonly path: readonly string[] }
  | { readonly kind: "function"; readonly name: string };

export interface TemplateFile {
  readonly nodes: readonly TemplateNode[];
  /** What `define` and `block` name. */
  readonly definitions: ReadonlyMap<string, readonly TemplateNode[]>;
}
