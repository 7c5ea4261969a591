#!/usr/bin/env node
/* Old syntax on purpose: a Node that is too old must still be able to say so. */
"use strict";
var parts = process.versions.node.split(".");
if (Number(parts[0]) < 22 || (Number(parts[0]) === 22 && Number(parts[1]) < 18)) {
  process.stderr.write("castellan needs Node 22.18 or newer, this is " + process.versions.node + ": use a newer one, or run it as `npx castellan` in a checkout after `npm ci`.\n");
  process.exitCode = 2;
} else {
  var path = require("node:path");
  var built = path.join(__dirname, "../dist/main.js");
  var source = path.join(__dirname, "../src/main.ts");
  var useSource = process.env.CASTELLAN_SOURCE === "1" || !require("node:fs").existsSync(built);
  require("node:module").enableCompileCache();
  import(require("node:url").pathToFileURL(useSource ? source : built).href);
}
