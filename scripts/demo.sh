#!/usr/bin/env bash
# Demonstrates typesync on real data: builds it, then runs one JDBC program without and with it.
# KEEP=1 keeps both servers running and prints searches to try.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn=${MVN:-mvn -B -ntp}

cities=$(scripts/cities.sh)
echo "building typesync and the quickstart" >&2
$mvn -q -T 2 -Dmaven.test.skip -Dspotless.check.skip -pl testkit,proxy/jdbc -am install
$mvn -q -f testkit/pom.xml dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=target/classpath
$mvn -q -f examples/quickstart/pom.xml clean package

testkit=$PWD/testkit/target/classes:$(cat testkit/target/classpath)
cd examples/quickstart
exec java -cp 'target/quickstart.jar:target/lib/*' com.example.demo.Demo "$cities" "$testkit"
