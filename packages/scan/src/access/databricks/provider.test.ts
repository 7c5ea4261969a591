import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { AccessDocument, accessDocument } from "../document.ts";
import { type Access, accessOf } from "../who-can.ts";

beforeAll(warmUp, WARM_UP_TIME);

async function ask(what: string, files: Readonly<Record<string, string>>): Promise<Access> {
  const inventory = await inventoryOf(files);
  const { assets, relations, packages, resources } = inventory;
  const [first] = accessOf(what, { inventory: { ...inventory, assets, relations, packages, resources } });
  if (first === undefined) throw new Error(`nothing is called ${what}`);
  return first;
}
async function told(what: string, ...blocks: readonly string[]): Promise<readonly string[]> {
  const { grants } = await ask(what, { "main.tf": blocks.join("\n") });
  return grants.map(
    ({ power, effect, how, principal, steps, conditions }) =>
      `${power} ${effect} ${how} ${principal.kind} ${principal.name}${steps.map(({ via, to }) => ` ${via} ${to.name}`).join("")}${conditions.length === 0 ? "" : ` [${conditions.join("; ")}]`}`,
  );
}

const block = (type: string, name: string, ...settings: readonly string[]): string =>
  `resource "${type}" "${name}" {\n${settings.map((each) => `  ${each}\n`).join("")}}\n`;
const grant = (principal: string, ...privileges: readonly string[]): string =>
  `grant {\n    principal = "${principal}"\n    privileges = [${privileges.map((each) => `"${each}"`).join(", ")}]\n  }`;
const TABLE = [
  block("databricks_catalog", "main", 'name = "main"'),
  block("databricks_schema", "gold", "catalog_name = databricks_catalog.main.name", 'name = "gold"'),
  block(
    "databricks_sql_table",
    "rows",
    "catalog_name = databricks_catalog.main.name",
    "schema_name = databricks_schema.gold.name",
    'name = "rows"',
    'table_type = "MANAGED"',
  ),
].join("");
const on = (kind: string, name: string, ...grants: readonly string[]): string =>
  block("databricks_grants", `g_${kind}`, `${kind} = ${name}`, ...grants);
const CATALOG = "databricks_catalog.main.name";
const SCHEMA = "databricks_schema.gold.id";
const ROWS = "databricks_sql_table.rows.id";

describe("a table", () => {
  it("needs USE CATALOG and USE SCHEMA besides SELECT", async () => {
    const all = [
      on("catalog", CATALOG, grant("analysts", "USE_CATALOG")),
      on("schema", SCHEMA, grant("analysts", "USE_SCHEMA")),
      on("table", ROWS, grant("analysts", "SELECT")),
    ];
    expect(await told("databricks_sql_table.rows", TABLE, ...all)).toEqual(["read allowed direct group analysts"]);
    // All grants of the catalog are here, and theirs is not among them.
    expect(await told("databricks_sql_table.rows", TABLE, on("catalog", CATALOG, grant("others", "USE_CATALOG")), ...all.slice(1))).toEqual(
      [],
    );
    expect(await told("databricks_sql_table.rows", TABLE, ...all.slice(1))).toEqual([
      "read unknown direct group analysts [unknown: whether it has USE CATALOG on main, whose grants are not all here]",
    ]);
  });

  it("inherits from its schema and catalog, and everybody's USE counts", async () => {
    expect(await told("databricks_sql_table.rows", TABLE, on("catalog", CATALOG, grant("team", "ALL PRIVILEGES")))).toEqual([
      "read allowed direct group team",
      "write allowed direct group team",
    ]);
    expect(
      await told(
        "databricks_sql_table.rows",
        TABLE,
        on("catalog", CATALOG, grant("account users", "USE_CATALOG", "USE_SCHEMA")),
        on("table", ROWS, grant("team", "MODIFY")),
      ),
    ).toEqual(["write allowed direct group team"]);
    expect(
      await told("databricks_sql_table.rows", TABLE, on("catalog", CATALOG, grant("account users", "USE_CATALOG", "USE_SCHEMA", "SELECT"))),
    ).toEqual(["read allowed direct group account users (everybody)"]);
    // Another schema's grant is none here.
    expect(
      await told(
        "databricks_sql_table.rows",
        TABLE,
        on("catalog", CATALOG, grant("team", "USE_CATALOG")),
        on("schema", '"main.silver"', grant("team", "USE_SCHEMA", "SELECT")),
      ),
    ).toEqual([]);
  });

  it("is open to members of groups, to jobs that run as them, and to who changes those jobs", async () => {
    const lines = await told(
      "databricks_sql_table.rows",
      TABLE,
      on("catalog", CATALOG, grant("team", "USE_CATALOG", "USE_SCHEMA", "MODIFY")),
      block("databricks_group", "team", 'display_name = "team"'),
      block("databricks_service_principal", "etl", 'display_name = "etl"', 'application_id = "00000000-0000-0000-0000-000000000001"'),
      block("databricks_group_member", "etl", "group_id = databricks_group.team.id", "member_id = databricks_service_principal.etl.id"),
      block(
        "databricks_job",
        "load",
        'name = "load"',
        'run_as {\n    service_principal_name = "00000000-0000-0000-0000-000000000001"\n  }',
      ),
      block(
        "databricks_permissions",
        "load",
        "job_id = databricks_job.load.id",
        'access_control {\n    group_name = "devs"\n    permission_level = "CAN_MANAGE"\n  }',
        'access_control {\n    group_name = "viewers"\n    permission_level = "CAN_VIEW"\n  }',
      ),
    );
    expect(lines).toEqual([
      "write allowed direct group team",
      "write allowed through group devs changes databricks_job.load, which runs as etl is a member of team",
      "write allowed through group devs changes databricks_job.load runs as etl is a member of team",
      "write allowed through service-account etl is a member of team",
      "write allowed through workload databricks_job.load runs as etl is a member of team",
    ]);
  });

  it("is an owner's, and of who manages what it is in", async () => {
    const owned = TABLE.replace('name = "rows"', 'name = "rows"\n  owner = "kim@acme.io"');
    const use = on("catalog", CATALOG, grant("kim@acme.io", "USE_CATALOG", "USE_SCHEMA"), grant("lee@acme.io", "MANAGE"));
    expect(await told("databricks_sql_table.rows", owned, use)).toEqual([
      "read allowed direct user kim@acme.io",
      "read conditional escalation user lee@acme.io manages it, and grants itself lee@acme.io [after giving itself the right]",
      "write allowed direct user kim@acme.io",
      "write conditional escalation user lee@acme.io manages it, and grants itself lee@acme.io [after giving itself the right]",
      "change allowed direct user kim@acme.io",
      "change conditional escalation user lee@acme.io manages it, and grants itself lee@acme.io [after giving itself the right]",
    ]);
  });
});

