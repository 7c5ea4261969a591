"""
Random worlds of Kubernetes RBAC with the answers of a reference that decides nothing: it writes out every request of a
small universe that each role lets through, as a set, and looks whether the request is in it. A text that is not known
takes every value, one world after another. Written from "Using RBAC Authorization"
(kubernetes.io/docs/reference/access-authn-authz/rbac), by another way than Castellan's code goes.
  python3 -I reference.py --seed S --start N --count N
One world a line, as JSON.
"""

import argparse
import itertools
import json
import random

GROUPS = ["", "kserve"]
RESOURCES = ["pods", "secrets", "models"]
SUBRESOURCES = ["", "exec", "status"]
NAMES = ["a", "b", ""]
VERBS = ["get", "create"]
NAMESPACES = ["ml", "web"]
URLS = ["/metrics", "/metrics/x", "/logs", "/"]
ROLE_NAMES = ["reader", "writer", "system:gathered"]
USERS = ["kim", "system:serviceaccount:ml:train", "system:serviceaccount:web:train", "system:anonymous"]
GROUP_NAMES = ["team", "system:authenticated", "system:unauthenticated", "system:serviceaccounts", "system:serviceaccounts:ml"]
LABELS = ["to-edit", "to-view"]
# Texts that only a deployment knows, with every value that they may have.
OPEN = {
    "${ns}": NAMESPACES + ["other"],
    "${role}": ROLE_NAMES + ["other"],
    "${verb}": VERBS + ["*", "other"],
    "${resource}": RESOURCES + ["*", "pods/exec", "*/exec", "other"],
    "${name}": NAMES + ["other"],
    "${account}": ["train", "other"],
    "${user}": USERS + ["other"],
    "${group}": GROUP_NAMES + ["other"],
    "${apigroup}": GROUPS + ["*", "other"],
}

EVERY_RESOURCE_REQUEST = [
    ("resource", verb, group, resource, sub, name)
    for verb in VERBS
    for group in GROUPS
    for resource in RESOURCES
    for sub in SUBRESOURCES
    for name in NAMES
]
EVERY_URL_REQUEST = [("url", verb, url) for verb in VERBS for url in URLS]


def pick(rng, choices, open_text, chance=0.06):
    return open_text if rng.random() < chance else rng.choice(choices)


def some(rng, choices, open_text, most=3, chance=0.06):
    return [pick(rng, choices, open_text, chance) for _ in range(rng.randint(1, most))]


def random_rule(rng):
    if rng.random() < 0.2:
        return {
            "verbs": some(rng, VERBS + ["*"], "${verb}"),
            "groups": [],
            "resources": [],
            "names": [],
            "urls": some(rng, URLS + ["*", "/metrics*", "/metrics/*", "/lo*"], "/logs", 2),
        }
    written = [f"{r}/{s}" if s else r for r in RESOURCES for s in SUBRESOURCES] + ["*", "*/exec", "*/status", "*/*", "pods/*"]
    return {
        "verbs": some(rng, VERBS + ["*"], "${verb}"),
        "groups": some(rng, GROUPS + ["*"], "${apigroup}", 2),
        "resources": some(rng, written, "${resource}", 4),
        "names": [] if rng.random() < 0.6 else some(rng, NAMES[:2], "${name}", 2),
        "urls": [],
    }


def random_subject(rng, user, groups):
    """Half of them the user or a group of theirs, so that worlds do not mostly deny."""
    if rng.random() < 0.5:
        if user.startswith("system:serviceaccount:") and rng.random() < 0.6:
            return {"kind": "ServiceAccount", "name": "train", "namespace": user.split(":")[2]}
        return {"kind": "User", "name": user} if rng.random() < 0.5 else {"kind": "Group", "name": rng.choice(groups)}
    who = rng.choice(["User", "Group", "ServiceAccount", "ServiceAccount"])
    if who == "User":
        return {"kind": who, "name": pick(rng, USERS, "${user}", 0.04)}
    if who == "Group":
        return {"kind": who, "name": pick(rng, GROUP_NAMES, "${group}", 0.04)}
    subject = {"kind": who, "name": pick(rng, ["train"], "${account}", 0.05)}
    if rng.random() < 0.8:
        subject["namespace"] = pick(rng, NAMESPACES + [""], "${ns}", 0.06)
    return subject


