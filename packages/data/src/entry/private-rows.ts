export { numberAt, type RoleTable, readRoles, textAt } from "../table/role-table.ts";
