export { SCHEMA_NAMES, schemaOf } from "../engine/schemas.ts";
