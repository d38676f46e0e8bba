package dev.typesync.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.typesync.event.ChangeBus;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.lexer.SqlComments;
import dev.typesync.replicator.CommitWait;
import dev.typesync.replicator.CommittedDelivery;
import dev.typesync.replicator.DeliveryObserver;
import dev.typesync.replicator.Replicator;
import dev.typesync.source.ConnectionFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The arrows between the modules: what may know what. {@link PackageFloorsTest} has those inside a module. */
@AnalyzeClasses(locations = ModuleClasses.class)
class ArchitectureTest {
    private static final String[] DISPATCHER = {
        "dev.typesync.config..",
        "dev.typesync.document..",
        "dev.typesync.event..",
        "dev.typesync.outbox..",
        "dev.typesync.replicator..",
        "dev.typesync.source..",
        "dev.typesync.typesense.."
    };
    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.typesync..");

    @ArchTest
    static final ArchRule parserUsesNothingOfOurs = classes()
            .that(resideInAPackage("dev.typesync.parser.."))
            .should()
            .onlyDependOnClassesThat(resideInAPackage("dev.typesync.parser..").or(DescribedPredicate.not(OURS)));

    @ArchTest
    static final ArchRule dispatcherUsesNothingElseOfOurs = classes()
            .that(resideInAnyPackage(DISPATCHER))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(DISPATCHER).or(DescribedPredicate.not(OURS)));

    @ArchTest
    static final ArchRule captureUsesParserAndOfTheDispatcherWhatItWritesTo = classes()
            .that(resideInAPackage("dev.typesync.capture.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.typesync.capture..",
                            "dev.typesync.parser..",
                            "dev.typesync.event..",
                            "dev.typesync.outbox..",
                            "dev.typesync.config..")
                    .or(DescribedPredicate.not(OURS)));

    @ArchTest
    static final ArchRule driverReachesTheOthersThroughCaptureAndTheEntryClasses = classes()
            .that(resideInAPackage("dev.typesync.jdbc.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.typesync.jdbc..",
                            "dev.typesync.capture..",
                            "dev.typesync.event..",
                            "dev.typesync.outbox..",
                            "dev.typesync.config..")
                    .or(equivalentTo(Replicator.class))
                    .or(equivalentTo(DeliveryObserver.class))
                    .or(equivalentTo(CommittedDelivery.class))
                    .or(equivalentTo(CommitWait.class))
                    .or(equivalentTo(ConnectionFactory.class))
                    .or(equivalentTo(StatementParser.class))
                    .or(equivalentTo(SqlComments.class))
                    .or(DescribedPredicate.not(OURS)));

    @ArchTest
    static final ArchRule plugInsKnowTheDriverOnlyByName = classes()
            .that(resideInAnyPackage("dev.typesync.flyway..", "dev.typesync.liquibase.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("dev.typesync.flyway..", "dev.typesync.liquibase..")
                    .or(DescribedPredicate.not(OURS)));

    @ArchTest
    static final ArchRule nobodyUsesTheCommandLine = noClasses()
            .that(DescribedPredicate.not(resideInAPackage("dev.typesync.cli..")))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.typesync.cli.."));

    @ArchTest
    static final ArchRule onlyOnePackageKnowsJSqlParser =
            onlyIn("dev.typesync.parser.jsqlparser", "net.sf.jsqlparser..");

    @ArchTest
    static final ArchRule onlyTheTypesensePackageKnowsTypesensesClient =
            onlyIn("dev.typesync.typesense..", "org.typesense..");

    @ArchTest
    static final ArchRule onlyTheConfigurationKnowsYaml = onlyIn("dev.typesync.config..", "org.yaml..");

    @ArchTest
    static final ArchRule onlyOnePackageOfTheDriverKnowsSpring =
            onlyIn("dev.typesync.jdbc.spring", "org.springframework..");

    @ArchTest
    static final ArchRule onlyTheChangeBusKnowsEventBus = noClasses()
            .that(describe(
                    "are not " + ChangeBus.class.getName(),
                    type -> !type.getName().startsWith(ChangeBus.class.getName())))
            .should()
            .dependOnClassesThat(resideInAPackage("com.google.common.eventbus.."));

    @ArchTest
    static final ArchRule nobodyKnowsSlf4j = noClasses().should().dependOnClassesThat(resideInAPackage("org.slf4j.."));

    /** {@code getLogger} is left out: JDBC's getParentLogger must return one. */
    @ArchTest
    static final ArchRule everyoneLogsBySystemLogger = noClasses()
            .that(DescribedPredicate.not(equivalentTo(ConsoleLog.class)))
            .should()
            .callMethodWhere(describe(
                    "log by java.util.logging",
                    call -> call.getTargetOwner().getPackageName().equals("java.util.logging")
                            && !call.getName().equals("getLogger")));

    @ArchTest
    static final ArchRule nobodyPrintsStackTraces = noClasses().should().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static void noPackageIsSplitOverModules(JavaClasses all) {
        Map<String, Set<String>> modules = all.stream()
                .filter(type -> type.getPackageName().startsWith("dev.typesync"))
                .collect(groupingBy(
                        JavaClass::getPackageName,
                        TreeMap::new,
                        mapping(ArchitectureTest::module, toCollection(TreeSet::new))));

        assertThat(modules).hasSizeGreaterThan(ModuleClasses.MODULES.size());
        assertThat(modules).allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
    }

    private static ArchRule onlyIn(String home, String... libraries) {
        return noClasses()
                .that(DescribedPredicate.not(resideInAPackage(home)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    private static String module(JavaClass type) {
        String path = type.getSource().orElseThrow().getUri().getPath();
        return path.substring(0, path.indexOf("/target/classes/"));
    }
}