def random_world(rng):
    user = rng.choice(USERS)
    groups = ["system:unauthenticated"] if user == "system:anonymous" else ["system:authenticated"]
    if user.startswith("system:serviceaccount:"):
        groups += ["system:serviceaccounts", "system:serviceaccounts:" + user.split(":")[2]]
    elif user == "kim" and rng.random() < 0.5:
        groups.append("team")
    roles = []
    for _ in range(rng.randint(1, 5)):
        kind = rng.choice(["Role", "ClusterRole", "ClusterRole"])
        role = {"kind": kind, "name": rng.choice(ROLE_NAMES), "rules": [random_rule(rng) for _ in range(rng.randint(0, 3))]}
        if kind == "Role":
            role["namespace"] = pick(rng, NAMESPACES, "${ns}", 0.03)
        else:
            role["labels"] = {label: rng.choice(["true", "true", "false"]) for label in LABELS if rng.random() < 0.5}
            if rng.random() < 0.35:
                role["gathers"] = [
                    [
                        {"key": rng.choice(LABELS), "operator": rng.choice(["In", "In", "In", "NotIn", "Exists", "DoesNotExist"]), "values": ["true"]}
                        for _ in range(rng.randint(1, 2))
                    ]
                    for _ in range(rng.randint(1, 2))
                ]
        # The API keeps one object of a kind, namespace and name.
        if not any(r["kind"] == kind and r["name"] == role["name"] and (kind == "ClusterRole" or "${ns}" in (r["namespace"], role["namespace"]) or r["namespace"] == role["namespace"]) for r in roles):
            roles.append(role)
    bindings = []
    for number in range(rng.randint(1, 4)):
        kind = rng.choice(["RoleBinding", "RoleBinding", "ClusterRoleBinding"])
        subjects = [random_subject(rng, user, groups) for _ in range(rng.randint(1, 2))]
        meant = rng.choice(roles)
        binding = {
            "kind": kind,
            "name": f"b{number}",
            "role": {"kind": meant["kind"], "name": meant["name"]}
            if rng.random() < 0.7
            else {"kind": rng.choice(["Role", "ClusterRole"]), "name": pick(rng, ROLE_NAMES, "${role}", 0.15)},
            "subjects": subjects,
        }
        if kind == "RoleBinding":
            named = meant.get("namespace")
            binding["namespace"] = named if named and rng.random() < 0.5 else pick(rng, NAMESPACES, "${ns}", 0.06)
        bindings.append(binding)
    if rng.random() < 0.15:
        request = {"verb": rng.choice(VERBS), "url": rng.choice(URLS)}
    else:
        request = {"verb": rng.choice(VERBS), "group": rng.choice(GROUPS), "resource": rng.choice(RESOURCES)}
        request["subresource"] = rng.choice(SUBRESOURCES)
        request["name"] = rng.choice(NAMES)
        if rng.random() < 0.8:
            request["namespace"] = rng.choice(NAMESPACES)
    rules = [rule for role in roles for rule in role["rules"] if not rule["urls"]]
    if rules and "url" not in request and rng.random() < 0.6:
        # One of those that a rule is about, so that worlds do not mostly deny.
        near = rng.choice(rules)
        for key, values, known in (("verb", "verbs", VERBS), ("group", "groups", GROUPS), ("name", "names", NAMES)):
            fitting = [value for value in near[values] if value in known]
            if fitting:
                request[key] = rng.choice(fitting)
        resource, _, sub = rng.choice(near["resources"]).partition("/")
        if resource in RESOURCES and sub in SUBRESOURCES:
            request["resource"], request["subresource"] = resource, sub
        elif sub in SUBRESOURCES and sub:
            request["subresource"] = sub
    return {"roles": roles, "bindings": bindings, "user": {"name": user, "groups": groups}, "request": request}


