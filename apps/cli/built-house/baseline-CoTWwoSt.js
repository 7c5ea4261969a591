import "./baseline-DrQIsYnj.js";
export {};
