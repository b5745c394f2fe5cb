"""Rules of our own about what may stand in the program, read off its syntax tree.

Each rule says why it is there, and carries a line that breaks it and one that does not. A rule is broken by what it
returns; `EXCEPT` names the places where it is meant, each with its reason.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

type Tree = ast.AST
type Finds = Callable[[Tree], Iterator[ast.AST]]

IDENTITY = {
    "name",
    "names",
    "value",
    "values",
    "person",
    "people",
    "text",
    "note",
    "phone",
    "address",
    "reason",
    "said",
}
LOGS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
NETWORK = {
    "requests",
    "urllib.request",
    "http.client",
    "httpx",
    "aiohttp",
    "ftplib",
    "telnetlib",
    "xmlrpc",
    "socketserver",
}
MAIL = {"smtplib", "django.core.mail", "imaplib", "poplib"}
XML = {"xml", "lxml", "xmltodict", "bs4", "html5lib"}
DRAWN = {
    "random",
    "randint",
    "choice",
    "choices",
    "shuffle",
    "sample",
    "randrange",
    "uniform",
    "seed",
    "getrandbits",
    "Random",
}
VISITOR = {"REMOTE_ADDR", "REMOTE_HOST", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR", "HTTP_REFERER"}


@dataclass(frozen=True)
class Rule:
    name: str
    why: str
    finds: Finds
    broken_by: str
    kept_by: str


@cache
def walk(tree: Tree) -> tuple[ast.AST, ...]:
    """Return every node of a tree; each rule asks for them anew."""
    return tuple(ast.walk(tree))


@cache
def called(node: ast.AST) -> str:
    """Return the dotted name of what a call calls, as far as it is written out."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def last(node: ast.AST) -> str:
    return called(node).rpartition(".")[2]


@cache
def calls(tree: Tree) -> tuple[ast.Call, ...]:
    return tuple(node for node in walk(tree) if isinstance(node, ast.Call))


def said_so(call: ast.Call, keyword: str) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == keyword), None)


