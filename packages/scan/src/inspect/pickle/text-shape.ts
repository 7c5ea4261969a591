/*
 * Texts that a library takes apart or runs: what they may look like.
 */

/**
 * How numpy writes a type: byte order, a letter, a size; a unit for times; comma-separated for records.
 * https://numpy.org/doc/stable/reference/arrays.dtypes.html
 */
export function isDtypeText(text: string): boolean {
  if (text.length > 4096) return false;
  return text
    .split(",")
    .every((part) =>
      /^\s*\(?\d{0,9}\)?[<>|=]?(?:[?bBhHiIlLqQpPefdgFDGSaUVOMmcutTnN]\d{0,9}(?:\[\w{1,12}\])?|bool_?|u?int(?:8|16|32|64|p|c)?_?|float(?:16|32|64|96|128)?_?|complex(?:64|128|192|256)?_?|object_?|str_?|bytes_?|void|datetime64(?:\[\w{1,8}\])?|timedelta64(?:\[\w{1,8}\])?|bfloat16|longdouble|clongdouble|float8_\w{1,16}|u?int[24])\s*$/.test(
        part,
      ),
    );
}

/** A name of a file beside this one. */
export function isFileName(text: string): boolean {
  return text !== "" && text.length < 1024 && !/[/\\:\0]/.test(text) && text !== "." && text !== "..";
}

/**
 * The text that scipy's distributions run to make their argument parsers when their state is set
 * (`rv_generic._construct_argparser`, `parse_arg_template` in scipy/stats/_distn_infrastructure.py): three functions that
 * only hand on their arguments. Anything else in it would run as code.
 */
export function isArgumentParser(text: string): boolean {
  if (text.length > 4096) return false;
  return text.split("\n").every((line) => PARSER_LINE.test(line));
}

/** A definition, or a return of a tuple. Nothing is called but `_argcheck_rvs`: there are no other brackets. */
const PARSER_LINE =
  /^(?:\s*|def _parse_args(?:_rvs|_stats)?\(self[\w\s,=.'-]{0,2000}\):| {4}return (?:self\._argcheck_rvs)?\([\w\s,=.'-]{0,2000}\)[\w\s,=.'-]{0,200})$/;
