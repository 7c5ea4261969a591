import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const LLM = `
  from openai import OpenAI
  def ask(q):
      return OpenAI().responses.create(model="gpt-4.1", input=q)`;

describe("routes in tables", () => {
  testFound([
    [
      "Django: functions, views, view sets, below the path that includes them",
      {
        "site/urls.py": `
          from django.urls import include, path
          urlpatterns = [path("api/", include("chat.urls"))]`,
        "chat/__init__.py": "",
        "chat/llm.py": LLM,
        "chat/urls.py": `
          from django.urls import include, path, re_path
          from rest_framework.routers import DefaultRouter
          from . import views
          router = DefaultRouter()
          router.register("bots", views.Bots)
          urlpatterns = [
              path("ask/", views.ask_view),
              re_path(r"^post/$", views.posted),
              path("class/", views.Ask.as_view()),
              path("ping/", views.ping),
              path("v1/", include(router.urls)),
          ]`,
        "chat/views.py": `
          from django.views import View
          from rest_framework.decorators import action, api_view
          from rest_framework.viewsets import ViewSet
          from .llm import ask
          def ask_view(request):
              return ask("q")
          @api_view(["POST"])
          def posted(request):
              return ask("q")
          def ping(request):
              return "ok"
          class Ask(View):
              def get(self, request):
                  return "form"
              def post(self, request):
                  return ask("q")
          class Bots(ViewSet):
              def create(self, request):
                  return ask("q")
              @action(detail=False, methods=["post"])
              def summarise(self, request):
                  return ask("q")`,
      },
      [
        "endpoint ANY /api/ask/ -uses_model-> model gpt-4.1",
        "endpoint POST /api/post/ -uses_model-> model gpt-4.1",
        "endpoint POST /api/class/ -uses_model-> model gpt-4.1",
        "endpoint POST /api/v1/bots -uses_model-> model gpt-4.1",
        "endpoint POST /api/v1/bots/summarise -uses_model-> model gpt-4.1",
      ],
      ["endpoint ANY /api/ping/ -uses_model-> model gpt-4.1", "endpoint GET /api/class/ -uses_model-> model gpt-4.1"],
    ],
    [
      "Flask views, Flask-RESTful, Falcon, Starlette, Tornado",
      {
        "llm.py": LLM,
        "main.py": `
          import falcon
          import tornado.web
          from flask import Flask
          from flask.views import MethodView
          from flask_restful import Api, Resource
          from starlette.routing import Route
          from llm import ask
          class Chat(MethodView):
              def post(self):
                  return ask("q")
          class Item(Resource):
              def put(self):
                  return ask("q")
          class Answer:
              def on_post(self, request, response):
                  response.media = ask("q")
          class Handler(tornado.web.RequestHandler):
              def post(self):
                  self.write(ask("q"))
          async def starred(request):
              return ask("q")
          app = Flask("x")
          app.add_url_rule("/view", view_func=Chat.as_view("chat"))
          Api(app).add_resource(Item, "/item")
          falcon.App().add_route("/falcon", Answer())
          routes = [Route("/star", starred, methods=["POST"])]
          tornado.web.Application([(r"/tornado", Handler)])`,
      },
      [
        "endpoint POST /view -uses_model-> model gpt-4.1",
        "endpoint PUT /item -uses_model-> model gpt-4.1",
        "endpoint POST /falcon -uses_model-> model gpt-4.1",
        "endpoint POST /star -uses_model-> model gpt-4.1",
        "endpoint POST /tornado -uses_model-> model gpt-4.1",
      ],
    ],
    [
      "Rails: verbs, resources, namespaces",
      {
        "config/routes.rb": `
          Rails.application.routes.draw do
            post "/chat", to: "chats#create"
            get "/up", to: "chats#up"
            namespace :api do
              resources :answers, only: [:create]
            end
          end`,
        "app/services/llm.rb": `
          require "openai"
          class Llm
            def ask(q)
              OpenAI::Client.new.chat(parameters: { model: "gpt-4o", messages: [] })
            end
          end`,
        "app/controllers/chats_controller.rb": `
          class ChatsController < ApplicationController
            def create
              render json: Llm.new.ask(params[:q])
            end
            def up
              render json: {}
            end
          end`,
        "app/controllers/api/answers_controller.rb": `
          module Api
            class AnswersController < ApplicationController
              def create
                render json: Llm.new.ask("q")
              end
            end
          end`,
      },
      ["endpoint POST /chat -uses_model-> model gpt-4o", "endpoint POST /api/answers -uses_model-> model gpt-4o"],
      ["endpoint GET /up -uses_model-> model gpt-4o"],
    ],
  ]);
});
