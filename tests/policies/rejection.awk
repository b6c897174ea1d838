# Prints the violations of a rejection as git shows it, "place: text", for what `check` cannot be
# asked: refs that are deleted, forced or new. Lines come as "remote: ...".

{ sub(/^remote: ?/, ""); sub(/ *$/, "") }

/^ *--> / {
	place = $2
	next
}

place != "" && /^ *(= |\| *\^+ )/ {
	sub(/^ *(= |\| *\^+ )/, "")
	print place ": " $0
	place = ""
}
