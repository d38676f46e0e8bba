# Contains every command of the README. CI runs the same commands.
MVN ?= mvn -B -ntp

# Projects that use only installed artifacts and are therefore not modules of the reactor.
APART := proxy/jar-test proxy/frameworks proxy/pgjdbc-suite examples/quickstart examples/spring-boot benchmarks \
         parser/corpus-recorder

.DEFAULT_GOAL := help
.PHONY: help build install test test-all chaos demo example bench release-check format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

build: ## compile, check and package everything, without tests
	$(MVN) -DskipTests package

install: ## put the driver and its plug-ins (dev.typesync:typesync-*) into the local Maven repository
	$(MVN) -DskipTests install

test: ## all tests, against a real PostgreSQL and a real Typesense, then the installed jar, alone and with frameworks
	$(MVN) install
	$(MVN) -f proxy/jar-test/pom.xml verify
	$(MVN) -T 2 -f proxy/frameworks/pom.xml verify
	$(MVN) -f examples/spring-boot/pom.xml verify

# The length of random and chaos tests. Each test prints its seed.
LONG := -Dtypesync.fuzz.seconds=600 -Dtypesync.differential.statements=200000 -Dtypesync.differential.calls=50000 \
        -Dtypesync.test.changes=100000 -Dtypesync.test.rows=5000 -Dtypesync.workload.statements=200000 \
        -Dtypesync.faults.every=4 -Dtypesync.chaos.seconds=600 -Dtypesync.heap.large.rows=400 -Dtypesync.heap.rows=300000 \
        -Dtypesync.slow=true -Dtypesync.simulation.seeds=200000 -Dtypesync.seed=$(shell date +%s)

test-all: ## like test, with long random and chaos tests, pgjdbc's own tests through typesync, and checks of what is published
	$(MVN) $(LONG) install
	$(MVN) $(LONG) -f proxy/jar-test/pom.xml verify
	$(MVN) -f proxy/pgjdbc-suite/pom.xml verify
	$(MVN) -f proxy/frameworks/pom.xml -DexcludedGroups= verify
	$(MVN) -f examples/spring-boot/pom.xml verify
	MVN="$(MVN)" bash scripts/example.sh
	MVN="$(MVN)" scripts/release-check.sh
	MVN="$(MVN)" scripts/reproducible.sh

SECONDS = 600
SEED = $(shell date +%s)

chaos: install ## kill, stop and cut everything under three applications for SECONDS=600; SEED=… repeats the plan
	$(MVN) -f proxy/jar-test/pom.xml verify -Dtest=ChaosIT -Dtypesync.chaos.seconds=$(SECONDS) -Dtypesync.seed=$(SEED)

demo: ## a demonstration on real data: an unmodified JDBC program and a search that stays up to date
	@bash scripts/demo.sh

example: ## a Spring Boot application with JPA and Flyway, without and with the changed URL
	@bash scripts/example.sh

bench: install ## measure parser, driver and delivery and compare other drivers; prints Markdown, takes 75 minutes on an idle machine
	$(MVN) -q -f benchmarks/pom.xml compile exec:exec@parser
	$(MVN) -q -f benchmarks/pom.xml exec:exec@driver
	$(MVN) -q -f benchmarks/pom.xml exec:exec@connection
	for part in drain heap outage; do $(MVN) -q -f benchmarks/pom.xml exec:exec@$$part || exit 1; done

release-check: ## build what a release publishes, without signatures, and check it like Maven Central
	@MVN="$(MVN)" scripts/release-check.sh

format: ## format the sources
	$(MVN) spotless:apply
	for project in $(APART); do $(MVN) -f $$project/pom.xml spotless:apply || exit 1; done

clean: ## remove what was built
	$(MVN) clean
	for project in $(APART); do $(MVN) -f $$project/pom.xml clean || exit 1; done
