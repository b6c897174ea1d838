// Lists what sources of nine languages declare with the grammars of tree-sitter, one a line as README.md
// says: kind and name only.
//
// usage: NODE_PATH=.../node_modules node tree-sitter.js LANGUAGE FILE... | -
"use strict";
const fs = require("fs");
const path = require("path");
const Parser = require("web-tree-sitter");

const isIn = (node, types, stops) => {
  for (let one = node.parent; one; one = one.parent) {
    if (types.includes(one.type)) {
      return true;
    }
    if (stops.includes(one.type)) {
      return false;
    }
  }
  return false;
};
const withBody = (kind) => (node) =>
  node.childForFieldName("body") && node.childForFieldName("name") ? kind : undefined;
const methodIn = (types, stops) => (node) => (isIn(node, types, stops) ? "method" : "function");

// For each language the kinds of nodes that declare something. A text is what it declares, a function works
// it out and returns undefined for nothing; a member is a method or a function.
const languages = {
  c: { grammar: "c", kinds: { struct_specifier: withBody("struct"), union_specifier: withBody("union"), enum_specifier: withBody("enum") } },
  cpp: { grammar: "cpp", kinds: { class_specifier: withBody("class"), struct_specifier: withBody("struct"), union_specifier: withBody("union"), enum_specifier: withBody("enum") } },
  csharp: {
    grammar: "c_sharp",
    kinds: {
      class_declaration: "class", struct_declaration: "struct", interface_declaration: "interface",
      enum_declaration: "enum", record_declaration: "record", record_struct_declaration: "record",
      delegate_declaration: "type", method_declaration: "method", constructor_declaration: "method",
      destructor_declaration: "method",
    },
  },
  go: {
    grammar: "go",
    kinds: {
      function_declaration: "function", method_declaration: "method", type_alias: "type",
      type_spec: (node) => ({ struct_type: "struct", interface_type: "interface" }[node.childForFieldName("type").type] || "type"),
    },
  },
  kotlin: {
    grammar: "kotlin",
    kinds: {
      class_declaration: (node) => {
        const head = node.text.slice(0, node.children.find((one) => one.type === "type_identifier").startIndex - node.startIndex);
        const word = /\b(enum|annotation|interface)\s+(class\s+)?$/.exec(head);
        return word ? word[1] : "class";
      },
      object_declaration: "object",
      companion_object: "object",
      object_literal: "object",
      type_alias: "type",
      function_declaration: (node) => (node.parent.type === "class_body" || node.parent.type === "enum_class_body" ? "member" : "function"),
    },
  },
  php: {
    grammar: "php",
    kinds: {
      class_declaration: "class", interface_declaration: "interface", trait_declaration: "trait",
      enum_declaration: "enum", method_declaration: "method", function_definition: "function",
    },
  },
  rust: {
    grammar: "rust",
    kinds: {
      struct_item: "struct", enum_item: "enum", union_item: "union", trait_item: "trait", type_item: "type",
      associated_type: "type",
      function_item: methodIn(["impl_item", "trait_item"], ["function_item"]),
      function_signature_item: methodIn(["impl_item", "trait_item"], ["function_item"]),
    },
  },
  scala: {
    grammar: "scala",
    kinds: {
      class_definition: "class", trait_definition: "trait", object_definition: "object", package_object: "object",
      enum_definition: "enum", type_definition: "type", function_definition: "member", function_declaration: "member",
    },
  },
  swift: {
    grammar: "swift",
    kinds: {
      class_declaration: (node) => {
        const kind = node.childForFieldName("declaration_kind").text;
        return kind === "actor" ? "class" : kind;
      },
      protocol_declaration: "interface", typealias_declaration: "type",
      function_declaration: "member", protocol_function_declaration: "member", init_declaration: "member",
    },
  },
};

function nameOf(node) {
  const name = node.childForFieldName("name") ||
    node.children.find((one) => /^(type_identifier|simple_identifier)$/.test(one.type));
  return name || node.children.find((one) => one.type === "object") || node;
}

function textOf(node) {
  if (/^`.*`$/.test(node.text)) {
    return node.text.slice(1, -1);
  }
  return node.type === "object" ? "" : node.text.replace(/\s+/g, "");
}

function declarationsOf(tree, kinds) {
  const found = [];
  const waiting = [tree.rootNode];
  while (waiting.length > 0) {
    const node = waiting.pop();
    const known = node.isNamed() && Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
    const kind = typeof known === "function" ? known(node) : known;
    if (kind) {
      const name = nameOf(node);
      found.push({ kind, name: name === node ? "" : textOf(name), row: name.startPosition.row, at: name.startIndex });
    }
    waiting.push(...node.children);
  }
  return found.sort((a, b) => a.at - b.at);
}

// A grammar that gives up throws, and is good for the next file all the same.
function parsed(parser, file) {
  try {
    const tree = parser.parse(fs.readFileSync(file, "utf8"));
    return tree.rootNode.hasError() ? undefined : tree;
  } catch (error) {
    parser.reset();
    return undefined;
  }
}

function listed(parser, file, kinds) {
  const tree = parsed(parser, file);
  if (!tree) {
    return `${file}\t0\tunparsed\t\n`;
  }
  const lines = declarationsOf(tree, kinds).map(({ kind, name, row }) => `${file}\t${row + 1}\t${kind}\t${name}\n`);
  tree.delete();
  return lines.join("");
}

async function main([language, ...paths]) {
  await Parser.init();
  const { grammar, kinds } = languages[language];
  const parser = new Parser();
  const folder = path.dirname(require.resolve("tree-sitter-wasms/package.json"));
  parser.setLanguage(await Parser.Language.load(path.join(folder, "out", `tree-sitter-${grammar}.wasm`)));
  if (paths[0] === "-") {
    paths = fs.readFileSync(0, "utf8").split("\n").filter((one) => one !== "");
  }
  for (const one of paths) {
    process.stdout.write(listed(parser, one, kinds));
  }
}

main(process.argv.slice(2));
