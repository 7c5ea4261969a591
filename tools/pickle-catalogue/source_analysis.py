"""Reads Python sources without importing them: names, classes, functions, and what calling them can reach.

A call graph over dotted names. Calls on objects of unknown type count where their method name is telling
(sinks.METHOD_SINKS). Nothing here proves a function harmless; it finds candidates and what must be excluded.
"""

import ast
import builtins
import os
from dataclasses import dataclass, field

from sinks import METHOD_SINKS, capability_of, is_noise

BUILTINS = frozenset(dir(builtins))
# What unpickling may call on an instance or its class, beside a constructor.
STATE_HOOKS = ("__setstate__", "__setattr__", "__getattr__", "__getattribute__", "__del__", "__hash__", "__eq__", "__setitem__", "append", "extend", "add")


@dataclass
class Function:
    calls: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    line: int = 0


@dataclass
class Class:
    bases: list[str] = field(default_factory=list)
    methods: dict[str, Function] = field(default_factory=dict)
    properties: set[str] = field(default_factory=set)
    keywords: list[str] = field(default_factory=list)


@dataclass
class Module:
    name: str
    package: bool
    aliases: dict[str, str] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    classes: dict[str, Class] = field(default_factory=dict)


class Reader(ast.NodeVisitor):
    def __init__(self, module: Module):
        self.module = module
        self.scope: list[str] = []
        self.cls: list[Class] = []
        self.function: Function | None = None
        self.locals: dict[str, str] = {}

    def dotted(self, node) -> str | None:
        parts = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super" and len(parts) == 1:
            return f"<super>.{parts[0]}"
        if not isinstance(node, ast.Name):
            return None
        root = node.id
        rest = ".".join(reversed(parts))
        if root in ("self", "cls") and self.cls:
            return f"<self>.{rest}" if rest else None
        if root in self.locals:
            base = self.locals[root]
        elif root in self.module.aliases:
            base = self.module.aliases[root]
        elif root in self.module.functions or root in self.module.classes:
            base = f"{self.module.name}.{root}"
        elif root in BUILTINS or root in ("execfile", "unicode", "reload"):
            base = f"builtins.{root}"
        else:
            base = f"?{root}"
        return f"{base}.{rest}" if rest else base

    def import_base(self, node: ast.ImportFrom) -> str:
        if node.level == 0:
            return node.module or ""
        parts = self.module.name.split(".")
        keep = len(parts) - node.level + (1 if self.module.package else 0)
        base = ".".join(parts[: max(keep, 0)])
        return f"{base}.{node.module}" if node.module else base

    def bind(self, name: str, dotted: str):
        (self.locals if self.function is not None else self.module.aliases)[name] = dotted

    def visit_Import(self, node):
        for item in node.names:
            self.bind(item.asname or item.name.split(".")[0], item.name if item.asname else item.name.split(".")[0])

    def visit_ImportFrom(self, node):
        base = self.import_base(node)
        for item in node.names:
            if item.name == "*":
                self.module.aliases.setdefault("*", "")
                self.module.aliases["*"] += f" {base}"
            else:
                self.bind(item.asname or item.name, f"{base}.{item.name}")

    def base(self, node) -> str:
        if isinstance(node, ast.Call):
            # class X(namedtuple("X", ...)), class X(with_metaclass(M, Base))
            called = self.dotted(node.func) or ""
            if called.endswith("namedtuple"):
                return "builtins.tuple"
            if called.endswith("with_metaclass") and len(node.args) > 1:
                return self.dotted(node.args[1]) or "?"
            return "?"
        if isinstance(node, ast.Subscript):
            return self.dotted(node.value) or "?"
        return self.dotted(node) or "?"

    def visit_ClassDef(self, node):
        if self.function is not None:
            return
        cls = Class([self.base(base) for base in node.bases])
        cls.keywords = [self.dotted(keyword.value) or "?" for keyword in node.keywords if keyword.arg == "metaclass"]
        self.scope.append(node.name)
        self.module.classes[".".join(self.scope)] = cls
        self.cls.append(cls)
        for item in node.body:
            self.visit(item)
        self.cls.pop()
        self.scope.pop()

    def visit_function(self, node):
        for decorator in node.decorator_list:
            self.visit(decorator)
        if self.function is not None:
            for item in node.body:
                self.visit(item)
            return
        function = Function(line=node.lineno)
        if self.cls:
            self.cls[-1].methods[node.name] = function
            names = [self.dotted(item) or "" for item in node.decorator_list]
            if any(name.endswith(("property", ".setter")) for name in names):
                self.cls[-1].properties.add(node.name)
        else:
            self.module.functions[".".join([*self.scope, node.name])] = function
        self.function = function
        self.locals = {argument.arg: f"?{argument.arg}" for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]}
        for item in node.body:
            self.visit(item)
        self.function = None
        self.locals = {}

    visit_FunctionDef = visit_function
    visit_AsyncFunctionDef = visit_function

    def visit_Assign(self, node):
        if self.function is None and not self.cls and isinstance(node.value, ast.Call) and len(node.targets) == 1:
            called = self.dotted(node.value.func) or ""
            if isinstance(node.targets[0], ast.Name) and called.endswith(("namedtuple", "NamedTuple")):
                self.module.classes[node.targets[0].id] = Class(["builtins.tuple"])
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name) and isinstance(node.value, (ast.Name, ast.Attribute)):
            target = self.dotted(node.value)
            if target and not self.cls and not target.startswith("?"):
                self.bind(node.targets[0].id, target)
            elif target and self.cls and self.function is None and target.startswith(self.module.name):
                self.cls[-1].methods.setdefault(node.targets[0].id, Function({target}))
        self.generic_visit(node)

    def visit_Call(self, node):
        if self.function is not None:
            dotted = self.dotted(node.func)
            if dotted:
                self.function.calls.add(dotted)
            if isinstance(node.func, ast.Attribute) and (dotted is None or dotted.startswith(("?", "<self>")) and dotted.count(".") != 1 or (dotted or "").startswith("?")):
                self.function.methods.add(node.func.attr)
        self.generic_visit(node)

    def visit_Name(self, node):
        # A function handed on is as good as called.
        if self.function is not None and isinstance(node.ctx, ast.Load):
            dotted = self.dotted(node)
            if dotted and capability_of(dotted):
                self.function.calls.add(dotted)

    def visit_Attribute(self, node):
        if self.function is not None:
            dotted = self.dotted(node)
            if dotted and not dotted.startswith(("?", "<")) and capability_of(dotted):
                self.function.calls.add(dotted)
        self.generic_visit(node)


