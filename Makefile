# The front door: every command of the README is here, and CI runs the same ones.
MVN ?= mvn -B -ntp

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

test-all: ## the same with the long forms of the random and chaos tests (about an hour)
	$(MVN) -Dtypesync.long=true install
	$(MVN) -Dtypesync.long=true -f proxy/jar-test/pom.xml verify

demo: ## the main job on real data: an unmodified JDBC program, and a search that follows it
	@bash scripts/demo.sh

bench: install ## what parser and driver cost, beside others: Markdown; an hour on an idle machine
	$(MVN) -q -f benchmarks/pom.xml compile exec:exec@parser
	$(MVN) -q -f benchmarks/pom.xml exec:exec@driver

format: ## format the sources
	$(MVN) spotless:apply
	$(MVN) -f proxy/jar-test/pom.xml spotless:apply
	$(MVN) -f benchmarks/pom.xml spotless:apply
	$(MVN) -f parser/corpus-recorder/pom.xml spotless:apply

clean: ## remove what was built
	$(MVN) clean
	$(MVN) -f proxy/jar-test/pom.xml clean
	$(MVN) -f benchmarks/pom.xml clean
	$(MVN) -f parser/corpus-recorder/pom.xml clean
