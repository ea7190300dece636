"""The mutation operators. Each looks at one node and yields what could stand in its place, as source text.

A statement that is dropped leaves `pass`. What an operator yields need not run: a crash is a mistake as well.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from tools.mutation.vocabulary import (
    ARITHMETIC,
    COMPARISONS,
    COUNTS,
    EXCHANGEABLE,
    FUNCTIONS,
    SCHEDULE_KEYS,
    VARIANCES,
)

Operator = Callable[[ast.AST, frozenset[str]], Iterator[str]]  # the node, and the names that the program knows

SYMBOLS = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Lt: "<",
    ast.Gt: ">",
}


def arithmetic(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """Another operator, and the operands the other way round."""
    if isinstance(node, ast.BinOp) and (symbol := SYMBOLS.get(type(node.op))):
        left, right = f"({ast.unparse(node.left)})", f"({ast.unparse(node.right)})"
        yield from (f"{left} {other} {right}" for other in ARITHMETIC[symbol])
        if symbol in ("-", "/", "**"):
            yield f"{right} {symbol} {left}"


def operands(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """A term or a factor left out; a sign left out."""
    if isinstance(node, ast.BinOp):
        yield from (ast.unparse(node.left), ast.unparse(node.right))
    if isinstance(node, ast.UnaryOp):
        yield ast.unparse(node.operand)


def brackets(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """(a - b) / c becomes a - b / c."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult | ast.Div | ast.Pow):
        return
    symbol, left, right = SYMBOLS[type(node.op)], ast.unparse(node.left), ast.unparse(node.right)
    if isinstance(node.left, ast.BinOp):
        yield f"{left} {symbol} ({right})"
    if isinstance(node.right, ast.BinOp):
        yield f"({left}) {symbol} {right}"


