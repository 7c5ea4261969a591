import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { databaseRoleBroad } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const AI = { "m.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const run = async (path: string, text: string) =>
  (await judged({ files: { ...AI, [path]: text } }, [databaseRoleBroad])).findings.map(
    ({ message, location }) => `${location.line ?? 0} ${message}`,
  );

describe("database-role-broad", () => {
  it.each([
    ["a.sql", '-- roles\nalter role "rag"\n  with superuser;\n', ["2 The role rag is a superuser."]],
    ["a.sql", "CREATE USER a PASSWORD 'x1';\nCREATE USER b;", ["1 The role a has its password in the script."]],
    ["setup.sh", '#!/bin/sh\npsql -U postgres -c "CREATE ROLE rag LOGIN SUPERUSER"\n', ["2 The role rag is a superuser."]],
  ])("%s %j", async (path, text, found) => expect(await run(path, text)).toEqual(found));

  it.each([
    ["a.sql", "-- CREATE ROLE rag SUPERUSER;\nCREATE ROLE rag NOSUPERUSER;\n"],
    ["a.sql", "CREATE ROLE a; SELECT 'SUPERUSER';"],
    ["a.sql", "CREATE USER a PASSWORD '$" + "{PASSWORD}';"],
    ["a.sql", `CREATE ROLE ${"a".repeat(5000)}`],
    ["setup.sh", "#!/bin/sh\necho 'CREATE ROLE rag SUPERUSER'\n"],
  ])("leaves %s %j alone", async (path, text) => expect(await run(path, text)).toEqual([]));
});
