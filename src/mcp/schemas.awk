# From a JSON Schema of docs/ a string of C, `mcp_NAME_schema`, to be sent as the schema of a tool's
# results: without $schema and $id, which name it where it is published, and without the blanks that
# are there for readers. NAME is the first part of the file's name.

FNR == 1 {
	if (open)
		print "\t\"\";\n"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\..*/, "", name)
	if (!open)
		print "/* Made of the schemas in docs by src/mcp/schemas.awk. */"
	print "\nstatic const char mcp_" name "_schema[] ="
	open = 1
}

/^ *"\$(schema|id)":/ {
	next
}

{
	sub(/^ +/, "")
	gsub(/[\\"]/, "\\\\&")
	printf "\t\"%s\"\n", $0
}

END {
	print "\t\"\";"
}
