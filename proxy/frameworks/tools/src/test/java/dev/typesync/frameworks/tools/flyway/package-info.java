/** What runs inside one version of Flyway: a loader of its own loads this package together with that version. */
package dev.typesync.frameworks.tools.flyway;
