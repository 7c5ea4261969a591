import { z } from "zod";
import { PLACE_ROLES, POWERS, PRINCIPAL_KINDS } from "./grant.ts";
import type { Access } from "./who-can.ts";

const Place = { target: z.number().optional(), file: z.string().optional(), line: z.number().optional() };
const AssetName = z.strictObject({ id: z.string(), kind: z.string(), name: z.string() });
const Principal = z.strictObject({
  kind: z.enum(PRINCIPAL_KINDS),
  name: z.string(),
  resource: z.string().optional(),
  ...Place,
  purposes: z.array(z.string()).optional(),
});
const Statement = z.strictObject({ resource: z.string().optional(), ...Place, name: z.string().optional(), says: z.string() });

/** What `castellan access --format json` writes. */
export const AccessDocument = z.strictObject({
  schema: z.literal("castellan/access/1"),
  access: z.array(
    z.strictObject({
      asset: AssetName,
      /** What the asset stands in and hangs on; grants name them by their number, from 0. */
      places: z.array(
        z.strictObject({
          role: z.enum(PLACE_ROLES),
          resource: z.strictObject({ address: z.string(), type: z.string(), ...Place }).optional(),
          uri: z.string().optional(),
          asset: AssetName.optional(),
        }),
      ),
      grants: z.array(
        z.strictObject({
          power: z.enum(POWERS),
          principal: Principal,
          effect: z.enum(["allowed", "conditional", "unknown"]),
          how: z.enum(["direct", "through", "escalation"]),
          actions: z.array(z.string()),
          steps: z.array(z.strictObject({ to: Principal, via: z.string(), statements: z.array(Statement), certain: z.boolean() })),
          statements: z.array(Statement),
          conditions: z.array(z.string()),
          place: z.number(),
        }),
      ),
      facts: z.array(z.strictObject({ says: z.string(), asset: AssetName.optional(), ...Place })),
      notSeen: z.array(z.string()),
    }),
  ),
});

/** Answers as the document that is published: resources by their address and place alone. */
export function accessDocument(answers: readonly Access[]): object {
  return {
    schema: "castellan/access/1",
    access: answers.map(({ asset, places, grants, facts, notSeen }) => ({
      asset,
      places: places.map(({ role, resource, uri, asset: other }) => ({
        role,
        ...(resource === undefined
          ? {}
          : {
              resource: {
                address: resource.address,
                type: resource.type,
                ...(resource.target === undefined ? {} : { target: resource.target }),
                file: resource.file,
                line: resource.line,
              },
            }),
        ...(uri === undefined ? {} : { uri }),
        ...(other === undefined ? {} : { asset: other }),
      })),
      grants: grants,
      facts: facts,
      notSeen,
    })),
  };
}
