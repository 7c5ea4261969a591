"""Random worlds of IAM policies, and what AWS's documentation says of a request in each.

    python3 -I reference.py --seed 1 --count 1000

One JSON object a line: the world, and `answers`, every answer that the request can get: once where all is known, and
over all values of what is not. Written from the text of
docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic*.html and
.../reference_policies_elements_*.html, apart from the evaluator in packages/scan: it tries everything instead of
deciding anything, and shares no code with it.
"""

import argparse
import functools
import itertools
import json
import random

# ---------------------------------------------------------------- what a pattern matches: every way to cut the text


@functools.lru_cache(maxsize=200_000)
def glob(pattern, text):
    """pattern: a tuple of characters, ("*",) any text, ("?",) any character."""
    if pattern == ():
        return text == ""
    if pattern[0] == ("*",):
        return any(glob(pattern[1:], text[cut:]) for cut in range(len(text) + 1))
    if text == "":
        return False
    return (pattern[0] == ("?",) or pattern[0] == text[0]) and glob(pattern[1:], text[1:])


class NoValue(Exception):
    """A policy variable without a value: the element matches nothing."""


def units(written, context, wild=True):
    """The units of a pattern, its variables replaced by text that means itself."""
    out = []
    rest = written
    while rest:
        if rest.startswith("${"):
            end = rest.index("}")
            inside = rest[2:end]
            rest = rest[end + 1 :]
            if inside in ("*", "?", "$"):
                out.append(inside)
                continue
            name, _, default = inside.partition(",")
            values = context.get(name.strip().lower())
            if values:
                out.extend(values[0])
            elif default:
                out.extend(default.strip().strip("'"))
            else:
                raise NoValue()
        else:
            sign = rest[0]
            out.append((sign,) if wild and sign in "*?" else sign)
            rest = rest[1:]
    return tuple(out)


@functools.lru_cache(maxsize=10_000)
def split_units(pattern):
    """Six parts of an ARN: the first five colons that a policy wrote or a variable brought."""
    parts = [[]]
    for unit in pattern:
        if unit == ":" and len(parts) < 6:
            parts.append([])
        else:
            parts[-1].append(unit)
    return tuple(tuple(part) for part in parts)


def arn_matches(pattern, text):
    """Each of the six parts by itself: a wildcard does not reach over a colon but in the last."""
    wanted, given = split_units(pattern), text.split(":", 5)
    if len(wanted) < 6 or len(given) < 6:
        return glob(pattern, text)
    return all(glob(w, g) for w, g in zip(wanted, given))


@functools.lru_cache(maxsize=10_000)
def fixed_matches(written, text):
    """A pattern without variables fits whatever the request."""
    return arn_matches(units(written, {}), text)


def resource_matches(written, text, context):
    if "${" not in written:
        return fixed_matches(written, text)
    try:
        return arn_matches(units(written, context), text)
    except NoValue:
        return False


# ---------------------------------------------------------------- conditions


def as_list(value):
    return value if isinstance(value, list) else [value]


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def date(text):
    """Seconds since 1970, of the forms that the worlds hold."""
    if text.isdigit() and len(text) > 4:
        return float(text)
    import datetime

    try:
        return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc).timestamp()
    except ValueError:
        return None


def in_network(address, network):
    import ipaddress

    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


def ordered(read, test):
    def compare(given, wanted):
        a, b = read(given), read(wanted)
        return a is not None and b is not None and test(a, b)

    return compare


ORDERS = {
    "Equals": lambda a, b: a == b,
    "LessThan": lambda a, b: a < b,
    "LessThanEquals": lambda a, b: a <= b,
    "GreaterThan": lambda a, b: a > b,
    "GreaterThanEquals": lambda a, b: a >= b,
}


