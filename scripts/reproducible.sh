#!/usr/bin/env bash
# Builds the newest commit twice, in two clean clones, and compares what would be published: the two builds must be
# equal byte by byte. The builds differ in folder, time and time zone. They install nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn=${MVN:-mvn -B -ntp}
. scripts/published.sh

umask 022 # archives record the modes of files
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # FOLDER
    git clone --quiet --no-hardlinks . "$work/$1"
    (cd "$work/$1" && $mvn -q -Prelease -Dgpg.skip -Dmaven.test.skip -Dspotless.check.skip -pl "$modules" -am verify)
}

echo "building the commit $(git rev-parse --short HEAD) twice" >&2
TZ=UTC build first
TZ=Asia/Kolkata build another/folder

failed=0
for module in ${modules//,/ }; do
    cd "$work/first/$module"
    for file in .flattened-pom.xml target/typesync-*.jar target/classes/META-INF/sbom/*.json; do
        [ -e "$file" ] || continue # not every module has a bill of materials
        if cmp "$file" "$work/another/folder/$module/$file"; then
            echo "equal: $module/$file $(sha256sum "$file" | cut -c1-16)"
        else
            failed=1
        fi
    done
done
exit "$failed"
