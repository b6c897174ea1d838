"""Lists the imports of Python sources with Python's own parser, one a line as README.md says.

usage: python3 python.py [--declarations] FILE... | -
"""
import ast
import re
import sys
import warnings

LINE_ENDS = re.compile(b"\r\n|\r|\n")


def escaped(text):
    """Control characters would break the lines that are printed."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\x00-\x1f\x7f]", lambda match: "\\x%02X" % ord(match.group()), text)


def lines_of_git(source):
    """Python ends a line at a lone CR too, git does not: the line of each line of Python."""
    if not re.search(b"\r(?!\n)", source):
        return None
    lines, line = [0, 1], 1
    for end in LINE_ENDS.finditer(source):
        line += b"\n" in end.group()
        lines.append(line)
    return lines


def imports_of_call(call):
    """importlib.import_module(X) and __import__(X): the name when X is a literal."""
    function = call.func
    if isinstance(function, ast.Attribute):
        if function.attr != "import_module" or not isinstance(function.value, ast.Name):
            return
        if function.value.id != "importlib":
            return
    elif not isinstance(function, ast.Name) or function.id != "__import__":
        return
    first = call.args[0] if call.args else None
    literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
    yield "dynamic", first.value if literal else ""


def imports_of(node):
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield "static", alias.name
    elif isinstance(node, ast.ImportFrom):
        yield "static", "." * node.level + (node.module or "")
    elif isinstance(node, ast.Call):
        yield from imports_of_call(node)


def dotted(node):
    """The name that is called or asked with arguments, if it is plain."""
    while isinstance(node, (ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join(reversed(parts + [node.id]))


def text_of_declaration(node, outer):
    text = node.name
    if outer:
        text += " in " + outer.name
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    names = [name for name in map(dotted, bases) if name]
    if names:
        text += " : " + ", ".join(names)
    return text + "".join(" @" + name for name in map(dotted, node.decorator_list) if name)


def declarations_of(tree):
    """(node, kind, text), without recursion: generated sources nest deep."""
    waiting = [(tree, None)]
    while waiting:
        node, outer = waiting.pop()
        declared = isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        if isinstance(node, ast.ClassDef):
            yield node, "class", text_of_declaration(node, outer)
        elif declared:
            kind = "method" if isinstance(outer, ast.ClassDef) else "function"
            yield node, kind, text_of_declaration(node, outer)
        within = node if declared else outer
        waiting.extend((child, within) for child in ast.iter_child_nodes(node))


def imports_in(tree):
    for node in ast.walk(tree):
        for kind, module in imports_of(node):
            yield node, kind, module


def list_file(path, listed):
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
        print("%s\t0\tunparsed\t" % path)
        return
    lines = lines_of_git(source)
    found = sorted(listed(tree), key=lambda one: (one[0].lineno, one[0].col_offset))
    for node, kind, text in found:
        line = lines[node.lineno] if lines else node.lineno
        print("%s\t%d\t%s\t%s" % (path, line, kind, escaped(text)))


def main():
    warnings.simplefilter("ignore")
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    paths = sys.argv[1:]
    listed = imports_in
    if paths[:1] == ["--declarations"]:
        listed = declarations_of
        del paths[0]
    if paths == ["-"]:
        paths = (line.rstrip("\n") for line in sys.stdin)
    for path in paths:
        list_file(path, listed)


main()
