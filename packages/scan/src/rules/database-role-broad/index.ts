import { shellCommands } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "database-role-broad";
/** A statement that is longer is cut: roles are short. */
const STATEMENT = 2_000;
const CODE = {
  "app.py": 'from openai import OpenAI\n\nclient = OpenAI()\nclient.chat.completions.create(model="gpt-4o-mini", messages=[])\n',
};

interface RoleStatement {
  readonly file: ProjectFile;
  readonly line: number;
  readonly role: string;
  readonly broad: boolean;
  readonly password: boolean;
}

/** CREATE and ALTER of roles and users. @see https://www.postgresql.org/docs/current/sql-createrole.html */
function rolesIn(file: ProjectFile, sql: string, first: number): readonly RoleStatement[] {
  const found: RoleStatement[] = [];
  for (const start of sql.matchAll(
    /\b(?:CREATE|ALTER)\s{1,20}(?:ROLE|USER)\s{1,20}(?:IF\s{1,20}NOT\s{1,20}EXISTS\s{1,20})?["'`]?([\w$-]{1,128})/gi,
  )) {
    const before = sql.slice(sql.lastIndexOf("\n", start.index) + 1, start.index);
    if (before.includes("--")) continue;
    const statement = sql.slice(start.index, start.index + STATEMENT).split(";")[0] ?? "";
    const options = statement.slice(start[0].length).replace(/--[^\n]{0,500}/g, "");
    const [, password = ""] = /\bPASSWORD\s{0,20}'([^']{0,500})'/i.exec(options) ?? [];
    found.push({
      file,
      line: first + sql.slice(0, start.index).split("\n").length - 1,
      role: start[1] ?? "",
      broad: /(?:^|[\s)])SUPERUSER\b/i.test(options),
      password: password !== "" && !/[$:{<%]|^\*+$|^(?:your|change|replace)/i.test(password),
    });
  }
  return found;
}

/** SQL files, and statements that scripts hand to psql. */
function statementsOf(file: ProjectFile): readonly RoleStatement[] {
  const { query, commands, dockerfile } = file.facts;
  const built = (dockerfile?.instructions ?? []).flatMap(({ value, line }) => shellCommands(value).map(({ words }) => ({ words, line })));
  return [
    ...(query === undefined ? [] : rolesIn(file, query, 1)),
    ...[...(commands?.commands ?? []), ...built]
      .filter(({ words }) => words.some((word) => /(?:^|\/)psql$/.test(word)))
      .flatMap(({ words, line }) => words.flatMap((word) => (/\s/.test(word) ? rolesIn(file, word, line) : []))),
  ];
}

/** Roles of databases beside AI that may do everything, or whose password stands in the script. */
export const databaseRoleBroad: Rule = {
  card: {
    id: ID,
    title: "A role of a database beside AI is a superuser, or its password stands in the script that makes it",
    appliesTo: ["file", "vector-store"],
    why: "A model that writes SQL, or an injected statement, runs programs on the host as a superuser (COPY … PROGRAM); a password in a script is everybody's.",
    fix: "Give the application a role of its own with rights on its tables, and set the password from a secret store.",
    base: factors(1, 3, 3, 2),
    controls: ["ADS-INFR-02", "ADS-SECR-01"],
    references: ["https://www.postgresql.org/docs/current/sql-createrole.html", "https://www.postgresql.org/docs/current/sql-copy.html"],
    bad: [
      {
        title: "a superuser",
        files: { ...CODE, "init.sql": "CREATE EXTENSION vector;\nCREATE ROLE rag LOGIN SUPERUSER PASSWORD 'rag';\n" },
      },
      { title: "a password", files: { ...CODE, "init.sql": "CREATE USER rag WITH PASSWORD 'sw0rdfish';\n" } },
    ],
    good: [
      {
        title: "rights of its own",
        files: { ...CODE, "init.sql": "CREATE ROLE rag LOGIN NOSUPERUSER;\nGRANT SELECT ON chunks TO rag;\n" },
      },
      { title: "a password from outside", files: { ...CODE, "init.sql": "CREATE USER rag WITH PASSWORD ':password';\n" } },
      { title: "no AI around", files: { "init.sql": "CREATE ROLE app LOGIN SUPERUSER;\n" } },
    ],
  },
  because: { exposure: "whoever reaches the application or reads the script", data: "everything in the database" },
  check: (inventory) => {
    const withAi = targetsWithAi(inventory);
    return judgeEach(
      inventory.project.files.filter(({ target }) => withAi.has(target)).flatMap(statementsOf),
      ({ file, line, role, broad, password }) => {
        if (!broad && !password) return "passed";
        const what = [...(broad ? ["is a superuser"] : []), ...(password ? ["has its password in the script"] : [])].join(" and ");
        return fromFile(
          ID,
          file,
          { line },
          {
            message: `The role ${plain(role, 40)} ${what}.`,
            headline: broad
              ? `Who acts as ${plain(role, 40)} runs programs on the database's host`
              : `Who reads the script signs in as ${plain(role, 40)}`,
            excerpt: `role ${role}`,
            confidence: "certain",
            ...(broad ? {} : { adjust: [{ factor: "blast", value: 1, reason: "the rights of one role" }] }),
          },
        );
      },
    );
  },
};