def is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def made_up(node: ast.expr | None) -> bool:
    """Tell whether a string is put together from parts that are not constants."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Add, ast.Mod)) and not all(
            isinstance(side, ast.Constant) for side in (node.left, node.right)
        )
    return isinstance(node, ast.Call) and last(node) in {"format", "join"}


def calling(*names: str) -> Finds:
    """Find calls of these functions, by their whole dotted name or by its last part."""
    return lambda tree: (node for node in calls(tree) if called(node) in names or last(node) in names)


def importing(*modules: str) -> Finds:
    def finds(tree: Tree) -> Iterator[ast.AST]:
        for node in walk(tree):
            if isinstance(node, ast.Import):
                named = [one.name for one in node.names]
            elif isinstance(node, ast.ImportFrom):
                named = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
            else:
                continue
            if any(name == module or name.startswith(f"{module}.") for name in named for module in modules):
                yield node

    return finds


def both(*finders: Finds) -> Finds:
    return lambda tree: chain.from_iterable(find(tree) for find in finders)


def where(test: Callable[[ast.AST], bool]) -> Finds:
    return lambda tree: (node for node in walk(tree) if test(node))


def constants(*words: str) -> Finds:
    return where(lambda node: isinstance(node, ast.Constant) and node.value in words)


def _words_of(node: ast.AST) -> set[str]:
    names = {one.id for one in walk(node) if isinstance(one, ast.Name)}
    return names | {one.attr for one in walk(node) if isinstance(one, ast.Attribute)}


def _sql_of_parts(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        if (
            last(node) in {"execute", "executemany", "executescript", "RunSQL", "RawSQL"}
            and node.args
            and made_up(node.args[0])
        ):
            yield node


def _logged_identity(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        given = (*node.args, *(one.value for one in node.keywords))
        to_a_log = last(node) in LOGS and "log" in called(node).rpartition(".")[0]
        if to_a_log and any(_words_of(arg) & IDENTITY for arg in given):
            yield node


def _naive(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        if last(node) in {"utcnow", "utcfromtimestamp"} or called(node) in {
            "date.today",
            "datetime.date.today",
            "datetime.today",
        }:
            yield node
        elif last(node) in {"now", "fromtimestamp"} and "datetime" in called(node):
            needed = 1 if last(node) == "now" else 2
            if len(node.args) < needed and said_so(node, "tz") is None:
                yield node


def _model_fields(tree: Tree) -> Iterator[tuple[ast.Call, str]]:
    for node in walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and called(node.value).startswith("models."):
                yield node.value, target.id


def _json_fields(tree: Tree) -> Iterator[ast.AST]:
    return (call for call, name in _model_fields(tree) if last(call) == "JSONField" and name not in {"payload", "seat"})


def _free_text_fields(tree: Tree) -> Iterator[ast.AST]:
    return (call for call, _ in _model_fields(tree) if last(call) == "TextField")


def _contact_fields(tree: Tree) -> Iterator[ast.AST]:
    kinds = {"EmailField", "GenericIPAddressField", "IPAddressField", "URLField"}
    return (call for call, _ in _model_fields(tree) if last(call) in kinds)


def _weak_random(tree: Tree) -> Iterator[ast.AST]:
    return (node for node in calls(tree) if called(node) in {f"random.{name}" for name in DRAWN})


def _open_cookies(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        if last(node) == "set_cookie" and not all(
            said_so(node, wanted) is not None for wanted in ("httponly", "samesite", "secure")
        ):
            yield node


def _secret_in_code(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        for one in node.keywords:
            written = isinstance(one.value, ast.Constant) and isinstance(one.value.value, str) and one.value.value
            if written and one.arg in {"password", "passphrase", "secret", "secret_key"}:
                yield node


def _compared_secrets(tree: Tree) -> Iterator[ast.AST]:
    for node in walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            sides = (node.left, *node.comparators)
            words = {side.attr if isinstance(side, ast.Attribute) else getattr(side, "id", "") for side in sides}
            if words & {"digest", "mac", "tag", "signature", "secret", "passphrase", "password", "receipt"}:
                yield node


def _swallowed(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    whole = node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
    return whole and all(isinstance(one, (ast.Pass, ast.Continue)) for one in node.body)


def _open_modes(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        if last(node) in {"chmod", "mkdir", "makedirs", "umask"}:
            given = [*node.args, *(one.value for one in node.keywords)]
            for one in given:
                if (
                    isinstance(one, ast.Constant)
                    and type(one.value) is int
                    and last(node) != "umask"
                    and one.value & 0o077
                ):
                    yield node


def _named_in_the_trail(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        subject = said_so(node, "subject") if last(node) in {"record", "recorder", "Opening"} else None
        if subject is not None and _words_of(subject) & {"name", "username", "value", "text", "note", "foreign_id"}:
            yield node


def _led_astray(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        if last(node) in {"redirect", "HttpResponseRedirect"} and any(
            "request." in ast.unparse(arg) for arg in node.args
        ):
            yield node


def _shell(tree: Tree) -> Iterator[ast.AST]:
    named = {"os.system", "os.popen", "commands.getoutput", "subprocess.getoutput", "subprocess.getstatusoutput"}
    return (node for node in calls(tree) if called(node) in named or is_true(said_so(node, "shell")))


def _marked_safe(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        if (
            last(node) in {"mark_safe", "SafeString", "SafeText"}
            and node.args
            and not isinstance(node.args[0], ast.Constant)
        ):
            yield node


def _extracted(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        wary = said_so(node, "filter")
        careful = isinstance(wary, ast.Constant) and wary.value == "data"
        if last(node) == "unpack_archive" or (last(node) == "extractall" and not careful):
            yield node


def _unchecked_tls(tree: Tree) -> Iterator[ast.AST]:
    for node in calls(tree):
        verify = said_so(node, "verify")
        if last(node) == "_create_unverified_context" or (isinstance(verify, ast.Constant) and verify.value is False):
            yield node


def _shared_temporary(tree: Tree) -> Iterator[ast.AST]:
    kinds = {"NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp", "TemporaryDirectory"}
    for node in calls(tree):
        if last(node) == "mktemp" or (last(node) in kinds and said_so(node, "dir") is None):
            yield node


def _switched_on(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
        return False
    name, value = node.targets[0].id, ast.unparse(node.value)
    return (name == "DEBUG" and value == "True") or (name == "ALLOWED_HOSTS" and "'*'" in value)


def _opened_without_record(tree: Tree) -> Iterator[ast.AST]:
    return (
        node
        for node in calls(tree)
        if last(node) in {"open_fields", "open_cases", "open_capsule", "open_file"} and said_so(node, "record") is None
    )


RULES = (
    Rule(
        "sql-of-parts",
        "SQL put together from parts lets what was typed give orders",
        _sql_of_parts,
        'c.execute(f"SELECT {x}")',
        'c.execute("SELECT %s", [x])',
    ),
    Rule(
        "raw-queries",
        "a raw query goes past what a viewer may see",
        calling("raw", "RawSQL", "extra"),
        'Person.objects.raw("SELECT 1")',
        "Person.objects.all()",
    ),
    Rule("mark-safe", "what is marked safe is not escaped", _marked_safe, "mark_safe(x)", 'format_html("{}", x)'),
    Rule(
        "made-up-html",
        "a pattern that holds values already is not escaped",
        lambda tree: (n for n in calls(tree) if last(n) == "format_html" and n.args and made_up(n.args[0])),
        'format_html(f"<b>{x}</b>")',
        'format_html("<b>{}</b>", x)',
    ),
    Rule(
        "eval",
        "what is read must never be run",
        lambda tree: (n for n in calls(tree) if called(n) in {"eval", "exec", "compile", "__import__"}),
        "eval(x)",
        "ast.literal_eval(x)",
    ),
    Rule(
        "pickle",
        "opening a pickle runs what it says",
        importing("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"),
        "import pickle",
        "import json",
    ),
    Rule(
        "numpy-pickle",
        "an array file may hold a pickle",
        lambda tree: (n for n in calls(tree) if is_true(said_so(n, "allow_pickle"))),
        "np.load(p, allow_pickle=True)",
        "np.load(p, allow_pickle=False)",
    ),
    Rule(
        "yaml", "yaml.load makes objects of what it reads", importing("yaml", "ruamel"), "import yaml", "import tomllib"
    ),
    Rule("shell", "a shell reads more into words than was meant", _shell, "run(x, shell=True)", "run([x])"),
    Rule(
        "network",
        "nothing here opens a connection by itself",
        importing(*NETWORK),
        "import urllib.request",
        "import urllib.parse",
    ),
    Rule(
        "mail",
        "no way leads from here to a family but through people",
        importing(*MAIL),
        "from django.core.mail import send_mail",
        "from django.core import checks",
    ),
    Rule(
        "identity-in-a-log",
        "logs are copied, kept and read by others",
        _logged_identity,
        'log.info("%s", person.name)',
        'log.info("%d rows", count)',
    ),
    Rule(
        "weak-random",
        "what can be predicted is no secret",
        _weak_random,
        "random.choice(x)",
        "random.SystemRandom().choice(x)",
    ),
    Rule(
        "naive-moment",
        "a moment without a zone is another one elsewhere; only kernel.clock asks",
        _naive,
        "datetime.now()",
        "datetime.now(UTC)",
    ),
    Rule(
        "broken-hash",
        "MD5 and SHA-1 are broken",
        calling("md5", "sha1", "MD5", "SHA1"),
        "hashlib.md5(x)",
        "hashlib.sha256(x)",
    ),
    Rule(
        "broken-cipher",
        "ciphers that are broken, or hide no patterns",
        where(
            lambda n: isinstance(n, ast.Attribute) and n.attr in {"ECB", "TripleDES", "ARC4", "Blowfish", "RC4", "DES"}
        ),
        "modes.ECB()",
        "AESGCM(key)",
    ),
    Rule(
        "print",
        "only the command line speaks, and by typer",
        lambda tree: (n for n in calls(tree) if called(n) in {"print", "pprint", "breakpoint"}),
        "print(x)",
        "typer.echo(x)",
    ),
    Rule(
        "assert",
        "python -O leaves asserts out; a check is an if",
        where(lambda n: isinstance(n, ast.Assert)),
        "assert x",
        "if not x: raise ValueError",
    ),
    Rule(
        "csrf-exempt",
        "every form proves that it is ours",
        where(lambda n: getattr(n, "id", getattr(n, "attr", "")) == "csrf_exempt"),
        "@csrf_exempt\ndef f(): ...",
        "@require_POST\ndef f(): ...",
    ),
    Rule(
        "json-field",
        "what a JSON field holds, no classification sees",
        _json_fields,
        "class A:\n facts = models.JSONField()",
        "class A:\n payload = models.JSONField()",
    ),
    Rule(
        "free-text-field",
        "free text is sealed: a BinaryField under the key of its case",
        _free_text_fields,
        "class A:\n note = models.TextField()",
        "class A:\n note = models.BinaryField()",
    ),
    Rule(
        "contact-field",
        "how somebody can be reached lies in a capsule or card, and an address of a machine nowhere",
        _contact_fields,
        "class A:\n mail = models.EmailField()",
        "class A:\n box = models.BinaryField()",
    ),
    Rule(
        "visitor",
        "who came from where is not kept",
        constants(*VISITOR),
        'request.META["REMOTE_ADDR"]',
        'request.META["REQUEST_METHOD"]',
    ),
    Rule(
        "shared-temporary",
        "the temporary folder of the machine is for everybody to read",
        _shared_temporary,
        "tempfile.mkstemp()",
        "tempfile.mkstemp(dir=home)",
    ),
    Rule(
        "xml",
        "XML parsers follow what a file tells them to",
        importing(*XML),
        "import xml.etree.ElementTree",
        "import csv",
    ),
    Rule("extract-all", "an archive names where its files go", _extracted, "zip.extractall()", "zip.open(x)"),
    Rule(
        "unchecked-tls",
        "a connection that checks nothing is open",
        _unchecked_tls,
        "get(x, verify=False)",
        "get(x, verify=True)",
    ),
    Rule(
        "swallowed",
        "a failure that nobody hears of is found by families",
        where(_swallowed),
        "try:\n f()\nexcept Exception:\n pass",
        "try:\n f()\nexcept OSError:\n pass",
    ),
    Rule("open-modes", "what is made is for its owner alone", _open_modes, "p.chmod(0o644)", "p.chmod(0o600)"),
    Rule(
        "secret-in-code",
        "a secret in the program is everybody's",
        _secret_in_code,
        'connect(password="x")',
        "connect(password=asked)",
    ),
    Rule(
        "compared-secrets",
        "how long == takes tells how much was right: hmac.compare_digest",
        _compared_secrets,
        "a.digest == b",
        "hmac.compare_digest(a.digest, b)",
    ),
    Rule(
        "open-cookie",
        "a cookie says that scripts and other sites may not have it",
        _open_cookies,
        'r.set_cookie("a", b)',
        'r.set_cookie("a", b, httponly=True, samesite="Strict", secure=s)',
    ),
    Rule(
        "named-in-the-trail",
        "the trail holds codes, never names",
        _named_in_the_trail,
        "Event.record(by, v, subject=person.name)",
        "Event.record(by, v, subject=request.code)",
    ),
    Rule(
        "led-astray",
        "a redirect to what was sent leads anywhere",
        _led_astray,
        'redirect(request.GET["next"])',
        'redirect("tracing:today")',
    ),
    Rule(
        "locals",
        "a page gets what it was given by name",
        lambda tree: (n for n in calls(tree) if called(n) in {"locals", "globals"}),
        "render(r, t, locals())",
        'render(r, t, {"a": a})',
    ),
    Rule(
        "switched-on",
        "error pages show the record, and any name would be answered",
        where(_switched_on),
        "DEBUG = True",
        "DEBUG = asked",
    ),
    Rule(
        "opened-without-record",
        "whoever opens what is sealed is recorded first",
        _opened_without_record,
        "open_cases(boxes)",
        "open_cases(boxes, record=r)",
    ),
    Rule(
        "foreign-memory",
        "ctypes reaches past every promise of the language",
        importing("ctypes", "cffi"),
        "import ctypes",
        "import struct",
    ),
)

# A rule, a place, and why it is meant there.
EXCEPT: dict[tuple[str, str], str] = {
    ("sql-of-parts", "access/append_only.py"): "names of our own tables, which no parameter can carry",
    ("sql-of-parts", "cli/snapshots.py"): "names quoted by psycopg.sql.Identifier",
    ("sql-of-parts", "config/promises.py"): "names of settings from a table beside it",
    ("sql-of-parts", "vault/doubles.py"): "names of our own tables, read from the database's own list of them",
    ("sql-of-parts", "vault/scrub.py"): "names of our own tables, which no parameter can carry",
    ("xml", "evidence/dna/laboratory/codis.py"): "expat, which refuses every DTD and entity there",
    ("weak-random", "evidence/dna/plan.py"): "a seeded simulation: the same plan each time",
    ("weak-random", "worlds/chance.py"): "a seeded world: the same families, who never lived, each time",
    ("free-text-field", "intake/mailbox/models.py"): "the notice that everybody reads at the public door",
    ("json-field", "figures/models.py"): "the figures that were published, by the name of their rung",
    (
        "json-field",
        "registry/models/snapshots.py",
    ): "counts and keys of lists; their names are sealed elsewhere",
    ("led-astray", "laboratory/views/samples.py"): "the code of a child, put into an address of our own",
    ("json-field", "registry/models/happenings.py"): "codes of grounds, checked against their list",
    ("foreign-memory", "vault/process.py"): "asks the kernel for no core dumps, which Python cannot",
    ("mark-safe", "laboratory/queries/pages.py"): "a pedigree drawn by the engine, of codes and numbers, escaped there",
    ("mark-safe", "web/explain.py"): "our own stylesheets, read from the package",
    ("print", "worlds/__main__.py"): "a program of its own, which makes worlds",
}
