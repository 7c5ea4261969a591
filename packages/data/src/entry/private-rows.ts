export { numberAt, readRoles, type RoleTable, textAt } from "../table/role-table.ts";
