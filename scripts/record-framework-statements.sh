#!/usr/bin/env bash
# Records the statements that Hibernate, jOOQ, MyBatis, Spring, Flyway, Liquibase, Quartz and pgbench send to
# PostgreSQL. Writes one JSON object per line. The file is the source of the parser's corpus.
# Usage: record-framework-statements.sh [FILE]; default: parser/corpus-recorder/target/statements.jsonl
set -euo pipefail
cd "$(dirname "$0")/.."
file=$(realpath -m "${1:-parser/corpus-recorder/target/statements.jsonl}")
mkdir -p "$(dirname "$file")"
mvn -B -ntp -q -DskipTests -pl testkit -am install
mvn -B -ntp -q -f parser/corpus-recorder/pom.xml compile exec:java -Dexec.args="$file" \
    -Djava.util.logging.config.file=testkit/logging.properties
echo "$file: $(wc -l <"$file") distinct statements"
