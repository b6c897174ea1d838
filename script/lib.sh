# shellcheck shell=sh
# What the scripts of this folder share: packages, and a build out of the tree. Sourced, not run.
# Debian 12 with git and a shell is enough to begin with.

# shellcheck disable=SC2034 # the variables are for who sources this

root=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
build=$root/build
install=yes
installed=no # whether this run has installed anything

# With what configure looks for: a build folder that was made without it would have fewer tests.
packages_build='gcc libc6-dev make autoconf automake autoconf-archive pkg-config
	libgit2-dev liblua5.4-dev libpcre2-dev libyaml-dev libexpat1-dev
	libssl-dev libcmocka-dev libsqlite3-dev libpq-dev mandoc'
# The tests run a database server of their own; the one that Debian may start is left alone.
packages_test='openssh-client valgrind strace python3-jsonschema libxml2-utils jq postgresql'
packages_lint='shellcheck mandoc clang-format'

say()
{
	printf '==> %s\n' "$*"
}

die()
{
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

missing_packages()
{
	for package; do
		dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' ||
			printf '%s ' "$package"
	done
}

# need PACKAGE...: installs what is missing. With install=no, or no right to, it prints the command.
need()
{
	missing=$(missing_packages "$@")
	missing=${missing% }
	[ -n "$missing" ] || return 0
	sudo=''
	if [ "$(id -u)" -ne 0 ]; then
		sudo=sudo
		command -v sudo >/dev/null || install=no
	fi
	if [ "$install" = no ]; then
		printf 'These packages are missing; to install them:\n\n\tapt-get update && apt-get install %s\n\n' \
			"$missing" >&2
		exit 1
	fi
	say "installing $missing"
	DEBIAN_FRONTEND=noninteractive
	export DEBIAN_FRONTEND
	$sudo apt-get -q update >/dev/null || die 'apt-get update failed'
	# shellcheck disable=SC2086 # a list of names
	$sudo apt-get -q install -y --no-install-recommends $missing </dev/null >/dev/null ||
		die 'apt-get install failed'
	installed=yes
}

# takes_no_install ARGUMENT...: reads the one option that these scripts have.
takes_no_install()
{
	for argument; do
		case $argument in
		--no-install) install=no ;;
		*) die "usage: script/${0##*/} [--no-install]" ;;
		esac
	done
}

# configured FOLDER [OPTION...]: a build folder that is ready for make.
configured()
{
	folder=$1
	shift
	if [ ! -x "$root/configure" ] || [ -n "$(find "$root/configure.ac" -newer "$root/configure")" ]; then
		say 'making configure'
		"$root/autogen.sh" >/dev/null 2>&1 || "$root/autogen.sh" || die 'autogen.sh failed'
	fi
	[ ! -f "$folder/Makefile" ] || [ "$installed" = yes ] || return 0
	say "configuring $folder $*"
	mkdir -p "$folder" && (cd "$folder" && "$root/configure" -q "$@") || die 'configure failed'
}
