import "./read-result-CN0uocr9.js";
export {};
