export { n as TOOL_VERSION } from "./version-gVcWS_ot.js";
import "./version-la_KkjCS.js";
