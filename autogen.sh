#!/bin/sh
# Makes ./configure out of configure.ac in a fresh checkout.
set -e
cd "$(dirname "$0")"
mkdir -p m4 build-aux
exec autoreconf --install --force
