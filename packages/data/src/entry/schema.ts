export { DATA_SCHEMA_NAMES, dataSchemaOf } from "../schemas.ts";