def one_matches(operator, given, wanted, context):
    """operator: positive, without set operator and IfExists."""
    if operator.startswith("Numeric"):
        return ordered(number, ORDERS[operator[7:]])(given, wanted)
    if operator.startswith("Date"):
        return ordered(date, ORDERS[operator[4:]])(given, wanted)
    if operator == "IpAddress":
        return in_network(given, wanted)
    try:
        if operator in ("StringEquals", "BinaryEquals"):
            return units(wanted, context, wild=False) == tuple(given)
        if operator in ("StringEqualsIgnoreCase", "Bool"):
            return tuple(c.lower() for c in units(wanted, context, wild=False)) == tuple(given.lower())
        if operator == "StringLike":
            return glob(units(wanted, context), given)
        if operator in ("ArnEquals", "ArnLike"):
            return arn_matches(units(wanted, context), given)
    except NoValue:
        return False
    raise AssertionError(operator)


POSITIVE = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
}


def condition_holds(operator, key, wanted, context):
    wanted = as_list(wanted)
    given = context.get(key.lower()) or None
    if operator == "Null":
        return any((given is None) == (value == "true") for value in wanted)
    quantifier, _, name = operator.rpartition(":")
    if_exists = name.endswith("IfExists")
    name = name[: -len("IfExists")] if if_exists else name
    negative = name in POSITIVE
    name = POSITIVE.get(name, name)
    if given is None:
        if if_exists:
            return True
        if quantifier == "ForAllValues":
            return True
        if quantifier == "ForAnyValue":
            return False
        return negative
    matches = [any(one_matches(name, value, each, context) for each in wanted) for value in given]
    if quantifier == "ForAllValues":
        return all(not match if negative else match for match in matches)
    if quantifier == "ForAnyValue":
        return any(not match if negative else match for match in matches)
    # Without a set operator a key has one value; a negated operator is the negation of the other.
    return not any(matches) if negative else any(matches)


# ---------------------------------------------------------------- statements


@functools.lru_cache(maxsize=10_000)
def action_fits(written, action):
    return glob(tuple((c,) if c in "*?" else c for c in written.lower()), action.lower())


def action_matches(statement, action):
    if "Action" in statement:
        return any(action_fits(each, action) for each in as_list(statement["Action"]))
    return not any(action_fits(each, action) for each in as_list(statement["NotAction"]))


def resources_match(statement, resource, context):
    if "Resource" in statement:
        return any(resource_matches(each, resource, context) for each in as_list(statement["Resource"]))
    if "NotResource" in statement:
        return not any(resource_matches(each, resource, context) for each in as_list(statement["NotResource"]))
    return True


def account_of(value):
    """The account that a principal element names as a whole."""
    if len(value) == 12 and value.isdigit():
        return value
    if value.endswith(":root"):
        return value.split(":")[4]
    return None


def grants_to(element, caller):
    """The set of ways in which a Principal element names the caller: everyone, session, user, role, account, service."""
    ways = set()
    if element == "*":
        return {"everyone"}
    for kind, values in element.items():
        for value in as_list(values):
            if kind == "*" or (kind == "AWS" and value == "*"):
                ways.add("everyone")
            elif kind == "AWS":
                if value == caller.get("session"):
                    ways.add("session")
                if value == caller.get("arn"):
                    ways.add(caller["kind"] if caller["kind"] in ("user", "role") else "federating user")
                if caller.get("account") is not None and account_of(value) == caller["account"]:
                    ways.add("account")
            elif kind == "Service" and caller["kind"] == "service" and value == caller["arn"]:
                ways.add("service")
    return ways


def conditions_hold(statement, context):
    return all(
        condition_holds(operator, key, wanted, context)
        for operator, keys in statement.get("Condition", {}).items()
        for key, wanted in keys.items()
    )


def speaks_of(statement, world, context):
    return (
        action_matches(statement, world["action"])
        and resources_match(statement, world["resource"], context)
        and conditions_hold(statement, context)
    )


