// Lists the imports of Go sources with Go's own parser, one a line as ../README.md says.
//
// usage: go run main.go FILE... | -
package main

import (
	"bufio"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"strconv"
)

// list does without the positions of //line, and wants the rest of a file to be Go too.
func list(out *bufio.Writer, path string) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		fmt.Fprintf(out, "%s\t0\tunparsed\t\n", path)
		return
	}
	for _, spec := range file.Imports {
		module, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			panic(err) // the parser has looked at it
		}
		line := files.PositionFor(spec.Path.Pos(), false).Line
		fmt.Fprintf(out, "%s\t%d\tstatic\t%s\n", path, line, module)
	}
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	if len(os.Args) != 2 || os.Args[1] != "-" {
		for _, path := range os.Args[1:] {
			list(out, path)
		}
		return
	}
	for paths := bufio.NewScanner(os.Stdin); paths.Scan(); {
		list(out, paths.Text())
	}
}
