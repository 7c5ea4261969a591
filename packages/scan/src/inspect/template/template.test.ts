import { describe, expect, it } from "vitest";
import type { Verdict } from "../interpreter.ts";
import { judgeTemplate } from "./judge.ts";
import { TEMPLATE_RULES } from "./rules.ts";

const RANK: Readonly<Record<Verdict, number>> = { benign: 0, suspicious: 1, malicious: 2 };
function verdict(text: string, chat = true): Verdict {
  let worst: Verdict = "benign";
  for (const finding of judgeTemplate(text, { chat })) {
    const own = finding.verdict ?? TEMPLATE_RULES.find(({ id }) => id === finding.rule)?.verdict ?? "malicious";
    if (RANK[own] > RANK[worst]) worst = own;
  }
  return worst;
}

describe("judgeTemplate calls malicious", () => {
  it.each([
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ().__class__.__base__ }}",
    "{{ [].__class__.__base__.__subclasses__()[104].__init__.__globals__['sys'].modules['os'].popen('id').read() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ lipsum['__globals__'] }}",
    '{{ lipsum["\\x5f\\x5fglobals\\x5f\\x5f"] }}',
    "{{ lipsum['\\137\\137globals\\137\\137'] }}",
    "{{ lipsum['\\u005f\\u005fglobals\\u005f\\u005f'] }}",
    "{{ lipsum['\\N{LOW LINE}_globals__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ ''|attr('__cla' ~ 'ss__') }}",
    "{{ ''|attr('__cla' + 'ss__') }}",
    "{{ ''|attr(['__', 'class', '__']|join) }}",
    "{{ ''['__cla' 'ss__'] }}",
    "{{ ''['_' * 2 ~ 'class' ~ '_' * 2] }}",
    "{{ ''['__ssalc__'|reverse] }}",
    "{{ ''['__ssalc__'[::-1]] }}",
    "{{ ''['%c%cclass%c%c'|format(95,95,95,95)] }}",
    "{{ ''['%sclass%s' % ('__', '__')] }}",
    "{{ ''['{0}class{0}'.format('__')] }}",
    "{{ ''['__CLASS__'|lower] }}",
    "{{ ''['__CLASS__'.lower()] }}",
    "{{ ''['--class--'|replace('-', '_')] }}",
    "{{ ''['--class--'.replace('-', '_')] }}",
    "{{ ''[['__','cla','ss','__']|sum(start='')] }}",
    "{{ ''['_'.join(['','_class_',''])] }}",
    "{{ ''[dict(__class__=1)|list|first] }}",
    "{{ ''[dict(__cla=1, ss__=2)|join] }}",
    "{{ ''[dict(_＿class_＿=1)|first] }}",
    "{% set a = '__cla' %}{% set b = 'ss__' %}{{ ''[a ~ b] }}",
    "{% set ns = namespace(a='__cla') %}{% set ns.b = 'ss__' %}{{ ''[ns.a ~ ns.b] }}",
    "{% set x %}__class__{% endset %}{{ ''[x] }}",
    "{% set x %}__cla{{ 'ss__' }}{% endset %}{{ ''[x] }}",
    "{% macro f(a, b) %}{{ ''[a ~ b] }}{% endmacro %}{{ f('__cla', 'ss__') }}",
    "{% macro name() %}__class__{% endmacro %}{{ ''[name()] }}",
    "{% for n in ['__class__', '__mro__'] %}{{ ''|attr(n) }}{% endfor %}",
    "{% for a, b in [('__cla', 'ss__')] %}{{ ''[a ~ b] }}{% endfor %}",
    "{% with a = '__cla' %}{{ ''[a ~ 'ss__'] }}{% endwith %}",
    "{{ {'k': '__class__'}['k'] }}",
    "{{ []|map(attribute='__class__')|list }}",
    "{{ [1]|map('attr', '__class__')|list }}",
    "{{ [1]|selectattr('__class__.__name__', 'eq', 'x')|list }}",
    "{{ [1]|sort(attribute='__class__') }}",
    "{{ [1]|groupby('__class__') }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ (1).__class__ }}",
    "{{ messages.__class__ }}",
    "{{ messages|attr('\\x5f_class__') }}",
    "{{ x.func_globals }}",
    "{{ (messages|select).gi_frame.f_globals }}",
    "{% set u = (()|select|string|list)[24] %}{{ ''[u ~ u ~ 'class' ~ u ~ u] }}",
    "{{ ''[(lipsum|string)[18] * 2 ~ 'class'] }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ eval('1') }}",
    "{{ x.popen('id') }}",
    "{{ x['popen']('id') }}",
    "{{ os.system('id') }}",
    "{% if __import__('os') %}{% endif %}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% if 'warning' in x.__name__ %}{{ x()._module.__builtins__['__import__']('os').popen('ls').read() }}{% endif %}{% endfor %}",
    "{# fine #}{% raw %}{{ x }}{% endraw %}{{ ''.__class__ }}",
    "{{- ''\n.\n__class__ -}}",
    "{% filter attr('__class__') %}x{% endfilter %}",
    "{% set x = ''|attr('__class__')|attr('__mro__') %}",
    "{% call(x) f(''.__class__) %}{% endcall %}",
    "{% include ''.__class__ %}",
    "{% extends '/etc/passwd' %}",
    "{% include '../../x' %}",
    // Jinja itself refuses these, but an application may know the tag, and another limit may be higher.
    "{% unknown %}{{ ''.__class__ }}",
    "{% unknown %}{{ ''[\"\\x5f\\x5fclass\\x5f\\x5f\"] }}",
    `{{ ''.__class__ }}${" ".repeat(300_000)}`,
    `{{ ${"(".repeat(500)}''.__class__${")".repeat(500)} }}`,
    // Bombs.
    "{% for a in range(10000000) %}x{% endfor %}",
    "{% for a in range(2000) %}{% for b in range(2000) %}x{% endfor %}{% endfor %}",
    "{{ 'A' * 1000000000 }}",
    "{{ 'A'|center(1000000000) }}",
    "{{ 'A'.ljust(1000000000) }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ range(999999999)|list }}",
    "{{ lipsum(n=1000000) }}",
    "{{ 9 ** 999999999 }}",
    "{{ 9**9**9**9 }}",
    "{% set a = 'lol' * 1000 %}{% set b = a * 1000 %}{% set c = b * 1000 %}{{ c }}",
    "{% set a = 'aaaaaaaaaa' %}" +
      [..."bcdefghij"].map((name, at) => `{% set ${name} = ${Array(10).fill("abcdefghi"[at]).join(" ~ ")} %}`).join(""),
    "{% set ns = namespace(x='a') %}{% for i in range(40) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set c = '_abcdefghijklmnopqrstuvwxyz' %}{{ ''[c[0] ~ c[0] ~ c[3] ~ c[12] ~ c[1] ~ c[19] ~ c[19] ~ c[0] ~ c[0]] }}",
    "{% set c = '_abcdefghijklmnopqrstuvwxyz' %}{% set ns = namespace(s='') %}{% for i in n %}{% set ns.s = ns.s ~ c[i] %}{% endfor %}{{ ''[ns.s] }}",
  ])("%s", (text) => expect(verdict(text)).toBe("malicious"));
});

