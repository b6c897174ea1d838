#!/bin/sh
# What lies in a folder whose Makefile.inc names its files one by one is named there, or by its whole path
# in another: a file that is not would be missing from the tarball. TAP on standard output.
set -u
LC_ALL=C
export LC_ALL
: "${srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"

count=0 failed=0
for folder in policies hooks tests/lint tests/policies docs/adr; do
	count=$((count + 1))
	missing=$(cd "$srcdir" && find "$folder" -type f ! -name '.*' ! -name '*~' ! -name 'Makefile.inc' \
		! -name '*.log' ! -name '*.trs' | sort | while read -r file; do
		grep -qF "%D%${file#"$folder"}" "$folder/Makefile.inc" ||
			find . -name Makefile.inc -exec grep -qF "$file" {} + ||
			echo "# no Makefile.inc names $file"
	done)
	if [ -z "$missing" ]; then
		echo "ok $count - every file of $folder is in a Makefile.inc"
	else
		failed=1
		printf 'not ok %s - every file of %s is in a Makefile.inc\n%s\n' "$count" "$folder" "$missing"
	fi
done
echo "1..$count"
exit "$failed"
