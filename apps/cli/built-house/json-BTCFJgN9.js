export { t as jsonReporter } from "./json-DCEMH_od.js";
