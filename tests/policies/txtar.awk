# Unpacks a txtar archive, its comment to DIR/header and each file to DIR/1, DIR/2, ...; DIR/index
# has a line "number<TAB>name" for each. A name that ends in " (no newline)" loses its last line feed.

function finish()
{
	if (held && name !~ / \(no newline\)( |$)/)
		printf "\n" > out
	close(out)
}

BEGIN {
	out = DIR "/header"
	printf "" > out
}

/^-- .+ --$/ {
	finish()
	name = substr($0, 4, length($0) - 6)
	out = DIR "/" ++n
	held = 0
	printf "" > out
	print n "\t" name > (DIR "/index")
	next
}

{
	if (held)
		printf "\n" > out
	printf "%s", $0 > out
	held = 1
}

END { finish() }