class Program:
    """Modules of the folders given (site-packages, Lib), read when asked for."""

    def __init__(self, folders: list[str]):
        self.folders = folders
        self.modules: dict[str, Module | None] = {}
        self.memo: dict[str, frozenset[str]] = {}

    def path_of(self, name: str) -> tuple[str, bool] | None:
        for folder in self.folders:
            base = os.path.join(folder, *name.split("."))
            if os.path.isfile(os.path.join(base, "__init__.py")):
                return os.path.join(base, "__init__.py"), True
            if os.path.isfile(base + ".py"):
                return base + ".py", False
        return None

    def module(self, name: str) -> Module | None:
        if name not in self.modules:
            self.modules[name] = None
            found = self.path_of(name)
            if found:
                try:
                    with open(found[0], "rb") as file:
                        tree = ast.parse(file.read())
                except (SyntaxError, ValueError, RecursionError):
                    return None
                module = Module(name, found[1])
                # Names first, so that a function may use what is defined below it.
                for node in ast.walk(tree):
                    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.col_offset == 0:
                        module.functions[node.name] = Function()
                    elif isinstance(node, ast.ClassDef) and node.col_offset == 0:
                        module.classes[node.name] = Class()
                Reader(module).visit(tree)
                self.modules[name] = module
        return self.modules[name]

    def resolve(self, dotted: str, depth: int = 0) -> tuple[Module, str] | None:
        """The module and the name in it that a dotted name means, followed through re-exports."""
        if depth > 6 or dotted.startswith(("?", "<")):
            return None
        parts = dotted.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            module = self.module(".".join(parts[:cut]))
            if module is None:
                continue
            name = ".".join(parts[cut:])
            head = parts[cut]
            if name in module.functions or name in module.classes:
                return module, name
            owner, _, method = name.rpartition(".")
            if owner in module.classes and (method in module.classes[owner].methods):
                return module, name
            if head in module.aliases:
                target = module.aliases[head] + name[len(head):]
                if target != dotted:
                    return self.resolve(target, depth + 1)
            for base in module.aliases.get("*", "").split():
                found = self.resolve(f"{base}.{name}", depth + 1)
                if found:
                    return found
            return None
        return None

    def mro(self, module: Module, name: str, seen: set[str] | None = None) -> list[tuple[Module, str]]:
        seen = seen if seen is not None else set()
        key = f"{module.name}.{name}"
        if key in seen or len(seen) > 60:
            return []
        seen.add(key)
        out = [(module, name)]
        for base in module.classes[name].bases:
            found = self.resolve(base)
            if found and found[1] in found[0].classes:
                out += self.mro(found[0], found[1], seen)
        return out

    def foreign_bases(self, module: Module, name: str) -> set[str]:
        """Bases whose source is not there (C types, absent packages)."""
        out = set()
        for owner, cls in self.mro(module, name):
            for base in owner.classes[cls].bases:
                found = self.resolve(base)
                if not found or found[1] not in found[0].classes:
                    out.add(base)
        return out

    def method(self, module: Module, cls: str, name: str, after: bool = False) -> tuple[Module, str, Function] | None:
        for index, (owner, owner_name) in enumerate(self.mro(module, cls)):
            if after and index == 0:
                continue
            function = owner.classes[owner_name].methods.get(name)
            if function is not None:
                return owner, owner_name, function
        return None

    def reach(self, dotted: str, depth: int = 5) -> frozenset[str]:
        """Capabilities that a call of the name can reach."""
        own = capability_of(dotted)
        if own:
            return frozenset([own])
        if depth <= 0 or is_noise(dotted) or dotted.startswith(("?", "<")):
            return frozenset()
        key = f"{dotted}@{depth}"
        if key in self.memo:
            return self.memo[key]
        self.memo[key] = frozenset()
        found = self.resolve(dotted)
        out: frozenset[str] = frozenset()
        if found:
            module, name = found
            full = f"{module.name}.{name}"
            own = capability_of(full)
            if own:
                out = frozenset([own])
            elif is_noise(full):
                out = frozenset()
            elif name in module.classes:
                out = self.reach_class(module, name, ("__new__", "__init__", "__post_init__"), depth)
            elif name in module.functions:
                out = self.reach_function(module, None, module.functions[name], depth)
            else:
                owner, _, method = name.rpartition(".")
                if owner in module.classes:
                    out = self.reach_function(module, owner, module.classes[owner].methods[method], depth)
        self.memo[key] = out
        return out

    def reach_class(self, module: Module, name: str, hooks, depth: int) -> frozenset[str]:
        out: set[str] = set()
        for hook in hooks:
            found = self.method(module, name, hook)
            if found:
                owner, owner_name, function = found
                out |= self.reach_function(owner, owner_name, function, depth, (module, name))
        return frozenset(out)

    def reach_function(self, module: Module, cls: str | None, function: Function, depth: int, receiver=None) -> frozenset[str]:
        out: set[str] = {METHOD_SINKS[name] for name in function.methods if name in METHOD_SINKS}
        for call in function.calls:
            if call.startswith("<self>.") and cls is not None:
                name = call[len("<self>."):]
                where = receiver or (module, cls)
                if "." in name or depth <= 0:
                    continue
                found = self.method(where[0], where[1], name)
                if found:
                    key = f"{where[0].name}.{where[1]}.{name}@{depth}"
                    if key not in self.memo:
                        self.memo[key] = frozenset()
                        self.memo[key] = self.reach_function(found[0], found[1], found[2], depth - 1, where)
                    out |= self.memo[key]
            elif call.startswith("<super>.") and cls is not None and depth > 0:
                found = self.method(module, cls, call[len("<super>."):], after=True)
                if found:
                    out |= self.reach_function(found[0], found[1], found[2], depth - 1, receiver)
            else:
                out |= self.reach(call, depth - 1)
        return frozenset(out)