describe("judgeTemplate calls suspicious", () => {
  it.each([
    "{% for message in messages %}{% if message.class == 'x' %}{% endif %}{% endfor %}",
    "{{ config.items() }}",
    "{{ request.application }}",
    "{{ self }}",
    "{{ x|attr(y) }}",
    "{{ x|map(y) }}",
    "{{ x[y ~ z] }}",
    "{{ x._private }}",
    "{{ x.__name__ }}",
    "{{ '__class__' }}",
    "{{ messages|unheard_of }}",
    "{{ unheard_of(messages) }}",
    "{{ messages.unheard_of() }}",
    "{{ x is unheard_of }}",
    "{{ f()() }}",
    "{% include 'other.jinja' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% unknown %}",
    "{{ ''.__class__ ",
    "{{ ''.__class__ }} {% endif %}",
    "{{ x",
    "{% for %}",
    "{# never ''.__class__ #}{{ messages }}",
    "{% raw %}{{ ''.__class__ }}{% endraw %}{{ messages }}",
    "{% set ns = namespace(x='a') %}{% for m in messages %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% macro f(n) %}{% for i in range(n) %}{{ f(n - 1) }}{% endfor %}{% endmacro %}{{ f(40) }}",
    "{{ ()|select|string }}",
    "{{ 'x'.upper|string }}",
    "{{ '{0.field}'.format(x) }}",
    `{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}`,
    "{% if x %}".repeat(5000),
    "x".repeat(300_000),
  ])("%#", (text) => expect(verdict(text), text.slice(0, 80)).toBe("suspicious"));
});

