#!/usr/bin/env bash
# Builds what a release publishes, without signatures and without an upload, and checks what Maven Central checks:
# each artifact has its pom with the required elements, its jar, its sources and its Javadoc.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/published.sh

${MVN:-mvn -B -ntp} -q -Prelease -Dgpg.skip -Dmaven.test.skip -Dspotless.check.skip -pl "$modules" -am verify
python3 scripts/check_artifacts.py ${modules//,/ }