def allowed_by_rule(rule):
    """Every request of the universe that a rule lets through."""
    found = set()
    if rule["urls"]:
        for request in EVERY_URL_REQUEST:
            _, verb, url = request
            fits = False
            for pattern in rule["urls"]:
                stem = pattern.rstrip("*")
                fits = fits or pattern == "*" or (url[: len(stem)] == stem if pattern != stem else url == pattern)
            if fits and set(rule["verbs"]) & {"*", verb}:
                found.add(request)
        return found
    fitting_resources = set()
    for resource in RESOURCES:
        for sub in SUBRESOURCES:
            asked = resource + ("/" + sub if sub else "")
            accepted = {"*", asked} | ({"*/" + sub} if sub else set())
            if accepted & set(rule["resources"]):
                fitting_resources.add((resource, sub))
    verbs = VERBS if "*" in rule["verbs"] else rule["verbs"]
    groups = GROUPS if "*" in rule["groups"] else rule["groups"]
    names = rule["names"] or NAMES
    for verb, group, name in itertools.product(verbs, groups, names):
        for resource, sub in fitting_resources:
            found.add(("resource", verb, group, resource, sub, name))
    return found


def contents(roles):
    """Requests that each role lets through; gathered roles filled until nothing changes."""
    sets = [set() if "gathers" in role else set().union(set(), *[allowed_by_rule(rule) for rule in role["rules"]]) for role in roles]
    changed = True
    while changed:
        changed = False
        for at, role in enumerate(roles):
            for selector in role.get("gathers", []):
                for other_at, other in enumerate(roles):
                    if other["kind"] != "ClusterRole" or other_at == at:
                        continue
                    labels = other["labels"]
                    holds = {
                        "In": lambda need: labels.get(need["key"]) in need["values"],
                        "NotIn": lambda need: labels.get(need["key"]) not in need["values"],
                        "Exists": lambda need: need["key"] in labels,
                        "DoesNotExist": lambda need: need["key"] not in labels,
                    }
                    if all(holds[need["operator"]](need) for need in selector) and not sets[other_at] <= sets[at]:
                        sets[at] |= sets[other_at]
                        changed = True
    return sets


def answer(world):
    """With nothing unknown: allow or deny."""
    roles, user, request = world["roles"], world["user"], world["request"]
    sets = contents(roles)
    if "url" in request:
        asked = ("url", request["verb"], request["url"])
    else:
        asked = ("resource", request["verb"], request["group"], request["resource"], request["subresource"], request["name"])
    identities = {("User", user["name"])} | {("Group", group) for group in user["groups"]}
    for binding in world["bindings"]:
        clusterwide = binding["kind"] == "ClusterRoleBinding"
        if not clusterwide and ("url" in request or request.get("namespace") != binding["namespace"]):
            continue
        reached = False
        for subject in binding["subjects"]:
            if subject["kind"] == "ServiceAccount":
                namespace = subject.get("namespace") or (None if clusterwide else binding["namespace"])
                if namespace is not None:
                    reached = reached or ("User", f"system:serviceaccount:{namespace}:{subject['name']}") in identities
            else:
                reached = reached or (subject["kind"], subject["name"]) in identities
        if not reached:
            continue
        for role, let_through in zip(roles, sets):
            if role["kind"] != binding["role"]["kind"] or role["name"] != binding["role"]["name"]:
                continue
            if role["kind"] == "Role" and (clusterwide or role["namespace"] != binding["namespace"]):
                continue
            if asked in let_through:
                return "allow"
    return "deny"


def answers(world):
    text = json.dumps(world)
    present = [key for key in OPEN if key in text]
    found = set()
    for values in itertools.product(*[OPEN[key] for key in present]):
        filled = text
        for key, value in zip(present, values):
            filled = filled.replace(key, value)
        found.add(answer(json.loads(filled)))
        if len(found) == 2:
            break
    return sorted(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    given = parser.parse_args()
    for number in range(given.start, given.start + given.count):
        rng = random.Random(f"{given.seed}:{number}")
        world = random_world(rng)
        # More than three unknowns at once would only make the reference slow.
        while sum(key in json.dumps(world) for key in OPEN) > 3:
            world = random_world(rng)
        print(json.dumps({**world, "answers": answers(world)}))


if __name__ == "__main__":
    main()
