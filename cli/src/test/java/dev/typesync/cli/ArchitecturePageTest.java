package dev.typesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** ARCHITECTURE.md names packages and classes that exist, and all packages. */
@AnalyzeClasses(locations = ModuleClasses.class)
class ArchitecturePageTest {
    /** Words in back quotes that look like a class. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)(?:[.(][^`]*)?`");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `(dev\\.typesync(?:\\.[a-z]+)+)`");
    private static final int MOST_STOPS = 41;

    @ArchTest
    static void namesOnlyClassesThatExist(JavaClasses all) throws IOException {
        Set<String> known = all.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());

        Set<String> named = new TreeSet<>(found(CLASS, page()));
        named.removeIf(ArchitecturePageTest::isTest);

        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    @ArchTest
    static void namesEachPackage(JavaClasses all) throws IOException {
        Set<String> packages =
                all.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(found(PACKAGE, section("## Packages")))).isEqualTo(packages);
    }

    @ArchTest
    static void eachPackageUsesOnlyPackagesBelowIt(JavaClasses all) throws IOException {
        List<String> order = found(PACKAGE, section("## Packages"));
        List<String> upward = all.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> isAbove(
                        order,
                        arrow.getTargetClass().getPackageName(),
                        arrow.getOriginClass().getPackageName()))
                .map(Dependency::getDescription)
                .toList();

        assertThat(upward).isEmpty();
    }

    private static boolean isAbove(List<String> order, String target, String origin) {
        return order.contains(target) && order.indexOf(target) < order.indexOf(origin);
    }

    /** The stops of a statement before COMMIT are few, because each of them is a turn that a reader has to follow. */
    @ArchTest
    static void theWayOfAStatementIsShort(JavaClasses all) throws IOException {
        String way = section("## The way of a statement");
        List<String> stops = found(CLASS, way.substring(0, way.indexOf("At COMMIT")));
        Set<String> known = all.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());

        assertThat(stops).hasSizeBetween(10, MOST_STOPS);
        assertThat(known).containsAll(stops);
    }

    private static boolean isTest(String name) {
        return name.endsWith("Test") || name.endsWith("IT");
    }

    private static String section(String heading) throws IOException {
        String page = page();
        int start = page.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", start + heading.length());
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "ARCHITECTURE.md"));
    }

    private static List<String> found(Pattern pattern, String in) {
        return pattern.matcher(in).results().map(result -> result.group(1)).toList();
    }
}
