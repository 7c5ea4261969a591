declare module "spdx-expression-parse" {
  /** What `spdx-expression-parse` 5 answers; it throws on anything that is no expression. */
  type Expression =
    | { readonly license: string; readonly plus?: true; readonly exception?: string }
    | { readonly left: Expression; readonly conjunction: "and" | "or"; readonly right: Expression };
  function parse(source: string): Expression;
  export = parse;
}
