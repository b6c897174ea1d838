// Lists the imports of JavaScript and TypeScript sources with the parser of the npm package typescript
// (versions 4 to 6), one a line as README.md says.
//
// usage: NODE_PATH=.../node_modules node typescript.js [--declarations] FILE... | -
"use strict";
const fs = require("fs");
const ts = require("typescript");

const kinds = {
  ".js": ts.ScriptKind.JS,
  ".jsx": ts.ScriptKind.JSX,
  ".mjs": ts.ScriptKind.JS,
  ".cjs": ts.ScriptKind.JS,
  ".ts": ts.ScriptKind.TS,
  ".mts": ts.ScriptKind.TS,
  ".cts": ts.ScriptKind.TS,
  ".tsx": ts.ScriptKind.TSX,
};

// Control characters would break the lines that are printed.
function escaped(text) {
  return text.replace(/[\x00-\x1f\x7f]/g, (character) =>
    "\\x" + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"));
}

// The module of a declaration; one that is no string passes the parser, but is no import.
function declared(kind, specifier) {
  return specifier && ts.isStringLiteral(specifier)
    ? { kind, specifier, module: specifier.text }
    : undefined;
}

// What a call is given, computed or not.
function called(kind, specifier) {
  if (specifier && ts.isStringLiteralLike(specifier)) {
    return { kind, specifier, module: specifier.text };
  }
  return specifier && { kind: "dynamic", specifier, module: "" };
}

// import() and require(), which are calls; a member named so is something else.
function importOfCall(call) {
  const callee = call.expression;
  if (callee.kind === ts.SyntaxKind.ImportKeyword) {
    return called("dynamic", call.arguments[0]);
  }
  if (ts.isMetaProperty(callee) && callee.keywordToken === ts.SyntaxKind.ImportKeyword) {
    return called("dynamic", call.arguments[0]);
  }
  if (ts.isIdentifier(callee) && callee.text === "require" && call.arguments.length === 1) {
    return called("static", call.arguments[0]);
  }
  return undefined;
}

function importOf(node) {
  switch (node.kind) {
    case ts.SyntaxKind.ImportDeclaration: {
      const clause = node.importClause;
      return declared(clause && clause.isTypeOnly ? "type" : "static", node.moduleSpecifier);
    }
    case ts.SyntaxKind.ExportDeclaration:
      return declared(node.isTypeOnly ? "type" : "re-export", node.moduleSpecifier);
    case ts.SyntaxKind.ImportEqualsDeclaration:
      return ts.isExternalModuleReference(node.moduleReference)
        ? declared(node.isTypeOnly ? "type" : "static", node.moduleReference.expression)
        : undefined;
    case ts.SyntaxKind.ImportType:
      return declared("type", node.argument.literal);
    case ts.SyntaxKind.CallExpression:
      return importOfCall(node);
    default:
      return undefined;
  }
}

// `a.b` of what stands for a type, without type arguments; of a call what is called.
function plainName(node) {
  if (ts.isExpressionWithTypeArguments(node) || ts.isCallExpression(node) || ts.isNonNullExpression(node)) {
    return plainName(node.expression);
  }
  if (ts.isPropertyAccessExpression(node)) {
    const left = ts.isCallExpression(node.expression) ? undefined : plainName(node.expression);
    return left && ts.isIdentifier(node.name) ? `${left}.${node.name.text}` : undefined;
  }
  if (node.kind === ts.SyntaxKind.NullKeyword) {
    return "null";
  }
  return ts.isIdentifier(node) ? node.text : undefined;
}

function declaredKind(node) {
  switch (node.kind) {
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
      return "class";
    case ts.SyntaxKind.InterfaceDeclaration:
      return "interface";
    case ts.SyntaxKind.EnumDeclaration:
      return "enum";
    case ts.SyntaxKind.TypeAliasDeclaration:
      return "type";
    case ts.SyntaxKind.FunctionDeclaration:
      return "function";
    case ts.SyntaxKind.FunctionExpression:
      return node.name ? "function" : undefined;
    case ts.SyntaxKind.Constructor:
      return "method";
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.MethodSignature:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return ts.isClassLike(node.parent) || ts.isInterfaceDeclaration(node.parent) ? "method" : undefined;
    default:
      return undefined;
  }
}

function nameOf(node, source) {
  if (node.kind === ts.SyntaxKind.Constructor) {
    return "constructor";
  }
  if (!node.name) {
    return "";
  }
  return ts.isStringLiteral(node.name) ? node.name.text : node.name.getText(source);
}

function keywordOf(node, source) {
  const wanted = [ts.SyntaxKind.ClassKeyword, ts.SyntaxKind.FunctionKeyword];
  if (node.name) {
    return node.name;
  }
  return node.getChildren(source).find((child) =>
    wanted.includes(child.kind) || child.kind === ts.SyntaxKind.ConstructorKeyword ||
    child.kind === ts.SyntaxKind.StringLiteral) || node;
}

function annotationsOf(node) {
  const decorators = node.decorators || (ts.canHaveDecorators && ts.canHaveDecorators(node) && ts.getDecorators(node)) || [];
  return decorators.map((one) => plainName(one.expression)).filter(Boolean);
}

function basesOf(node) {
  const types = (node.heritageClauses || []).flatMap((clause) => [...clause.types]);
  return types.map(plainName).filter(Boolean);
}

function declarationOf(node, source, outer) {
  const kind = declaredKind(node);
  if (!kind) {
    return undefined;
  }
  const bases = basesOf(node);
  const name = nameOf(node, source);
  const module = name + (outer ? ` in ${outer}` : "") + (bases.length ? ` : ${bases.join(", ")}` : "") +
    annotationsOf(node).map((one) => ` @${one}`).join("");
  return { kind, module, name, specifier: keywordOf(node, source) };
}

function declarationsOf(source) {
  const declarations = [];
  const waiting = [[source, ""]];
  while (waiting.length > 0) {
    const [node, outer] = waiting.pop();
    const one = declarationOf(node, source, outer);
    if (one) {
      declarations.push({ ...one, position: one.specifier.getStart(source) });
    }
    ts.forEachChild(node, (child) => {
      waiting.push([child, (one && one.name) || outer]);
    });
  }
  return declarations.sort((a, b) => a.position - b.position);
}

// The tree is walked without recursion: generated sources nest deeper than a stack.
function importsOf(source) {
  const imports = [];
  const waiting = [source];
  while (waiting.length > 0) {
    const node = waiting.pop();
    const one = importOf(node);
    if (one) {
      imports.push({ ...one, position: one.specifier.getStart(source) });
    }
    ts.forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
  return imports.sort((a, b) => a.position - b.position);
}

function parsed(path) {
  const text = fs.readFileSync(path, "utf8");
  const kind = kinds[path.slice(path.lastIndexOf("."))];
  try {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
    return source.parseDiagnostics.length === 0 ? source : undefined;
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function listFile(path, listed) {
  const source = parsed(path);
  if (!source) {
    return `${path}\t0\tunparsed\t\n`;
  }
  let output = "";
  let line = 1;
  let at = 0;
  for (const { kind, position, module } of listed(source)) {
    for (let end; (end = source.text.indexOf("\n", at)) !== -1 && end < position; at = end + 1) {
      line++;
    }
    output += `${path}\t${line}\t${kind}\t${escaped(module)}\n`;
  }
  return output;
}

function main(paths) {
  let listed = importsOf;
  if (paths[0] === "--declarations") {
    listed = declarationsOf;
    paths = paths.slice(1);
  }
  if (paths.length === 1 && paths[0] === "-") {
    paths = fs.readFileSync(0, "utf8").split("\n").filter((path) => path !== "");
  }
  for (const path of paths) {
    process.stdout.write(listFile(path, listed));
  }
}

main(process.argv.slice(2));
