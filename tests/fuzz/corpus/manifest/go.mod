go.mod
module corp.net/app // require evil v1

go 1.22
toolchain go1.22.1
require golang.org/x/text v0.14.0
require (
	github.com/a/b v1.9.0 // indirect; foo
	"github.com/evil/two" v1.0.0//indirect
	// github.com/evil/no v1.0.0
	`github.com/evil/raw` v0.0.0-20200101000000-abcdefabcdef
	github.com/evil/three v2.0.0+incompatible // indirectly
)
exclude (
	github.com/evil/four v1.0.0
)
exclude github.com/evil/five v1.0.0
retract [v1.0.0, v1.9.9] // oops
tool golang.org/x/tools/cmd/stringer
