import "../intake/worker.ts";
