"""Checks the files of published modules, given by their folders, like Maven Central: https://central.sonatype.org/publish/requirements/"""
import glob
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

POM = {"m": "http://maven.apache.org/POM/4.0.0"}
REQUIRED = (
    "groupId artifactId version name description url licenses/license/name licenses/license/url "
    "developers/developer/name scm/connection scm/developerConnection scm/url"
).split()


def problems(folder):
    try:
        pom = ElementTree.parse(folder + "/.flattened-pom.xml").getroot()
    except FileNotFoundError:
        return [".flattened-pom.xml is missing; the module has to run the flatten plugin"]
    return pom_problems(pom) + file_problems(folder)


def pom_problems(pom):
    found = [f"the pom has no {path}" for path in REQUIRED if not value(pom, path)]
    if pom.find("m:parent", POM) is not None:
        found.append("the pom has a parent, which is not published")
    text = ElementTree.tostring(pom, encoding="unicode")
    found += [f"the pom contains {unresolved}" for unresolved in re.findall(r"\$\{[^}]*\}", text)]
    version = value(pom, "version") or ""
    if not version.endswith("-SNAPSHOT") and ".invalid" in text:
        found.append("published.url is not the place of the repository yet")
    return found


def value(pom, path):
    element = pom.find("/".join("m:" + step for step in path.split("/")), POM)
    return element.text if element is not None else None


def file_problems(folder):
    jars = {kind: names(folder, kind) for kind in ("", "-sources", "-javadoc")}
    found = [f"target has no single jar typesync-*{kind}.jar" for kind, entries in jars.items() if entries is None]
    if found:
        return found
    own = {re.sub(r"(\$.*)?\.class$", ".java", name) for name in jars[""] if is_own_class(name)}
    found += [f"the sources lack {name}" for name in sorted(own - set(jars["-sources"]))]
    if not own:
        found.append("the jar has no class of typesync")
    if not any(name.endswith("package-summary.html") for name in jars["-javadoc"]):
        found.append("the Javadoc describes no package")
    return found


def is_own_class(name):
    return name.startswith("dev/typesync/") and "/shaded/" not in name and name.endswith(".class")


def names(folder, kind):
    files = [
        path
        for path in glob.glob(f"{folder}/target/typesync-*.jar")
        if path.endswith(kind + ".jar") and (kind or not re.search("-(sources|javadoc)\\.jar$", path))
    ]
    return zipfile.ZipFile(files[0]).namelist() if len(files) == 1 else None


failed = False
for module in sys.argv[1:]:
    for problem in problems(module):
        print(f"{module}: {problem}", file=sys.stderr)
        failed = True
    print(f"checked: {module}")
sys.exit(failed)
