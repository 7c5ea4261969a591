import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("what an application keeps for its handlers", () => {
  testShown([
    [
      "the state of an application, by the request",
      `
      from fastapi import FastAPI, Request
      app = FastAPI()
      app.state.model = "m"
      def handler(request: Request):
          show(request.app.state.model)
          show(request.app.state.other)`,
      ['"m"', "fastapi.Request().app.state.other (by type)"],
    ],
    [
      "set in a lifespan, and yielded by one",
      `
      from contextlib import asynccontextmanager
      @asynccontextmanager
      async def lifespan(app):
          app.state.llm = "a"
          yield {"other": "b"}
      def handler(request):
          show(request.app.state.llm)
          show(request.state.other)`,
      ['"a"', '"b"'],
    ],
    [
      "entries of a configuration, and fields of the current application",
      `
      from flask import Flask, current_app
      app = Flask("x")
      app.config["LLM"] = "m"
      app.extensions["store"] = "s"
      app.client = "c"
      def handler():
          show(current_app.config["LLM"])
          show(current_app.extensions["store"])
          show(current_app.client)`,
      ['"m"', '"s"', '"c"'],
    ],
    [
      "fields that a file gives to its own variable in a function, and not those of another variable of that name",
      `
      from quart import Blueprint
      bp = Blueprint("chat", __name__)
      @bp.before_app_serving
      async def configure():
          bp.model = "m"
          bp.client = "c"
      async def handler():
          show(bp.model)
      def other(bp):
          show(bp.client)`,
      ['"m"', ""],
    ],
    [
      "what a page keeps for its next run, its own before that of another page",
      {
        "main.py": `
        import streamlit as st
        if "chain" not in st.session_state:
            st.session_state["chain"] = "a"
        st.session_state.other = "b"
        show(st.session_state.chain)
        show(st.session_state.get("other", None))`,
        "chat.py": `
        import chainlit as cl
        cl.user_session.set("chain", "c")
        show(cl.user_session.get("chain"))
        show(cl.user_session.get("missing"))`,
      },
      ['"c"', "chainlit.user_session.get()", '"a"', '"b"'],
    ],
    [
      "variables of a context and decorations of a server",
      {
        "app.ts": `
          import { Hono } from "hono";
          const app = new Hono();
          app.use(async (c, next) => { c.set("llm", "m"); await next(); });
          app.get("/", (c) => { show(c.get("llm")); show(c.var.llm); });`,
        "server.ts": `
          import fastify, { FastifyInstance } from "fastify";
          const server = fastify();
          server.decorate("store", "s");
          export function routes(instance: FastifyInstance) { show(instance.store); }`,
      },
      ['"m"', '"m"', '"s"'],
    ],
  ]);
});
