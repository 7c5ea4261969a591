/*
 * Who may do what with tables, as SQL files say it: GRANT, REVOKE, row-level security and its policies
 * (postgresql.org/docs/current/sql-grant.html, sql-createpolicy.html). Nothing is executed: statements are
 * split at semicolons and read word by word.
 */

export interface SqlGrant {
  /** SELECT, INSERT, …; ALL for all of them. In capitals. */
  readonly privileges: readonly string[];
  /** "table" where nothing else is said; schema, database, sequence, function, all tables. */
  readonly on: string;
  /** Names without quotes; of a schema for "all tables". */
  readonly objects: readonly string[];
  readonly grantees: readonly string[];
  readonly revoked: boolean;
  readonly line: number;
}

export interface SqlTable {
  readonly name: string;
  readonly line: number;
}

export interface SqlPolicy {
  readonly name: string;
  readonly table: string;
  /** Empty: of everybody. */
  readonly roles: readonly string[];
  /** ALL, SELECT, INSERT, UPDATE or DELETE. */
  readonly command: string;
  readonly line: number;
}

export interface SqlRights {
  readonly grants: readonly SqlGrant[];
  readonly tables: readonly SqlTable[];
  /** Tables whose rows are guarded. */
  readonly guarded: readonly string[];
  readonly policies: readonly SqlPolicy[];
}

const STATEMENTS = 20_000;
const WORDS = 2_000;

/** Tables, grants and row-level policies of a text of SQL; what is not one of these is passed over. Never throws. */
export function readSqlRights(text: string): SqlRights {
  const found = { grants: [] as SqlGrant[], tables: [] as SqlTable[], guarded: [] as string[], policies: [] as SqlPolicy[] };
  let line = 1;
  for (const statement of text.split(";").slice(0, STATEMENTS)) {
    const start = line + linesBefore(statement);
    for (let at = statement.indexOf("\n"); at >= 0; at = statement.indexOf("\n", at + 1)) line += 1;
    const words = wordsOf(statement);
    const folded = words.map((word) => word.toUpperCase());
    const [first, second] = folded;
    if (first === "GRANT" || first === "REVOKE") found.grants.push(...grantOf(words, folded, start));
    else if (first === "CREATE" && second === "POLICY") found.policies.push(...policyOf(words, folded, start));
    else if (first === "CREATE") found.tables.push(...tableOf(words, folded, start));
    else if (first === "ALTER" && second === "TABLE" && /ENABLE ROW LEVEL SECURITY|FORCE ROW LEVEL SECURITY/.test(folded.join(" "))) {
      const name = words[["IF", "ONLY"].includes(folded[2] ?? "") ? (folded[2] === "IF" ? 4 : 3) : 2];
      if (name !== undefined) found.guarded.push(plain(name));
    }
  }
  return found;
}

/** Lines of blanks and comments before a statement begins. */
function linesBefore(statement: string): number {
  let lines = 0;
  for (const line of statement.split("\n")) {
    const bare = line.trim();
    if (bare !== "" && !bare.startsWith("--")) return lines;
    lines += 1;
  }
  return 0;
}

function wordsOf(statement: string): readonly string[] {
  return statement
    .split("\n")
    .map((line) => {
      const comment = line.indexOf("--");
      return comment < 0 ? line : line.slice(0, comment);
    })
    .join(" ")
    .replace(/[(),]/g, " $& ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, WORDS);
}

/** Without quotes, in small letters where nothing was quoted. */
function plain(name: string): string {
  const bare = name.replace(/["'`[\]]/g, "");
  return bare === name ? name.toLowerCase() : bare;
}

function listed(words: readonly string[]): readonly string[] {
  return words.filter((word) => !/^[(),]$/.test(word)).map(plain);
}

function grantOf(words: readonly string[], folded: readonly string[], line: number): readonly SqlGrant[] {
  const revoked = folded[0] === "REVOKE";
  const on = folded.indexOf("ON");
  const to = folded.indexOf(revoked ? "FROM" : "TO", Math.max(on, 0));
  // Without ON a role is made a member of another.
  if (on < 0 || to < 0) return [];
  const privileges = columnless(folded.slice(1, on)).filter((word) => !/^(?:PRIVILEGES|GRANT|OPTION|FOR)$/.test(word));
  const what = folded.slice(on + 1, to);
  const all = what[0] === "ALL" && (what[1] === "TABLES" || what[1] === "SEQUENCES" || what[1] === "FUNCTIONS");
  const kind = all
    ? `all ${(what[1] ?? "").toLowerCase()}`
    : /^(?:TABLE|SCHEMA|DATABASE|SEQUENCE|FUNCTION|TYPE|LANGUAGE)$/.test(what[0] ?? "")
      ? (what[0] ?? "").toLowerCase()
      : "table";
  const skip = all ? 4 : kind === "table" && what[0] !== "TABLE" ? 0 : 1;
  const end = folded.findIndex((word, at) => at > to && /^(?:WITH|GRANTED|CASCADE|RESTRICT)$/.test(word));
  const grantees = listed(words.slice(to + 1, end < 0 ? undefined : end)).filter((name) => name !== "group");
  return [{ privileges, on: kind, objects: listed(words.slice(on + 1 + skip, to)), grantees, revoked, line }];
}

/** `SELECT (a, b), INSERT`: privileges on columns are privileges. */
function columnless(words: readonly string[]): readonly string[] {
  let depth = 0;
  return words.filter((word) => {
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    return depth === 0 && !/^[(),]$/.test(word);
  });
}

function policyOf(words: readonly string[], folded: readonly string[], line: number): readonly SqlPolicy[] {
  const on = folded.indexOf("ON");
  const table = words[on + 1];
  if (on < 0 || table === undefined) return [];
  const using = folded.findIndex((word) => word === "USING" || word === "WITH");
  const head = using < 0 ? folded : folded.slice(0, using);
  const command = head.indexOf("FOR");
  const to = head.indexOf("TO");
  return [
    {
      name: plain(words[2] ?? ""),
      table: plain(table),
      roles: to < 0 ? [] : listed(words.slice(to + 1, head.length)),
      command: command < 0 ? "ALL" : (head[command + 1] ?? "ALL"),
      line,
    },
  ];
}

function tableOf(words: readonly string[], folded: readonly string[], line: number): readonly SqlTable[] {
  const at = folded.slice(0, 5).indexOf("TABLE");
  const name = words[folded[at + 1] === "IF" ? at + 4 : at + 1];
  return at < 0 || name === undefined ? [] : [{ name: plain(name), line }];
}
