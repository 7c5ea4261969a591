/*
 * Syntax of Jinja templates as data. @see https://jinja.palletsprojects.com/en/stable/templates/
 */

interface Placed {
  /** Of the first character, in the text. */
  readonly offset: number;
}

export interface JinjaArguments {
  readonly positional: readonly JinjaExpression[];
  readonly keywords: readonly { readonly name: string; readonly value: JinjaExpression; readonly offset: number }[];
  /** `*x` and `**x`. */
  readonly spread: readonly JinjaExpression[];
}

export type JinjaExpression =
  | (Placed & { readonly kind: "name"; readonly name: string })
  | (Placed & { readonly kind: "text"; readonly value: string })
  | (Placed & { readonly kind: "number"; readonly value: number })
  | (Placed & { readonly kind: "constant"; readonly value: boolean | null })
  | (Placed & { readonly kind: "list" | "tuple"; readonly items: readonly JinjaExpression[] })
  | (Placed & { readonly kind: "dict"; readonly entries: readonly (readonly [JinjaExpression, JinjaExpression])[] })
  /** `object.name` */
  | (Placed & { readonly kind: "attribute"; readonly object: JinjaExpression; readonly name: string })
  /** `object[index]`; several indexes are a tuple. */
  | (Placed & { readonly kind: "item"; readonly object: JinjaExpression; readonly index: JinjaExpression })
  | (Placed & { readonly kind: "slice"; readonly parts: readonly (JinjaExpression | undefined)[] })
  | (Placed & { readonly kind: "call"; readonly callee: JinjaExpression; readonly arguments: JinjaArguments })
  /** The operand is undefined in filter blocks. */
  | (Placed & { readonly kind: "filter"; readonly name: string; readonly operand?: JinjaExpression; readonly arguments: JinjaArguments })
  | (Placed & { readonly kind: "test"; readonly name: string; readonly operand: JinjaExpression; readonly arguments: JinjaArguments })
  /** Arithmetic, `~`, comparisons, `and`, `or`, `not`, `in`. */
  | (Placed & { readonly kind: "operation"; readonly operator: string; readonly operands: readonly JinjaExpression[] })
  | (Placed & {
      readonly kind: "condition";
      readonly test: JinjaExpression;
      readonly whenTrue: JinjaExpression;
      readonly otherwise?: JinjaExpression;
    });

export interface JinjaParameter {
  readonly name: string;
  readonly value?: JinjaExpression;
  readonly offset: number;
}

export type JinjaStatement =
  | (Placed & { readonly kind: "data"; readonly text: string })
  | (Placed & { readonly kind: "output"; readonly value: JinjaExpression })
  | (Placed & {
      readonly kind: "set";
      readonly target: JinjaExpression;
      /** Of `{% set x = value %}`; else the body is the value. */
      readonly value?: JinjaExpression;
      readonly filter?: JinjaExpression;
      readonly body: readonly JinjaStatement[];
    })
  | (Placed & {
      readonly kind: "for";
      readonly target: JinjaExpression;
      readonly over: JinjaExpression;
      readonly test?: JinjaExpression;
      readonly body: readonly JinjaStatement[];
      readonly otherwise: readonly JinjaStatement[];
    })
  | (Placed & {
      readonly kind: "if";
      readonly branches: readonly { readonly test: JinjaExpression; readonly body: readonly JinjaStatement[] }[];
      readonly otherwise: readonly JinjaStatement[];
    })
  | (Placed & {
      readonly kind: "macro";
      readonly name: string;
      readonly parameters: readonly JinjaParameter[];
      readonly body: readonly JinjaStatement[];
    })
  | (Placed & {
      readonly kind: "call-block";
      readonly call: JinjaExpression;
      readonly parameters: readonly JinjaParameter[];
      readonly body: readonly JinjaStatement[];
    })
  | (Placed & { readonly kind: "filter-block"; readonly filter: JinjaExpression; readonly body: readonly JinjaStatement[] })
  | (Placed & {
      readonly kind: "with";
      readonly values: readonly { readonly target: JinjaExpression; readonly value: JinjaExpression }[];
      readonly body: readonly JinjaStatement[];
    })
  /** Another template is taken in. */
  | (Placed & { readonly kind: "import"; readonly tag: "include" | "import" | "from" | "extends"; readonly template: JinjaExpression })
  | (Placed & { readonly kind: "do"; readonly value: JinjaExpression })
  /** `block`, `autoescape` and `generation`. */
  | (Placed & {
      readonly kind: "block";
      readonly tag: string;
      readonly values: readonly JinjaExpression[];
      readonly body: readonly JinjaStatement[];
    })
  /** `break`, `continue`, `debug`. */
  | (Placed & { readonly kind: "tag"; readonly tag: string });

export interface JinjaProblem {
  /** "syntax": Jinja refuses it as well. */
  readonly kind: "syntax" | "unknown-tag" | "limit";
  readonly message: string;
  readonly offset: number;
}
