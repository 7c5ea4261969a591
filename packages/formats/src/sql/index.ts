import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";

/** Tables that a piece of SQL creates, as far as their columns say what they hold. */
export interface SqlFacts {
  readonly vectorTables: readonly { readonly name: string; readonly line: number }[];
  /** Functions that compare vectors, with the tables that they read. */
  readonly searches: readonly { readonly name: string; readonly tables: readonly string[] }[];
}

const CREATE_TABLE =
  /\bCREATE\s{1,20}(?:UNLOGGED\s{1,20})?TABLE\s{1,20}(?:IF\s{1,20}NOT\s{1,20}EXISTS\s{1,20})?["'`[]?(?:\w{1,128}["'`\]]?\.["'`[]?)?(\w{1,128})["'`\]]?\s{0,20}\(/gi;
/** pgvector's vector(n) and halfvec(n), CockroachDB's and Oracle's VECTOR, float[n] of DuckDB and sqlite-vec. */
const VECTOR_TYPE =
  /\b(?:half|sparse)?vec(?:tor)?\s{0,8}\(\s{0,8}(?:\d{1,6}|\{[^}]{0,200}\}|%s)\s{0,8}\)|\bVECTOR\s{0,8}(?:,|\)|NOT\b|DEFAULT\b)|\bfloat\[\d{1,6}\]/i;
const CREATE_FUNCTION =
  /\bCREATE\s{1,20}(?:OR\s{1,20}REPLACE\s{1,20})?FUNCTION\s{1,20}["'`[]?(?:\w{1,128}["'`\]]?\.["'`[]?)?(\w{1,128})["'`\]]?\s{0,20}\(/gi;
/** pgvector's distances: Euclidean, inner product, cosine, Manhattan. */
const DISTANCE = /<->|<#>|<=>|<\+>/;
const FROM = /\b(?:FROM|JOIN)\s{1,20}["'`[]?(?:\w{1,128}["'`\]]?\.["'`[]?)?(\w{1,128})/gi;
/** The body of a table or a function longer than this is cut. */
const MAX_BODY = 8000;

/**
 * Names of the tables that a text creates with a vector column. Works on SQL files and on SQL inside of
 * other text; nothing is executed or fully parsed.
 */
export function readSql(text: string, budget: Budget = DEFAULT_BUDGET): SqlFacts {
  if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This SQL is larger than ${budget.bytes} bytes.`);
  const vectorTables: { name: string; line: number }[] = [];
  let line = 1;
  let counted = 0;
  for (const found of text.matchAll(CREATE_TABLE)) {
    const start = found.index + found[0].length;
    const body = text.slice(start, start + MAX_BODY);
    const end = body.search(/\)\s{0,20};|\bCREATE\s{1,20}(?:UNLOGGED\s{1,20})?TABLE\b/i);
    for (let index = text.indexOf("\n", counted); index >= 0 && index < found.index; index = text.indexOf("\n", index + 1)) line += 1;
    counted = found.index;
    if (found[1] !== undefined && VECTOR_TYPE.test(end < 0 ? body : body.slice(0, end + 1))) vectorTables.push({ name: found[1], line });
  }
  return { vectorTables, searches: DISTANCE.test(text) ? searchesOf(text) : [] };
}

/** `create function match_documents(…) … select … from documents order by embedding <=> query` */
function searchesOf(text: string): SqlFacts["searches"] {
  const starts = [...text.matchAll(CREATE_FUNCTION)];
  return starts.flatMap((found, index) => {
    const body = text.slice(found.index, Math.min(starts[index + 1]?.index ?? text.length, found.index + MAX_BODY));
    const tables = [...new Set([...body.matchAll(FROM)].flatMap((table) => table[1] ?? []))];
    return found[1] === undefined || tables.length === 0 || !DISTANCE.test(body) ? [] : [{ name: found[1], tables }];
  });
}