it("tells who asks and who changes a serving endpoint, and who puts versions of a model there", async () => {
  const levels = ["CAN_QUERY", "CAN_MANAGE", "CAN_VIEW"].map(
    (level) => `access_control {\n    group_name = "${level.toLowerCase()}"\n    permission_level = "${level}"\n  }`,
  );
  const endpoint = [
    block("databricks_model_serving", "fraud", 'name = "fraud"'),
    block("databricks_permissions", "p", "serving_endpoint_id = databricks_model_serving.fraud.serving_endpoint_id", ...levels),
  ];
  expect(await told("databricks_model_serving.fraud", ...endpoint)).toEqual([
    "run allowed direct group can_manage",
    "run allowed direct group can_query",
    "change allowed direct group can_manage",
  ]);
  const model = block("databricks_registered_model", "fraud", 'catalog_name = "ml"', 'schema_name = "prod"', 'name = "fraud"');
  expect([
    ...new Set(
      await told(
        "databricks_registered_model.fraud",
        model,
        on(
          "catalog",
          '"ml"',
          grant("servers", "USE_CATALOG", "USE_SCHEMA", "EXECUTE"),
          grant("trainers", "USE_CATALOG", "USE_SCHEMA", "CREATE_MODEL_VERSION"),
        ),
      ),
    ),
  ]).toEqual([
    "read allowed direct group servers",
    "write allowed direct group trainers",
    "run allowed direct group servers",
    "change allowed direct group trainers",
  ]);
});

it("reads permissions and grants of bundles", async () => {
  const { grants } = await ask("resources.model_serving_endpoints.fraud", {
    "databricks.yml":
      "bundle:\n  name: fraud\nresources:\n  model_serving_endpoints:\n    fraud:\n      name: fraud\n      permissions:\n        - level: CAN_QUERY\n          group_name: apps\n        - level: CAN_MANAGE\n          user_name: kim@acme.io\n",
  });
  expect(grants.map(({ power, principal }) => `${power} ${principal.kind} ${principal.name}`)).toEqual([
    "run group apps",
    "run user kim@acme.io",
    "change user kim@acme.io",
  ]);
});

it("joins the cloud: a cluster's instance profile, a storage credential and its locations", async () => {
  const policy = (statement: string): string => `jsonencode({ Version = "2012-10-17", Statement = [${statement}] })`;
  const lines = await told(
    "raw",
    block("aws_s3_bucket", "raw", 'bucket = "raw"'),
    block(
      "aws_iam_role",
      "uc",
      'name = "uc"',
      `assume_role_policy = ${policy('{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }')}`,
    ),
    block(
      "aws_iam_role_policy",
      "uc",
      "role = aws_iam_role.uc.id",
      `policy = ${policy('{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::raw/*" }')}`,
    ),
    block("databricks_storage_credential", "uc", 'name = "uc"', "aws_iam_role {\n    role_arn = aws_iam_role.uc.arn\n  }"),
    block(
      "databricks_external_location",
      "raw",
      'name = "raw"',
      'url = "s3://raw/in"',
      "credential_name = databricks_storage_credential.uc.id",
    ),
    on("external_location", "databricks_external_location.raw.id", grant("loaders", "READ_FILES"), grant("writers", "WRITE_FILES")),
  );
  expect(lines).toEqual([
    "read allowed direct role uc",
    "read allowed through group loaders uses files through databricks_external_location.raw, which goes by databricks_storage_credential.uc runs as uc [only under s3://raw/in]",
    "read allowed through workload databricks_storage_credential.uc runs as uc",
  ]);
});

it("does not guess names, and stands hostile settings", async () => {
  const answer = await ask("databricks_sql_table.rows", {
    "main.tf": [
      block("databricks_sql_table", "rows", "catalog_name = var.catalog", 'schema_name = "s"', 'name = "rows"'),
      on("table", '"main.s.rows"', grant("team", "SELECT")),
      block("databricks_group_member", "loop", 'group_id = "a"', 'member_id = "b"'),
      block("databricks_group_member", "pool", 'group_id = "b"', 'member_id = "a"'),
      block("databricks_grants", "odd", 'grant = "x"', "table = []"),
      block("databricks_permissions", "odd", "job_id = 3", 'access_control = ["y"]'),
      'variable "catalog" {}',
    ].join("\n"),
  });
  expect(answer.grants).toEqual([]);
  expect(answer.notSeen.join("\n")).toContain("admins of Databricks");
  expect(AccessDocument.safeParse(accessDocument([answer])).error).toBeUndefined();
});
