// Lists the imports of JavaScript and TypeScript sources with the parser of the npm package typescript
// (versions 4 to 6), one a line as README.md says.
//
// usage: NODE_PATH=.../node_modules node typescript.js FILE... | -
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
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind);
    return source.parseDiagnostics.length === 0 ? source : undefined;
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function listFile(path) {
  const source = parsed(path);
  if (!source) {
    return `${path}\t0\tunparsed\t\n`;
  }
  let output = "";
  let line = 1;
  let at = 0;
  for (const { kind, position, module } of importsOf(source)) {
    for (let end; (end = source.text.indexOf("\n", at)) !== -1 && end < position; at = end + 1) {
      line++;
    }
    output += `${path}\t${line}\t${kind}\t${escaped(module)}\n`;
  }
  return output;
}

function main(paths) {
  if (paths.length === 1 && paths[0] === "-") {
    paths = fs.readFileSync(0, "utf8").split("\n").filter((path) => path !== "");
  }
  for (const path of paths) {
    process.stdout.write(listFile(path));
  }
}

main(process.argv.slice(2));
