package dev.typesync.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arrows inside a module: each package is a floor that uses the floors below it, and shows other modules as little
 * as it can. Public is not the same as API here.
 */
@AnalyzeClasses(locations = ModuleClasses.class)
class PackageFloorsTest {
    private static final String PARSER = "dev.typesync.parser";
    private static final String CAPTURE = "dev.typesync.capture";
    private static final String JDBC = "dev.typesync.jdbc";
    private static final String REPLICATOR = "dev.typesync.replicator";

    @ArchTest
    static final ArchRule plansUseNothing = floor(PARSER + ".plan");

    @ArchTest
    static final ArchRule theLexerUsesPlans = floor(PARSER + ".lexer", PARSER + ".plan");

    @ArchTest
    static final ArchRule readersUseTheLexer = floor(PARSER + ".reader", PARSER + ".lexer", PARSER + ".plan");

    @ArchTest
    static final ArchRule keysUseReaders =
            floor(PARSER + ".keys", PARSER + ".reader", PARSER + ".lexer", PARSER + ".plan");

    @ArchTest
    static final ArchRule theComparisonUsesKeys =
            floor(PARSER + ".jsqlparser", PARSER + ".keys", PARSER + ".lexer", PARSER + ".plan");

    @ArchTest
    static final ArchRule theParserUsesAllButScripts = floor(
            PARSER, PARSER + ".jsqlparser", PARSER + ".keys", PARSER + ".reader", PARSER + ".lexer", PARSER + ".plan");

    @ArchTest
    static final ArchRule changesUseNothing = floorOf(CAPTURE, ".change");

    @ArchTest
    static final ArchRule theCatalogUsesChanges = floorOf(CAPTURE, ".catalog", ".change");

    @ArchTest
    static final ArchRule decisionsUseTheCatalog = floorOf(CAPTURE, ".decision", ".catalog", ".change");

    @ArchTest
    static final ArchRule rewritingUsesDecisions = floorOf(CAPTURE, ".rewrite", ".decision", ".catalog", ".change");

    @ArchTest
    static final ArchRule delegatesUseNothing = floorOf(JDBC, ".delegate");

    @ArchTest
    static final ArchRule refusalsUseNothing = floorOf(JDBC, ".refusal");

    @ArchTest
    static final ArchRule executionUsesDelegates = floorOf(JDBC, ".execution", ".delegate");

    @ArchTest
    static final ArchRule wrappersUseExecution = floorOf(JDBC, ".wrapper", ".execution", ".delegate");

    @ArchTest
    static final ArchRule tasksUseNothing = floorOf(REPLICATOR, ".task");

    @ArchTest
    static final ArchRule leaseUsesNothing = floorOf(REPLICATOR, ".lease");

    @ArchTest
    static final ArchRule storeUsesTasks = floorOf(REPLICATOR, ".store", ".task");

    @ArchTest
    static final ArchRule queueUsesNothing = floorOf(REPLICATOR, ".queue");

    @ArchTest
    static final ArchRule statusUsesNothing = floorOf(REPLICATOR, ".status");

    @ArchTest
    static final ArchRule theLedgerUsesTheFloorsBelow =
            floorOf(REPLICATOR, ".ledger", ".store", ".queue", ".status", ".task");

    @ArchTest
    static final ArchRule deliveryUsesTheFloorsBelow =
            floorOf(REPLICATOR, ".delivery", ".ledger", ".lease", ".store", ".queue", ".status", ".task");

    @ArchTest
    static final ArchRule collectionsUseDelivery = floorOf(
            REPLICATOR, ".collection", ".delivery", ".ledger", ".lease", ".store", ".queue", ".status", ".task");

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("dev.typesync.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyPlansScriptsAndTextScansLeaveTheParser = noClasses()
            .that(outside(PARSER))
            .should()
            .dependOnClassesThat(resideInAnyPackage(PARSER + ".reader", PARSER + ".keys", PARSER + ".jsqlparser")
                    .and(DescribedPredicate.not(belongsTo("RoutineBody"))));

    @ArchTest
    static final ArchRule catalogAndFormsStayInCapture = noClasses()
            .that(outside(CAPTURE))
            .should()
            .dependOnClassesThat(resideInAnyPackage(CAPTURE + ".catalog", CAPTURE + ".rewrite")
                    .and(DescribedPredicate.not(simpleName("CatalogRow").or(simpleName("CatalogQuery")))));

    @ArchTest
    static final ArchRule theDriversPackagesStayInTheDriver = noClasses()
            .that(outside(JDBC))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(JDBC + ".wrapper", JDBC + ".execution", JDBC + ".delegate", JDBC + ".refusal"));

    /** Spring loads it by name, and without Spring nothing may load it. */
    @ArchTest
    static final ArchRule nothingUsesWhatSpringLoads = noClasses()
            .that(outside(JDBC + ".spring"))
            .should()
            .dependOnClassesThat(resideInAPackage(JDBC + ".spring"));

    @ArchTest
    static final ArchRule onlyStatusLeavesTheReplicator = noClasses()
            .that(outside(REPLICATOR))
            .should()
            .dependOnClassesThat(resideInAPackage(REPLICATOR + ".*")
                    .and(DescribedPredicate.not(resideInAPackage(REPLICATOR + ".status"))));

    @ArchTest
    static void theDriversApiIsThreeClasses(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getPackageName().equals(JDBC))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("TypesyncDriver", "TypesyncDataSource", "TypesyncXADataSource");
    }

    @ArchTest
    static void noTwoTypesHaveOneName(JavaClasses all) {
        Map<String, Set<String>> byName = all.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toSet())));

        assertThat(byName).allSatisfy((name, types) -> assertThat(types).hasSize(1));
    }

    @ArchTest
    static void eachPackageSaysWhatLivesThere(JavaClasses all) throws IOException {
        for (String module : ModuleClasses.MODULES) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path folder : files.filter(Files::isDirectory).toList()) {
                    if (holdsClasses(folder)) {
                        assertThat(folder.resolve("package-info.java"))
                                .content()
                                .contains("/**")
                                .contains("@NullMarked");
                    }
                }
            }
        }
    }

    private static boolean holdsClasses(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        }
    }

    private static ArchRule floorOf(String root, String name, String... below) {
        return floor(root + name, Arrays.stream(below).map(each -> root + each).toArray(String[]::new));
    }

    /** A package that uses no other one of the same module's root but those below it. */
    private static ArchRule floor(String name, String... below) {
        String root = String.join(".", List.of(name.split("\\.")).subList(0, 3));
        return classes()
                .that(resideInAPackage(name))
                .should()
                .onlyDependOnClassesThat(resideInAPackage(name)
                        .or(resideInAnyPackage(below))
                        .or(DescribedPredicate.not(resideInAPackage(root + ".."))));
    }

    private static DescribedPredicate<JavaClass> outside(String root) {
        return DescribedPredicate.not(resideInAPackage(root + ".."));
    }

    /** The type itself and those nested in it. */
    private static DescribedPredicate<JavaClass> belongsTo(String simpleName) {
        return DescribedPredicate.describe(
                "belong to " + simpleName, type -> type.getName().matches(".*\\." + simpleName + "(\\$.*)?"));
    }
}
