import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const HEAD = `
from langchain_openai import ChatOpenAI
from langchain_core.prompts import ChatPromptTemplate, PromptTemplate
from langchain_core.output_parsers import StrOutputParser
`;
const LONG = "Given the conversation, put the last question so that it can be understood alone. {question}";

describe("chains", () => {
  testFound([
    [
      "a prompt that is piped into a model",
      `${HEAD}
prompt = ChatPromptTemplate.from_template("${LONG}")
llm = ChatOpenAI(model="gpt-4o")
chain = {"question": lambda x: x} | prompt | llm.bind(stop=["x"]) | StrOutputParser()
`,
      ["model gpt-4o -has_prompt-> prompt prompt"],
    ],
    [
      "two stages, each with its own prompt and model",
      `${HEAD}
first = ChatPromptTemplate.from_template("${LONG}")
second = ChatPromptTemplate.from_template("${LONG} Answer it.")
def run(question):
    return (first | ChatOpenAI(model="gpt-4o-mini") | second | ChatOpenAI(model="gpt-4o")).invoke(question)
`,
      ["model gpt-4o-mini -has_prompt-> prompt first", "model gpt-4o -has_prompt-> prompt second"],
      ["model gpt-4o -has_prompt-> prompt first", "model gpt-4o-mini -has_prompt-> prompt second"],
    ],
    [
      "chains of the first years, the model a choice of the page",
      {
        "prompts.py": `${HEAD}\ntemplate = "${LONG}"\nSTUFF_PROMPT = PromptTemplate(template=template, input_variables=["question"])\n`,
        "qa.py": `
        from langchain.chains.qa_with_sources import load_qa_with_sources_chain
        from prompts import STUFF_PROMPT
        def query(question, llm):
            return load_qa_with_sources_chain(llm=llm, chain_type="stuff", prompt=STUFF_PROMPT)({"question": question})`,
        "main.py": `
        import streamlit as st
        from langchain.chat_models import ChatOpenAI
        from qa import query
        MODELS = ["gpt-3.5-turbo", "gpt-4"]
        def get_llm(model: str):
            return ChatOpenAI(model=model)
        model = st.selectbox("Model", options=MODELS)
        query("q", get_llm(model=model))`,
      },
      ["model gpt-3.5-turbo -has_prompt-> prompt STUFF_PROMPT", "model gpt-4 -has_prompt-> prompt STUFF_PROMPT"],
    ],
    [
      "retrieval with a prompt for the question and one for the answer",
      `${HEAD}
from langchain.chains import ConversationalRetrievalChain, RetrievalQA
CONDENSE = PromptTemplate.from_template("${LONG}")
ANSWER = PromptTemplate.from_template("${LONG} Use {context}.")
llm = ChatOpenAI(model="gpt-4o")
chat = ConversationalRetrievalChain.from_llm(llm, retriever, condense_question_prompt=CONDENSE, condense_question_llm=ChatOpenAI(model="gpt-4o-mini"))
qa = RetrievalQA.from_chain_type(llm=llm, retriever=retriever, chain_type_kwargs={"prompt": ANSWER})
`,
      ["model gpt-4o-mini -has_prompt-> prompt CONDENSE", "model gpt-4o -has_prompt-> prompt ANSWER"],
    ],
    [
      "chains that functions make",
      `${HEAD}
from langchain.chains.combine_documents import create_stuff_documents_chain
from langchain.chains import create_history_aware_retriever, create_retrieval_chain
llm = ChatOpenAI(model="gpt-4o")
contextualise = ChatPromptTemplate.from_messages([("system", "${LONG}")])
answer = ChatPromptTemplate.from_messages([("system", "${LONG} Use {context}.")])
history = create_history_aware_retriever(llm, retriever, contextualise)
rag = create_retrieval_chain(history, create_stuff_documents_chain(llm, answer))
`,
      ["model gpt-4o -has_prompt-> prompt contextualise", "model gpt-4o -has_prompt-> prompt answer"],
    ],
    [
      "sequences of TypeScript, prompts by the name of their text",
      {
        "chain.ts": `
        import { ChatOpenAI } from "@langchain/openai";
        import { ChatPromptTemplate } from "@langchain/core/prompts";
        import { RunnableSequence } from "@langchain/core/runnables";
        import { StringOutputParser } from "@langchain/core/output_parsers";
        const CONDENSE_TEMPLATE = \`${LONG}\`;
        const QA_TEMPLATE = \`${LONG} Use {context}.\`;
        const model = new ChatOpenAI({ model: "gpt-4o" });
        const condense = ChatPromptTemplate.fromTemplate(CONDENSE_TEMPLATE);
        const answer = ChatPromptTemplate.fromTemplate(QA_TEMPLATE);
        export const standalone = RunnableSequence.from([condense, model, new StringOutputParser()]);
        export const chain = answer.pipe(model).pipe(new StringOutputParser());`,
      },
      ["model gpt-4o -has_prompt-> prompt CONDENSE_TEMPLATE", "model gpt-4o -has_prompt-> prompt QA_TEMPLATE"],
      ["prompt condense", "prompt answer"],
    ],
    [
      "types and flags are no chains",
      `${HEAD}
prompt = ChatPromptTemplate.from_template("${LONG}")
flags = FAST | SAFE
def f(x: str | None): return x
ChatOpenAI(model="gpt-4o")
`,
      ["prompt prompt"],
      ["model gpt-4o -has_prompt-> prompt prompt"],
    ],
  ]);
});
