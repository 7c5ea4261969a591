import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("endpoints and what they reach", () => {
  testFound([
    [
      "a handler claims what it calls, not all that a shared object can do",
      `
      from fastapi import Depends, FastAPI
      from openai import OpenAI
      class Server:
          def __init__(self):
              self.client = OpenAI()
          def answer(self):
              return self.client.responses.create(model="gpt-4.1", input="")
          def title(self):
              return self.client.responses.create(model="gpt-4.1-nano", input="")
          def health(self):
              return "ok"
      def get_server() -> Server:
          return Server()
      app = FastAPI()
      @app.post("/answer")
      def answer(server: Server = Depends(get_server)):
          return server.answer()
      @app.get("/health")
      def health(server: Server = Depends(get_server)):
          return server.health()
      class Api:
          def __init__(self):
              self.server = Server()
              self.app = FastAPI()
              self.app.add_api_route("/titled", self.titled, methods=["POST"])
          def titled(self):
              return self.server.title()`,
      ["endpoint POST /answer -uses_model-> model gpt-4.1", "endpoint POST /titled -uses_model-> model gpt-4.1-nano"],
      ["endpoint POST /answer -uses_model-> model gpt-4.1-nano", "endpoint GET /health -uses_model-> model gpt-4.1"],
    ],
    [
      "a constructor counts where the method reads what it set",
      {
        "a/Client.java": `
          package a;
          import org.springframework.ai.chat.client.ChatClient;
          public class Client {
            private final ChatClient chat;
            Client(ChatClient.Builder builder) { this.chat = builder.defaultSystem("You are a helpful assistant of the bank.").build(); }
            String ask() { return chat.prompt().user("q").call().content(); }
            String ping() { return "ok"; }
          }`,
        "a/Web.java": `
          package a;
          import org.springframework.web.bind.annotation.*;
          @RestController
          public class Web {
            private final Client client;
            Web(Client client) { this.client = client; }
            @PostMapping("/ask") String ask() { return client.ask(); }
            @GetMapping("/ping") String ping() { return client.ping(); }
          }`,
      },
      ["endpoint POST /ask -has_prompt-> prompt chat"],
      ["endpoint GET /ping -has_prompt-> prompt chat"],
    ],
    [
      "aiohttp and Litestar",
      `
      from aiohttp import web
      from litestar import Controller, post
      from openai import OpenAI
      def ask():
          return OpenAI().responses.create(model="gpt-4.1", input="")
      routes = web.RouteTableDef()
      @routes.post("/table")
      async def table(request):
          return ask()
      async def listed(request):
          return ask()
      app = web.Application()
      app.router.add_post("/added", listed)
      app.add_routes([web.post("/listed", listed)])
      class Bot(Controller):
          path = "/bot"
          @post("/say")
          async def say(self) -> str:
              return ask()`,
      [
        "endpoint POST /table -uses_model-> model gpt-4.1",
        "endpoint POST /added -uses_model-> model gpt-4.1",
        "endpoint POST /listed -uses_model-> model gpt-4.1",
        "endpoint POST /bot/say -uses_model-> model gpt-4.1",
      ],
    ],
    [
      "Express routes in a chain, bound methods; plugins and routers below a path",
      {
        "app.ts": `
          import express from "express";
          import OpenAI from "openai";
          class Chat {
            async ask(req: any, res: any) { res.json(await new OpenAI().responses.create({ model: "gpt-4.1", input: "" })); }
          }
          const chat = new Chat();
          const app = express();
          app.route("/chained").post(chat.ask);
          app.post("/bound", chat.ask.bind(chat));`,
        "fast.ts": `
          import fastify, { type FastifyInstance } from "fastify";
          import OpenAI from "openai";
          async function routes(instance: FastifyInstance) {
            instance.post("/chat", async () => new OpenAI().responses.create({ model: "gpt-4.1", input: "" }));
          }
          const app = fastify();
          app.register(routes, { prefix: "/api" });`,
        "koa.ts": `
          import Router from "@koa/router";
          import OpenAI from "openai";
          const router = new Router({ prefix: "/k" });
          router.post("/chat", async (ctx) => { ctx.body = await new OpenAI().responses.create({ model: "gpt-4.1", input: "" }); });`,
      },
      [
        "endpoint POST /chained -uses_model-> model gpt-4.1",
        "endpoint POST /bound -uses_model-> model gpt-4.1",
        "endpoint POST /api/chat -uses_model-> model gpt-4.1",
        "endpoint POST /k/chat -uses_model-> model gpt-4.1",
      ],
    ],
    [
      "plugins of Fastify by the type of their function, and what another plugin decorates the instance with",
      {
        "routes/root.ts": `
          import { type FastifyPluginAsync } from "fastify";
          const root: FastifyPluginAsync = async (fastify, _options): Promise<void> => {
            fastify.post("/chat", async (request, reply) => fastify.chat.run(request.body));
          };
          export default root;`,
        "plugins/chat.ts": `
          import fp from "fastify-plugin";
          import OpenAI from "openai";
          class Chat {
            constructor(private client: OpenAI) {}
            async run(q: string) { return this.client.responses.create({ model: "gpt-4.1", input: q }); }
          }
          export default fp(async (fastify) => {
            fastify.decorate("chat", new Chat(new OpenAI()));
            fastify.get("/plain", async () => new OpenAI().responses.create({ model: "gpt-5", input: "" }));
          });`,
      },
      ["endpoint POST /chat -uses_model-> model gpt-4.1", "endpoint GET /plain -uses_model-> model gpt-5"],
    ],
    [
      "minimal APIs and controllers of ASP.NET by what is registered",
      {
        "Program.cs": `
          using OpenAI.Chat;
          var builder = WebApplication.CreateBuilder(args);
          builder.Services.AddSingleton(new ChatClient("gpt-4o", "key"));
          builder.Services.AddScoped<IBot, Bot>();
          var app = builder.Build();
          app.MapPost("/direct", async (ChatClient client) => await client.CompleteChatAsync("q"));
          app.MapPost("/service", (IBot bot) => bot.Ask());
          app.MapGet("/health", (IBot bot) => bot.Ping());`,
        "Bot.cs": `
          using OpenAI.Chat;
          public interface IBot { string Ask(); string Ping(); }
          public class Bot : IBot {
            private readonly ChatClient _client;
            public Bot(ChatClient client) { _client = client; }
            public string Ask() { return _client.CompleteChat("q").ToString(); }
            public string Ping() => "ok";
          }`,
        "Web.cs": `
          using Microsoft.AspNetCore.Mvc;
          [Route("api/[controller]")]
          public class ChatController : ControllerBase {
            private readonly IBot _bot;
            public ChatController(IBot bot) { _bot = bot; }
            [HttpPost("ask")]
            public string Ask() => _bot.Ask();
          }`,
      },
      [
        "endpoint POST /direct -uses_model-> model gpt-4o",
        "endpoint POST /service -uses_model-> model gpt-4o",
        "endpoint POST /api/chat/ask -uses_model-> model gpt-4o",
      ],
      ["endpoint GET /health -uses_model-> model gpt-4o"],
    ],
    [
      "axum and actix by the type of the state",
      {
        "src/main.rs": `
          use std::sync::Arc;
          use axum::{extract::State, routing::post, Router};
          use async_openai::{Client, config::OpenAIConfig, types::CreateChatCompletionRequestArgs};
          struct AppState { client: Client<OpenAIConfig> }
          async fn chat(State(state): State<Arc<AppState>>) -> String {
              let request = CreateChatCompletionRequestArgs::default().model("gpt-4o").build().unwrap();
              state.client.chat().create(request).await.unwrap().id
          }
          #[actix_web::post("/actix")]
          async fn actix(data: actix_web::web::Data<AppState>) -> String {
              let request = CreateChatCompletionRequestArgs::default().model("gpt-4o-mini").build().unwrap();
              data.client.chat().create(request).await.unwrap().id
          }
          fn app() -> Router { Router::new().route("/chat", post(chat)) }`,
      },
      ["endpoint /chat -uses_model-> model gpt-4o", "endpoint POST /actix -uses_model-> model gpt-4o-mini"],
    ],
    [
      "Sinatra",
      {
        "app.rb": `
          require "sinatra"
          require "openai"
          post "/chat" do
            OpenAI::Client.new.chat(parameters: { model: "gpt-4o", messages: [] })
          end`,
      },
      ["endpoint POST /chat -uses_model-> model gpt-4o"],
    ],
  ]);
});
