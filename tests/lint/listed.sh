#!/bin/sh
# What lies in a folder whose Makefile.inc names its files one by one is named there: a file that is
# not would be missing from the tarball and from the installation. TAP on standard output.
set -u
LC_ALL=C
export LC_ALL
: "${srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"

count=0 failed=0
for folder in policies hooks tests/lint tests/policies docs/adr; do
	count=$((count + 1))
	missing=$(cd "$srcdir/$folder" && find . -type f ! -name '.*' ! -name '*~' ! -name 'Makefile.inc' \
		! -name '*.log' ! -name '*.trs' | sed 's|^\./||' | sort | while read -r file; do
		grep -qF "%D%/$file" Makefile.inc || echo "# $folder/Makefile.inc does not name $file"
	done)
	if [ -z "$missing" ]; then
		echo "ok $count - $folder/Makefile.inc names every file"
	else
		failed=1
		printf 'not ok %s - %s/Makefile.inc names every file\n%s\n' "$count" "$folder" "$missing"
	fi
done
echo "1..$count"
exit "$failed"
