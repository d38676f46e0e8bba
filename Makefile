# The front door: every command of the README is here, and CI runs the same ones.
MVN ?= mvn -B -ntp

# What uses only installed artifacts, and so is no module of the reactor.
APART := proxy/jar-test examples/quickstart benchmarks parser/corpus-recorder

.DEFAULT_GOAL := help
.PHONY: help build install test test-all demo bench format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

build: ## compile, check and package everything, without tests
	$(MVN) -DskipTests package

install: ## put the driver (dev.typesync:typesync-jdbc) into the local Maven repository
	$(MVN) -DskipTests install

test: ## all tests, against a real PostgreSQL and a real Typesense, then the installed jar
	$(MVN) install
	$(MVN) -f proxy/jar-test/pom.xml verify

# Random and chaos tests take their length from these; each prints its seed.
LONG := -Dtypesync.fuzz.seconds=600 -Dtypesync.differential.statements=200000 -Dtypesync.differential.calls=50000 \
        -Dtypesync.test.changes=100000 -Dtypesync.test.rows=5000 -Dtypesync.workload.statements=200000 -Dtypesync.seed=$(shell date +%s)

test-all: ## the same with the long forms of the random and chaos tests
	$(MVN) $(LONG) install
	$(MVN) $(LONG) -f proxy/jar-test/pom.xml verify

demo: ## the main job on real data: an unmodified JDBC program, and a search that follows it
	@bash scripts/demo.sh

bench: install ## what parser and driver cost, beside others: Markdown; an hour on an idle machine
	$(MVN) -q -f benchmarks/pom.xml compile exec:exec@parser
	$(MVN) -q -f benchmarks/pom.xml exec:exec@driver

format: ## format the sources
	$(MVN) spotless:apply
	for project in $(APART); do $(MVN) -f $$project/pom.xml spotless:apply || exit 1; done

clean: ## remove what was built
	$(MVN) clean
	for project in $(APART); do $(MVN) -f $$project/pom.xml clean || exit 1; done
