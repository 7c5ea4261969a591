export { looksLikeMil, type MilProgram, readMil } from "./mil-text.ts";
export { looksLikeOnnxText, type OnnxTextModel, type OnnxTextNode, readOnnxText } from "./onnx-text.ts";
