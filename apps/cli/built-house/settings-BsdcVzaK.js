export { t as loadSettings } from "./load-settings-C1ZCvdmE.js";
import "./settings-DIu9xevG.js";