def ways_of(statement, caller, strict):
    """How a statement of a resource's policy names the caller. `strict`: a denial with NotPrincipal that lists the
    caller without its account holds; the documentation says that it might."""
    if "Principal" in statement:
        return grants_to(statement["Principal"], caller)
    if "NotPrincipal" not in statement:
        return {"everyone"}
    named = grants_to(statement["NotPrincipal"], caller)
    if statement["Effect"] == "Allow":
        return set() if named else {"everyone"}
    itself = named - {"account"}
    if not itself:
        return {"everyone"}
    if named & {"everyone", "account"} or caller["kind"] in ("service", "anonymous"):
        return set()
    return {"everyone"} if strict else set()


# ---------------------------------------------------------------- the decision


def allows(document, world, context):
    return any(s["Effect"] == "Allow" and speaks_of(s, world, context) for s in document)


def denies(document, world, context):
    return any(s["Effect"] == "Deny" and speaks_of(s, world, context) for s in document)


HAS_IDENTITY = ("user", "role", "federated-user")


def evaluate(world, context, strict):
    caller = world["caller"]
    mine = caller["kind"] in HAS_IDENTITY
    identity = world["identity"] if mine else []
    boundary = world["boundary"] if mine else None
    session = world["session"] if caller["kind"] in ("role", "federated-user") else None
    service_controls = world["scp"] if mine else []
    resource_controls = world["rcp"]
    policy, endpoint = world["resourcePolicy"], world["endpoint"]

    # 1. An explicit deny anywhere.
    for document in [identity, boundary, session, endpoint, *service_controls, *resource_controls]:
        if document is not None and denies(document, world, context):
            return "deny"
    if policy is not None:
        for statement in policy:
            if statement["Effect"] == "Deny" and ways_of(statement, caller, strict) and speaks_of(statement, world, context):
                return "deny"

    # 2. Resource control policies, service control policies, the endpoint: each must allow.
    for document in [*resource_controls, *service_controls] + ([] if endpoint is None else [endpoint]):
        if not allows(document, world, context):
            return "deny"

    # 3. The policy of the resource, by whom it names.
    ways = set()
    for statement in policy or []:
        if statement["Effect"] == "Allow" and speaks_of(statement, world, context):
            ways |= ways_of(statement, caller, strict)

    if not mine:
        return "allow" if ways & {"everyone", "service"} else "deny"

    within_limits = (boundary is None or allows(boundary, world, context)) and (session is None or allows(session, world, context))
    by_identity = allows(identity, world, context) and within_limits

    # 4. Across accounts both sides must allow.
    if caller["account"] != world["resourceAccount"]:
        return "allow" if by_identity and ways else "deny"

    # 5. Within an account: a session, a user and everybody are let in at once; a role within its limits.
    if ways & {"everyone", "session", "user"}:
        return "allow"
    if ways & {"role", "federating user"} and within_limits:
        return "allow"
    # Keys and roles: the identity counts only where the resource's policy hands on to the account.
    if world["resourceMustAllow"]:
        return "allow" if by_identity and ways else "deny"
    return "allow" if by_identity else "deny"


POLICIES = ("identity", "boundary", "session", "scp", "rcp", "resourcePolicy", "endpoint")


def answers(world):
    """Every answer over all values of what is not known."""
    # What no policy speaks of makes no difference, whatever it is.
    written = json.dumps([world[each] for each in POLICIES]).lower()
    context = {key: value for key, value in world["context"].items() if key in written}
    readings = (False, True) if '"notprincipal"' in written else (False,)
    known = {key: value for key, value in context.items() if value != "unknown" and value != "free"}
    open_keys = [key for key, value in context.items() if value == "unknown"]
    free_keys = [key for key, value in context.items() if value == "free"]
    found = set()
    for values in itertools.product(*(DOMAIN[key] for key in open_keys)):
        if len(found) == 2:
            break
        base = {**known, **dict(zip(open_keys, values))}
        for strict in readings:
            # The caller chooses for the best.
            best = "deny"
            for chosen in itertools.product(*(DOMAIN[key] for key in free_keys)):
                if evaluate(world, {**base, **dict(zip(free_keys, chosen))}, strict) == "allow":
                    best = "allow"
                    break
            found.add(best)
    return sorted(found)