def roots(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """A root left out, or one put where there is none."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sqrt":
        yield ast.unparse(node.args[0] if node.args else node.func.value)
    looked_up = isinstance(node, ast.Subscript) and _is_lookup(node.value)
    if looked_up or _name_read(node) in VARIANCES:
        yield f"torch.sqrt({ast.unparse(node)})"
        yield f"{ast.unparse(node)} ** 2"


def _is_lookup(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and _is_key(node.slice)


def _is_key(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in SCHEDULE_KEYS


def _name_read(node: ast.AST) -> str | None:
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else None


def constants(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """Whole numbers one too high or too low, others doubled, or smaller by ten."""
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return
    if isinstance(node.value, int):
        yield from (f"{node.value + 1}", f"({node.value - 1})")
    elif isinstance(node.value, float):
        yield from (f"{node.value * 2}", f"{node.value / 10}")


def comparisons(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
        yield from (f"{left} {other} {right}" for other in COMPARISONS.get(SYMBOLS.get(type(node.ops[0]), ""), ()))


def conditions(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """A condition turned round, or taken for settled."""
    if isinstance(node, ast.IfExp):
        test, body, rest = (ast.unparse(part) for part in (node.test, node.body, node.orelse))
        yield from (body, rest, f"{rest} if {test} else {body}")
    if isinstance(node, ast.If):
        yield _text(node.body)
        yield _text(node.orelse) or "pass"
        turned = copy.copy(node)
        turned.test = ast.UnaryOp(ast.Not(), node.test)
        yield ast.unparse(turned)


def _text(statements: list[ast.stmt]) -> str:
    return "\n".join(ast.unparse(statement) for statement in statements)


def arguments(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """Two neighbours exchanged, or one argument forgotten."""
    if not isinstance(node, ast.Call):
        return
    for index in range(len(node.args) - 1):
        args = list(node.args)
        args[index : index + 2] = reversed(args[index : index + 2])
        yield _call(node, args, node.keywords)
    for arg in node.args if len(node.args) > 1 else ():
        yield _call(node, [other for other in node.args if other is not arg], node.keywords)
    for keyword in node.keywords:
        yield _call(node, node.args, [other for other in node.keywords if other is not keyword])
        if keyword.arg == "dtype":
            other = "torch.float32" if "float32" not in ast.unparse(keyword) else "torch.float16"
            yield _call(node, node.args, [*(k for k in node.keywords if k is not keyword), _keyword("dtype", other)])


def _call(node: ast.Call, args: list[ast.expr], keywords: list[ast.keyword]) -> str:
    return ast.unparse(ast.Call(node.func, args, keywords))


def _keyword(name: str, value: str) -> ast.keyword:
    return ast.keyword(name, ast.parse(value, mode="eval").body)


def methods(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """A method not called: `x.clone()` becomes `x`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = ast.unparse(node.func.value)
        if owner.split(".")[0] not in ("torch", "F", "math") and node.func.attr != "sqrt":
            yield owner


def functions(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield from (f"{ast.unparse(node.value)}.{other}" for other in FUNCTIONS.get(node.attr, ()))


def exchanged_names(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    own = _name_read(node)
    others = dict.fromkeys(name for group in EXCHANGEABLE if own in group for name in group)
    yield from (other for other in others if other != own and other in names)
    if own == "noise":
        yield "torch.randn_like(noise)"


def counts(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    own = _name_read(node)
    if own in COUNTS:
        yield from (f"({own} + 1)", f"({own} - 1)")


def keys(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Subscript) and _is_key(node.slice):
        owner, own = ast.unparse(node.value), ast.literal_eval(node.slice)
        yield from (f'{owner}["{key}"]' for key in SCHEDULE_KEYS if key != own)


def lookups(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """A step's value looked up at another step, or at none; a slice left out."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return
    if isinstance(node.slice, ast.Slice):
        yield ast.unparse(node.value)
    elif isinstance(node.slice, ast.Name):
        owner = ast.unparse(node.value)
        yield from (owner, f"{owner}[0]", f"{owner}[-1]")


def entries(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """Two values of a dictionary exchanged, or an entry forgotten."""
    if isinstance(node, ast.Dict):
        for a, b in combinations(range(len(node.keys)), 2):
            values = list(node.values)
            values[a], values[b] = values[b], values[a]
            yield ast.unparse(ast.Dict(node.keys, values))
        for index in range(len(node.keys)):
            keep = [other for other in range(len(node.keys)) if other != index]
            yield ast.unparse(ast.Dict([node.keys[k] for k in keep], [node.values[k] for k in keep]))


def ranges(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return
    inner = ast.unparse(node.args[0])
    if node.func.id == "reversed":
        yield inner
    if node.func.id == "range":
        yield from (f"range(1, {inner})", f"range({inner} + 1)", f"range({inner} - 1)", "range(1)")


def loops(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """The last line of a loop moved behind it; a line moved before it."""
    if not isinstance(node, ast.For) or len(node.body) < 2:
        return
    yield f"{_loop(node, node.body[:-1])}\n{ast.unparse(node.body[-1])}"
    for index, line in enumerate(node.body):
        if isinstance(line, ast.Assign | ast.Expr):
            yield f"{ast.unparse(line)}\n{_loop(node, node.body[:index] + node.body[index + 1 :])}"


def _loop(node: ast.For, body: list[ast.stmt]) -> str:
    return ast.unparse(ast.For(node.target, node.iter, body, [], lineno=0))


def order(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """Two neighbouring lines of a loop exchanged, where they do something rather than name it."""
    if isinstance(node, ast.For):
        for first, second in pairwise(node.body):
            if isinstance(first, ast.Expr) and isinstance(second, ast.Expr):
                at = node.body.index(first)
                yield _loop(node, [*node.body[:at], second, first, *node.body[at + 2 :]])


def lines(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """A line, or a decorator, left out."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.For):
        yield "pass"
    if isinstance(node, ast.FunctionDef) and node.decorator_list:
        bare = copy.copy(node)
        bare.decorator_list = []
        yield ast.unparse(bare)


def returns(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        yield "return None"
        if isinstance(node.value, ast.Tuple):
            first, second = (ast.unparse(item) for item in node.value.elts)
            yield from (f"return {second}, {first}", f"return {first}", f"return {second}", f"return {first}, {first}")


OPERATORS: tuple[Operator, ...] = (
    arithmetic,
    operands,
    brackets,
    roots,
    constants,
    comparisons,
    conditions,
    arguments,
    methods,
    functions,
    exchanged_names,
    counts,
    keys,
    lookups,
    entries,
    ranges,
    loops,
    order,
    lines,
    returns,
)
