export { r as changesSince } from "./git-changes-klqng6XD.js";
