export { t as terminalReporter } from "./terminal-DUYpZLD-.js";
