import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { summariseCase } from "./summary.js";

const token = process.env.CONSOLE_TOKEN;
if (!token) throw new Error("CONSOLE_TOKEN is not set");

const app = new Hono();

app.use("/cases/*", bearerAuth({ token }));
app.get("/cases/:id/summary", async (context) => {
  const summary = await summariseCase(context.req.param("id"));
  return context.json({ summary });
});

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 3000 });