describe("judgeTemplate calls benign", () => {
  it.each([
    "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message.content | trim }}{% if not loop.last %}\n{% endif %}{% endfor %}",
    "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% endif %}",
    "{{ messages[loop.index0 - 1].content }}{{ messages[-1]['content'] }}{{ args[key] }}{{ args[loop.index0 + 1] }}",
    "{% set ns = namespace(last=-1) %}{% for m in messages %}{% set ns.last = loop.index0 %}{% endfor %}{{ messages[ns.last] }}",
    "{{ raise_exception('Roles must alternate') }}{{ strftime_now('%d %b %Y') }}{{ tools | tojson(indent=4) }}",
    "{{ message.content.split('</think>')[-1].lstrip('\\n').rstrip() }}{{ d.items() }}{{ d.get('a', none) }}",
    "{{ messages | selectattr('role', 'equalto', 'user') | list | length }}{{ tools | map(attribute='function') | list }}",
    "{%- macro render(x) -%}{%- for k, v in x.items() -%}{{ render(v) }}{%- endfor -%}{%- endmacro -%}{{ render(tools) }}",
    "{% generation %}{{ message.content }}{% endgeneration %}{% break %}",
    "{{ bos_token }}{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}",
    "{{ '%s: %s' % (role, content) }}{{ '{}: {}'.format(role, content) }}{{ ['a', b] | join(', ') }}",
    "{% set _args = tool.arguments %}{{ _args.items() }}{{ '__IMAGE__' }}{{ '<__media__>' ~ x }}",
    "{% if 'system' in message and message.system %}{{ message.system }}{% endif %}{% for i in range(10) %}{% endfor %}",
    "{{ '=' * 80 }}{{ 2 ** 10 }}{{ x | center(80) }}",
    "plain text with { braces } and # signs",
    "",
    "{% set fs = [render_a, render_b] %}{% macro render_a() %}{% endmacro %}{{ fs[i]() }}",
  ])("%s", (text) => expect(verdict(text)).toBe("benign"));

  it.each([
    "{% extends 'base.html' %}{% block body %}<a href=\"{{ url_for('index') }}\">{{ _('Home') }}</a>{{ form.field(class='x')|markdown }}{% endblock %}",
    "{% for item in methods if item != '__init__' %}{{ item }}{% endfor %}",
    "{% if item not in ['__init__', '__call__'] %}{{ item | my_filter }}{% endif %}",
    "{{ ansible_facts.os.family }}{{ config.SECRET }}{{ request.args.get('x') }}{{ self.title() }}",
    "{{ param.default.__name__ }}{{ namespace|urlencode }}",
    "{{ cookiecutter._private }}{{ cookiecutter.__private }}",
    "{{- if .Values.enabled }}{{ .Values.name | quote }}{{- end }}",
    "{% csrf_token %}{% load static %}",
  ])("%s, which is no chat template", (text) => expect(verdict(text, false)).toBe("benign"));
  it("but not what reaches the inside", () => {
    expect(verdict("<p>{{ ''.__class__.__mro__ }}</p>", false)).toBe("malicious");
    expect(verdict("{% load x %}{{ ''.__class__ }}", false)).toBe("malicious");
    expect(verdict("{% include '../../etc/passwd' %}", false)).toBe("suspicious");
  });
});

describe("judgeTemplate", () => {
  it("takes linear time", () => {
    for (const unit of [
      "{{ a.b }}",
      "{{ 'a' ~ 'b' }}",
      "{% set x = x ~ 'a' %}",
      "{{ x[x] }}",
      "{# c #}",
      "{{ 1 + 1 }}",
      "{% if a %}b{% endif %}",
      "a.b.c.",
      "'_' ~ ",
    ]) {
      const text =
        unit.endsWith(".") || unit.endsWith("~ ") ? `{{ ${unit.repeat(20_000)}x }}` : unit.repeat(Math.floor(250_000 / unit.length));
      const start = performance.now();
      judgeTemplate(text, { chat: true });
      expect(performance.now() - start, unit).toBeLessThan(5000);
    }
  });
  it("has a rule for every finding", () => {
    const rules = new Set(TEMPLATE_RULES.map(({ id }) => id));
    for (const text of [
      "{{ a.__class__ }}",
      "{{ a|attr(b) }}",
      "{{ f()() }}",
      "{% include x %}",
      "{{",
      "{{ self }}",
      "{{ 'A' * 1000000000 }}",
    ])
      for (const { rule } of judgeTemplate(text, { chat: true })) expect(rules.has(rule), rule).toBe(true);
  });
});
