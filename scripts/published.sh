# Sets `modules` to the folders of the modules that go to Maven Central, separated by commas. To be sourced in the root.
modules=$(grep -l '<unpublished>false</unpublished>' $(git ls-files '*pom.xml') | xargs -n 1 dirname | paste -s -d ,)
[ -n "$modules" ] || { echo "no pom.xml says that its module is published" >&2; exit 1; }
