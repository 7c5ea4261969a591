export { readTorchScript, type TorchScriptCall, type TorchScriptSource } from "./calls.ts";
