package dev.typesync.cli;

/**
 * A COPY of the Dockerfile.
 *
 * @param source the path in the repository. The stage that builds has the repository in /build.
 * @param target the path in the image
 */
record ContainerCopy(String source, String target) {
    static ContainerCopy parse(String arguments) {
        String[] words = arguments.replaceFirst("^--from=\\S+\\s+", "").split("\\s+");
        if (words.length != 2) {
            throw new IllegalArgumentException("COPY " + arguments + " has not one source and one target");
        }
        return new ContainerCopy(words[0].replaceFirst("^/build/", ""), words[1]);
    }
}
