import { actionOf, type CollectRow } from "./row.ts";
import { COLLECT_ROWS } from "./rows.ts";

/** Actions that any collection needs beside the rows. GetCallerIdentity needs none; it is listed for the reader. */
const FRAME = ["ec2:DescribeRegions", "sts:GetCallerIdentity"];

/** Every action that the rows call. */
export function actionsOf(rows: readonly CollectRow[] = COLLECT_ROWS): readonly string[] {
  const actions = rows.flatMap((row) => [
    actionOf(row.service, row),
    ...(row.details ?? []).flatMap((detail) => [
      actionOf(detail.service ?? row.service, detail),
      ...(detail.members === undefined ? [] : [actionOf(detail.service ?? row.service, detail.members)]),
    ]),
  ]);
  return [...new Set(actions)].sort();
}

/**
 * The policy that the collector needs and no more: nothing that writes, no content of objects. With a role name the
 * caller may also list the organisation and take that role.
 */
export function awsCollectPolicy(roleName: string | undefined): object {
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "CastellanCollect", Effect: "Allow", Action: [...new Set([...FRAME, ...actionsOf()])].sort(), Resource: "*" },
      ...(roleName === undefined
        ? []
        : [
            { Sid: "CastellanOrganisation", Effect: "Allow", Action: "organizations:ListAccounts", Resource: "*" },
            { Sid: "CastellanOneRolePerAccount", Effect: "Allow", Action: "sts:AssumeRole", Resource: `arn:aws:iam::*:role/${roleName}` },
          ]),
    ],
  };
}