# ---------------------------------------------------------------- random worlds

HOME, AWAY = "111111111111", "222222222222"
ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "sagemaker:InvokeEndpoint"]
ACTION_PATTERNS = ["*", "s3:*", "s3:Get*", "S3:GETOBJECT", "s3:?etObject", "s3:*Object", "sagemaker:*", "s3:P*t", "s3:**"] + ACTIONS
RESOURCES = [
    "arn:aws:s3:::data/train/a.csv",
    "arn:aws:s3:::data/kim/a.csv",
    "arn:aws:s3:::data",
    "arn:aws:s3:::models/v1:2",
    "arn:aws:sagemaker::000000000000:endpoint/score",
]
RESOURCE_PATTERNS = [
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::data/*",
    "arn:aws:s3:::data/train/*",
    "arn:aws:s3:::d?ta*",
    "arn:aws:s3:::models/v?",
    "arn:aws:s3:::models/*2",
    "arn:aws:s3::*:data/*",
    "arn:aws:s3::*v1",
    "arn:aws:s3:::data/${aws:username}/*",
    "arn:aws:s3:::data/${aws:PrincipalTag/team, 'train'}/*",
    "arn:aws:s3:::data/*.csv",
    "arn:aws:s3:::data/${*}/*",
    "arn:aws:sagemaker::000000000000:endpoint/*",
    "arn:aws:sagemaker::*:endpoint/s*e",
] + RESOURCES
TEXTS = {
    "aws:sourcevpce": ["vpce-1", "vpce-2", "VPCE-1"],
    "aws:principaltag/team": ["train", "ml", "m*l", "kim"],
}
DOMAIN = {
    "aws:sourcevpce": [None] + [[v] for v in TEXTS["aws:sourcevpce"] + ["other", "vpce-", "x", "vpce-*", "V*", "*", "vpce-?"]],
    "aws:principaltag/team": [None] + [[v] for v in TEXTS["aws:principaltag/team"] + ["other", "mxl", "tr", "x", "*", "t?ain"]],
    "aws:sourceip": [None] + [[v] for v in ["10.0.0.7", "10.1.0.1", "203.0.113.9", "2001:db8::1", "2001:db8:1::1", "192.0.2.1"]],
    "aws:multifactorauthpresent": [None, ["true"], ["false"]],
    "s3:max-keys": [None] + [[str(v)] for v in [0, 1, 9, 10, 11, 99, 100, 101]],
    "aws:sourcearn": [None] + [[v] for v in ["arn:aws:s3:::data", "arn:aws:lambda:eu-west-1:111111111111:function:f", "arn:aws:sns:us-east-1:222222222222:t", "arn:aws:lambda:eu-west-1:function:f", "x"]],
    "s3:object-lock-retain-until-date": [None] + [[v] for v in ["2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z", "2027-01-01T00:00:00Z", "1780000000", "2025-01-01T00:00:00Z"]],
    "aws:tagkeys": [None, []] + [[v] for v in ["team", "cost", "Team", "x", "*", "t*"]] + [["team", "cost"], ["team", "x"], ["cost", "x"]],
}
VALUES = {
    "aws:sourcevpce": TEXTS["aws:sourcevpce"] + ["vpce-*", "vpce-?", "*", "V*"],
    "aws:principaltag/team": TEXTS["aws:principaltag/team"] + ["m${*}l", "${aws:username}", "*", "t?ain", "${aws:sourcevpce, 'ml'}"],
    "aws:sourceip": ["10.0.0.0/8", "10.0.0.0/16", "10.0.0.7", "203.0.113.0/24", "2001:db8::/32", "2001:db8::/48", "0.0.0.0/0", "::/0", "not an address"],
    "aws:multifactorauthpresent": ["true", "false"],
    "s3:max-keys": ["1", "10", "100", "10.0", "1e1", "ten"],
    "aws:sourcearn": ["arn:aws:s3:::data", "arn:aws:s3:::*", "arn:aws:lambda:*:111111111111:function:*", "arn:aws:*:*:222222222222:*", "arn:aws:sns:us-east-1:*", "arn:aws:lambda:*:function:f"],
    "s3:object-lock-retain-until-date": ["2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z", "1780000000", "2027-01-01T00:00:00Z"],
    "aws:tagkeys": ["team", "cost", "Team", "t*", "*"],
}
# Both sides of whatever a policy asks, so that trying the domain is trying everything that can make a difference.
for _key, _wanted in VALUES.items():
    for _value in _wanted:
        # Nobody sends what is no address, number or date; the addresses of the domain stand on both sides of every range.
        if "${" in _value or _key == "aws:sourceip":
            continue
        if number(_value) is not None:
            _more = [str(int(float(_value)) + shift) for shift in (-1, 0, 1)]
        elif date(_value) is not None:
            _more = [_value, _value.replace("202", "201", 1), _value.replace("202", "203", 1)]
        elif _key in ("s3:max-keys", "s3:object-lock-retain-until-date"):
            continue
        else:
            _more = [_value.replace("*", star).replace("?", "x") for star in ("", "x")] + [_value, _value.upper()]
        DOMAIN[_key].extend([text] for text in _more if [text] not in DOMAIN[_key] and "/" not in text)
# A variable can ask one key for a value of another.
for _text in (DOMAIN["aws:sourcevpce"], DOMAIN["aws:principaltag/team"]):
    _text.extend([value for key in ("aws:sourcevpce", "aws:principaltag/team") for value in DOMAIN[key] if value not in _text])
DOMAIN["aws:tagkeys"].extend(list(pair) for pair in itertools.combinations(["team", "cost", "Team", "t*", "*"], 2) if list(pair) not in DOMAIN["aws:tagkeys"])
STRING = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"]
ORDER = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"]
OPERATORS = {
    "aws:sourcevpce": STRING,
    "aws:principaltag/team": STRING + ["BinaryEquals"],
    "aws:sourceip": ["IpAddress", "NotIpAddress"],
    "aws:multifactorauthpresent": ["Bool"],
    "s3:max-keys": ["Numeric" + each for each in ORDER],
    "aws:sourcearn": ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
    "s3:object-lock-retain-until-date": ["Date" + each for each in ORDER],
    "aws:tagkeys": STRING,
}
SPELLED = {"aws:sourcevpce": "aws:SourceVpce", "aws:sourceip": "AWS:SourceIP", "aws:principaltag/team": "aws:PrincipalTag/team"}

USER = f"arn:aws:iam::{HOME}:user/kim"
ROLE = f"arn:aws:iam::{HOME}:role/trainer"
SESSION = f"arn:aws:sts::{HOME}:assumed-role/trainer/run"
FEDERATED = f"arn:aws:sts::{HOME}:federated-user/kim"
CALLERS = [
    {"kind": "user", "arn": USER, "account": HOME},
    {"kind": "role", "arn": ROLE, "session": SESSION, "account": HOME},
    {"kind": "federated-user", "arn": USER, "session": FEDERATED, "account": HOME},
    {"kind": "service", "arn": "sagemaker.amazonaws.com"},
    {"kind": "anonymous"},
]
PRINCIPALS = [
    "*",
    {"AWS": "*"},
    {"AWS": HOME},
    {"AWS": f"arn:aws:iam::{HOME}:root"},
    {"AWS": f"arn:aws:iam::{AWAY}:root"},
    {"AWS": USER},
    {"AWS": ROLE},
    {"AWS": SESSION},
    {"AWS": FEDERATED},
    {"AWS": [ROLE, f"arn:aws:iam::{HOME}:root"]},
    {"AWS": [USER, HOME]},
    {"AWS": [f"arn:aws:iam::{AWAY}:role/x", USER]},
    {"Service": "sagemaker.amazonaws.com"},
    {"Service": ["lambda.amazonaws.com", "sagemaker.amazonaws.com"]},
    {"AWS": ROLE, "Service": "lambda.amazonaws.com"},
]


def some(pick, values, most=2):
    chosen = [pick.choice(values) for _ in range(pick.randint(1, most))]
    return chosen[0] if len(chosen) == 1 and pick.random() < 0.5 else chosen


def random_condition(pick):
    condition = {}
    for _ in range(pick.choice([1, 1, 1, 2])):
        key = pick.choice(list(VALUES))
        if pick.random() < 0.1:
            operator, wanted = "Null", pick.choice(["true", "false"])
        else:
            operator = pick.choice(OPERATORS[key])
            if key == "aws:tagkeys" or pick.random() < 0.1:
                operator = pick.choice(["ForAllValues:", "ForAnyValue:"]) + operator
            if pick.random() < 0.2:
                operator += "IfExists"
            wanted = some(pick, VALUES[key])
        condition.setdefault(operator, {})[SPELLED.get(key, key)] = wanted
    return condition


def random_statement(pick, world, principals, deny=0.1):
    statement = {"Effect": "Deny" if pick.random() < deny else "Allow"}
    # Half of the statements aim at the request: else little would ever be allowed.
    near = pick.random() < 0.75
    statement["Action" if pick.random() < 0.88 else "NotAction"] = world["action"] if near and pick.random() < 0.7 else some(pick, ACTION_PATTERNS)
    roll = pick.random()
    if not principals or roll < 0.9:
        statement["Resource" if pick.random() < 0.88 else "NotResource"] = world["resource"] if near and pick.random() < 0.6 else some(pick, RESOURCE_PATTERNS)
    if principals:
        statement["Principal" if pick.random() < 0.85 else "NotPrincipal"] = pick.choice(PRINCIPALS)
    if pick.random() < 0.45:
        statement["Condition"] = random_condition(pick)
    return statement


def random_document(pick, world, principals=False, deny=0.1, least=0, most=4):
    return [random_statement(pick, world, principals, deny) for _ in range(pick.randint(least, most))]


def random_levels(pick, world):
    if pick.random() < 0.6:
        return []
    whole = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    return [([whole] if pick.random() < 0.9 else []) + random_document(pick, world, deny=0.7, most=1) for _ in range(pick.randint(1, 2))]


def random_world(pick):
    world = {"action": pick.choice(ACTIONS), "resource": pick.choice(RESOURCES)}
    world["caller"] = pick.choice(CALLERS + CALLERS[:3])
    world["resourceAccount"] = HOME if pick.random() < 0.7 else AWAY
    context = {key: pick.choice(values) for key, values in DOMAIN.items()}
    context["aws:username"] = ["kim"] if world["caller"]["kind"] in ("user", "federated-user") else None
    roll = pick.random()
    for key in pick.sample(list(DOMAIN), pick.choice([1, 1, 1, 2])) if roll < 0.3 else []:
        context[key] = "unknown"
    for key in pick.sample(list(DOMAIN), pick.choice([1, 1, 1, 2])) if 0.3 <= roll < 0.4 else []:
        context[key] = "free"
    world["context"] = context
    world["identity"] = random_document(pick, world, most=4)
    world["boundary"] = random_document(pick, world, least=1, most=3) if pick.random() < 0.3 else None
    world["session"] = random_document(pick, world, least=1, most=3) if pick.random() < 0.3 else None
    world["scp"] = random_levels(pick, world)
    world["rcp"] = random_levels(pick, world)
    world["resourcePolicy"] = random_document(pick, world, principals=True, least=1, most=4) if pick.random() < 0.6 else None
    world["endpoint"] = random_document(pick, world, least=1, most=2) if pick.random() < 0.1 else None
    world["resourceMustAllow"] = pick.random() < 0.15
    return world


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    for number_of_world in range(options.start, options.start + options.count):
        # A world is found again by its seed and number alone.
        world = random_world(random.Random(f"{options.seed}:{number_of_world}"))
        world["answers"] = answers(world)
        print(json.dumps(world, separators=(",", ":")))


if __name__ == "__main__":
    main()
